import fs from 'node:fs';
import process from 'node:process';
import t from 'tap';
import {openTerminal} from '../../support/cli/open-terminal.js';
import {binFile, projectFolder} from '../../support/cli/run-bin.js';

t.setTimeout(180_000);

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));

t.test('a recording is shown on the screen to its end; nothing can be cancelled, q leaves with exit code 0', async t => {
	const file = `${projectFolder}test/support/recording/failing.ndjson`;
	const folder = t.testdir();
	const terminal = openTerminal(`cd ${projectFolder} && PAGER='show() { sed s/^/PAGED:/ "$1"; sleep 1; }; show' '${process.execPath}' '${binFile}' replay '${file}' --speed 5; code=$?; echo "exit code $code"; exit $code`, {columns: 120, rows: 30});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(has('✗ FAILED'), 'the recorded run has failed');
	t.ok(has('invert-numbers')(terminal.lines()));
	t.ok(has('ZeroDivisionError: division by zero')(terminal.lines()));
	t.ok(terminal.isAlternate());
	terminal.type('x');
	await terminal.waitFor(has('This is a recording: r plays it again.'), 'the key is answered');
	terminal.type('t');
	await terminal.waitFor(has('This is a recording: r plays it again.'), 'nothing is triggered');
	terminal.type('v');
	await terminal.waitFor(has('PAGED'), 'the pager has the lines');
	await terminal.waitFor(has('✗ FAILED'), 'the screen is back');
	terminal.type('\u0013');
	await terminal.waitFor(has('save as: '), 'a name is asked for');
	terminal.type(`\u0015${folder}/saved.log\r`);
	await terminal.waitFor(has('Saved what the log shows in'), 'it was saved');
	t.match(fs.readFileSync(`${folder}/saved.log`, 'utf8'), 'ZeroDivisionError: division by zero');
	terminal.type('q');
	t.equal(await terminal.exited, 0);
	t.notOk(terminal.isAlternate());
});
