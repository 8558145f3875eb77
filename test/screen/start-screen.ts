import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import t, {type Test} from 'tap';
import {openTerminal, type OpenTerminal} from '../support/cli/open-terminal.js';

/** The program that shows the screen: compiled once, not by each of its processes. */
const folder = t.testdir({'package.json': '{"type": "module"}'});
const program = path.join(folder, 'show-screen.js');
await build({
	entryPoints: [fileURLToPath(new URL('../support/screen/show-screen.ts', import.meta.url))],
	outdir: folder,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	external: ['react-devtools-core'],
	banner: {js: 'import {createRequire} from \'node:module\'; const require = createRequire(import.meta.url);'},
	logLevel: 'warning',
});

// The terminal's settings before and after, and the program's exit code, are printed on the normal screen.
const command = 'before=$(stty -g); "$@"; code=$?; [ "$before" = "$(stty -g)" ] && echo stty restored; echo "code $code"';

const open = (t: Test, scene: string, {columns = 80, rows = 24, env = {}} = {}): OpenTerminal => {
	t.setTimeout(120_000);
	const terminal = openTerminal(command, {
		columns, rows, env, args: [process.execPath, program, scene],
	});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	return terminal;
};

// Each test starts a program, on a machine that may be busy.
t.setTimeout(240_000);

const isDrawn = (lines: readonly string[]) => lines.some(line => line.includes('q quit'));

/** Checks that the user is back on the normal screen, with a cursor and a terminal that behaves. */
const checkRestored = async (t: Test, terminal: OpenTerminal, expected: readonly string[]) => {
	await terminal.exited;
	t.equal(terminal.isAlternate(), false, 'the normal screen is back');
	t.ok(terminal.output().lastIndexOf('\u001B[?25h') > terminal.output().lastIndexOf('\u001B[?25l'), 'the cursor is shown');
	t.same(terminal.lines().filter(Boolean), [...expected.slice(0, -1), 'stty restored', expected.at(-1)]);
};

t.test('a resize leaves no stale line, and quit nothing of the screen', async t => {
	const terminal = open(t, 'end');
	await terminal.waitFor(isDrawn, 'the screen was drawn');
	t.equal(terminal.isAlternate(), true);
	const wide = terminal.lines();
	t.match(wide[1], /^ ✗ FAILED {2}34\.6s/);
	t.match(wide[0], /^ tutorial/, 'nothing has scrolled');
	t.ok(isDrawn([wide[23] ?? '']), 'the last line stands on the last row');
	for (const [columns, rows] of [[80, 15], [60, 15], [60, 30], [120, 20], [30, 8]] as const) {
		terminal.resize(columns, rows);
		await terminal.waitFor(
			lines => lines[0]?.includes(columns >= 60 ? 'tutorial' : 'FAILED') === true && isDrawn([lines[rows - 1] ?? '']),
			`it was drawn at ${columns}x${rows}`,
		);
		const lines = terminal.lines();
		t.equal(lines.filter(line => line.includes('q quit')).length, 1, `one footer at ${columns}x${rows}: ${lines.join('|')}`);
		t.equal(lines.filter(line => line.includes('NODES')).length, 1, `one table at ${columns}x${rows}`);
	}

	terminal.resize(80, 24);
	await terminal.waitFor(lines => lines[0]?.includes('tutorial') === true && isDrawn([lines[23] ?? '']), 'it was drawn as before');
	t.same(terminal.lines(), wide);
	terminal.type('q');
	await checkRestored(t, terminal, ['ended well, 0 listeners left', 'code 0']);
});

// Ink itself draws nothing until the end where the environment says CI.
t.test('keys drive the screen, also where the environment says CI and NO_COLOR', async t => {
	const terminal = open(t, 'idle', {env: {CI: 'true', NO_COLOR: '1'}});
	await terminal.waitFor(lines => lines[1] === ' ○ READY  14 nodes', 'the screen was drawn');
	terminal.type('t');
	await terminal.waitFor(lines => /RUNNING \d/.test(lines[1] ?? ''), 'the run showed');
	terminal.type('\u001B[B\r');
	await terminal.waitFor(lines => lines.some(line => line.startsWith('─ LOG compute_py (pending)')), 'the log of the second node showed');
	terminal.type('x');
	await terminal.waitFor(lines => lines.includes(' Cancel the run? y/n'), 'the question showed');
	terminal.type('y');
	await terminal.waitFor(lines => (lines[1] ?? '').includes('CANCELLING'), 'the run was being cancelled');
	await terminal.waitFor(lines => lines.includes(' Two runs are being cancelled.'), 'the caller had its say');
	// eslint-disable-next-line no-control-regex -- colours are control sequences
	t.notMatch(terminal.output(), /\u001B\[(?:\d+;)*(?:3[0-7]|38;[\d;]*|4[0-8]|9\d)(?:;\d+)*m/);
	t.match(terminal.output(), '\u001B[1;7m', 'the selection stays inverse');
	terminal.type('\u0003');
	await checkRestored(t, terminal, ['ended well, 0 listeners left', 'code 0']);
});

const waysOut = {
	'a component that throws': {scene: 'crash', keys: 't', expected: ['ended badly: a component broke', 'code 70']},
	'a key handler that throws': {scene: 'crash-late', keys: 't', expected: ['ended badly: the key handler broke', 'code 70']},
	'process.exit': {scene: 'exit', keys: 't', expected: ['code 3']},
	'a signal nobody listens to': {scene: 'signal', keys: 't', expected: ['Terminated', 'code 143']},
};

for (const [cause, {scene, keys, expected}] of Object.entries(waysOut)) {
	t.test(`${cause} gives the terminal back`, async t => {
		const terminal = open(t, scene);
		await terminal.waitFor(isDrawn, 'the screen was drawn');
		terminal.type(keys);
		await checkRestored(t, terminal, expected);
	});
}
