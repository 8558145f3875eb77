/* eslint-disable no-control-regex -- colours are escape sequences */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {openTerminal} from '../../support/cli/open-terminal.js';
import {binFile} from '../../support/cli/run-bin.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';
import {makeFolder} from '../../support/make-folder.js';

t.setTimeout(180_000);

/** A workflow whose one function writes a table, and a picture that is red above and blue below. */
const writeWorkflow = (folder: string): void => {
	const document = createTinyDocument({draw: []});
	const draw = document.ActionList['draw']!;
	fs.writeFileSync(path.join(folder, 'drawn.json'), JSON.stringify({...document, WorkflowName: 'drawn', ActionList: {draw: {...draw, Arguments: {folder: 'drawn'}}}}));
	fs.mkdirSync(path.join(folder, 'functions'));
	fs.writeFileSync(path.join(folder, 'functions/f.py'), String.raw`
import struct
import zlib

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def f(folder):
    rows = (b"\0" + b"\xff\0\0" * 40) * 10 + (b"\0" + b"\0\0\xff" * 40) * 10
    with open("plot.png", "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    with open("mean.csv", "w") as file:
        file.write("site,mean\nA,1.5\nB,20.25\n")
    for name in ["plot.png", "mean.csv"]:
        faasr_put_file(local_file=name, remote_file=name, remote_folder=folder)
`);
};

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));

t.test('from a run to its picture and table with 6, and into a folder when the screen is left', async t => {
	const folder = makeFolder(t);
	writeWorkflow(folder);
	const terminal = openTerminal('cd "$1" && shift && exec "$@"', {
		columns: 100, rows: 30, args: [folder, process.execPath, binFile, 'drawn.json', '--local', '--trigger'], env: {COLORTERM: 'truecolor', TERM: 'xterm-256color', LANG: 'C.UTF-8', TERM_PROGRAM: '', KITTY_WINDOW_ID: '', LC_TERMINAL: '', NO_COLOR: '', FORCE_COLOR: ''},
	});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(has('✓ COMPLETED'), 'the run has completed');
	terminal.type('6');
	await terminal.waitFor(has('plot.png'), 'its files');
	t.ok(terminal.lines().some(line => /mean\.csv +draw +24 B/u.test(line)), terminal.lines().join('\n'));
	terminal.type('\r');
	await terminal.waitFor(has(' B     20.25'), 'the table');
	terminal.type('\u001B');
	await terminal.waitFor(has('▶ FILES 2'), 'the files again');
	terminal.type('j\r');
	await terminal.waitFor(has('▀'.repeat(40)), 'the picture');
	t.ok(has('PNG picture, 40 x 20 pixels')(terminal.lines()));
	t.match(terminal.output(), /\u001B\[38;2;255;0;0;48;2;255;0;0m▀{40}/u);
	t.match(terminal.output(), /\u001B\[38;2;0;0;255;48;2;0;0;255m▀{40}/u);
	terminal.type('\u001B');
	await terminal.waitFor(has('▶ FILES 2'), 'the files once more');
	terminal.type('q');
	await terminal.waitFor(has('2 FILES'), 'the question');
	terminal.type('y');
	t.equal(await terminal.exited, 0);
	t.ok(has('Files were saved in')(terminal.lines()), terminal.lines().join('\n'));
	const saved = fs.readdirSync(folder).find(name => name.startsWith('drawn-')) ?? '';
	t.strictSame(fs.readdirSync(path.join(folder, saved, 'drawn')).sort(), ['mean.csv', 'plot.png']);
});
