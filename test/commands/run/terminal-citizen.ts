import process from 'node:process';
import t, {type Test} from 'tap';
import {openTerminal, type OpenTerminal} from '../../support/cli/open-terminal.js';
import {binFile, findProcesses, projectFolder, watchProcesses} from '../../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../../support/cli/slow-workflow.js';

// The built program in a real terminal, on a machine that may be busy.
t.setTimeout(300_000);

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));
const quote = (words: readonly string[]): string => words.map(word => `'${word}'`).join(' ');
const program = (parameters: readonly string[]): string => quote([process.execPath, binFile, ...parameters]);

const openProgram = (t: Test, parameters: readonly string[], env: Readonly<Record<string, string>> = {}): OpenTerminal => {
	const terminal = openTerminal(`cd '${projectFolder}' && before=$(stty -g); ${program(parameters)}; code=$?; [ "$before" = "$(stty -g)" ] && echo "terminal as before"; exit $code`, {columns: 110, rows: 40, env});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	return terminal;
};

t.test('a run is streamed as lines and back, resized, stopped and continued by its shell, and cancelled', async t => {
	const folder = t.testdir({});
	const parameters = writeSlowWorkflow(folder);
	// A shell that controls jobs, as the user's does.
	const terminal = openTerminal(`cd '${projectFolder}' && PS1='ready> ' exec bash --norc --noprofile -i`, {columns: 110, rows: 34});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	await terminal.waitFor(has('ready>'), 'the shell is there');
	terminal.type(`clear; ${program(parameters)}\r`);
	await terminal.waitFor(has('t trigger'), 'the screen is there');
	terminal.type('t');
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(folder);

	t.comment('lines');
	terminal.type('s');
	await terminal.waitFor(has('| asleep now'), 'what was missed is told');
	t.notOk(terminal.isAlternate());
	t.ok(has('slow PENDING -> ')(terminal.lines()));
	terminal.type('x');
	await terminal.waitFor(has('Cancel the run? y for yes'), 'the question');
	terminal.type('n');
	await terminal.waitFor(has('Nothing changed.'), 'the answer');
	terminal.type('s');
	await terminal.waitFor(lines => terminal.isAlternate() && has('q quit')(lines) && has('NODES')(lines), 'the screen is back');

	t.comment('resize');
	for (const [columns, rows] of [[60, 15], [30, 8], [110, 34]] as const) {
		terminal.resize(columns, rows);
		await terminal.waitFor(lines => has('q quit')([lines[rows - 1] ?? '']) && has('RUNNING')(lines.slice(0, 2)), `it was drawn at ${columns}x${rows}`);
		t.equal(terminal.lines().filter(line => line.includes('q quit')).length, 1, `one footer at ${columns}x${rows}`);
	}

	t.comment('Ctrl+Z and fg');
	terminal.type('\u001A');
	await terminal.waitFor(lines => !terminal.isAlternate() && has('Stopped')(lines), 'the shell has the terminal');
	terminal.type('stty -a | grep -c -e " -icanon" -e " -echo "; echo answered\r');
	await terminal.waitFor(lines => lines.includes('answered') && lines.includes('0'), 'the terminal echoes lines again');
	terminal.type('fg\r');
	await terminal.waitFor(lines => terminal.isAlternate() && has('q quit')([lines[33] ?? '']), 'the screen is back after fg');
	t.equal(terminal.lines()[1]?.includes('RUNNING'), true);
	t.notOk(has('answered')(terminal.lines()), 'nothing of the shell is left on it');

	t.comment('a stop that cannot be caught');
	const pid = Number(findProcesses(`${binFile} ${parameters[0] ?? ''}`).find(line => !line.includes('bash'))?.trim().split(' ')[0]);
	process.kill(pid, 'SIGSTOP');
	await terminal.waitFor(has('Stopped'), 'the shell has the terminal');
	terminal.type('fg\r');
	await terminal.waitFor(lines => terminal.isAlternate() && !has('Stopped')(lines) && has('q quit')([lines[33] ?? '']), 'the screen is whole again');
	t.equal(terminal.lines().filter(line => line.includes('NODES')).length, 1);

	t.comment('cancel and quit');
	terminal.type('x');
	await terminal.waitFor(has('Cancel the run?'), 'the question');
	terminal.type('y');
	await terminal.waitFor(has('■ CANCELLED'), 'the run is cancelled');
	terminal.type('q');
	await terminal.waitFor(has('■ CANCELLED tutorial in'), 'the verdict stays');
	terminal.type('echo "exit code $?"\r');
	await terminal.waitFor(has('exit code 130'), 'the program has ended');
	t.notOk(terminal.isAlternate());
	t.same(listLeft(), []);
	terminal.type('exit\r');
	await terminal.exited;
});

t.test('a paste is text in a prompt and nothing elsewhere, and the terminal marks pastes no longer than the screen is up', async t => {
	const parameters = writeSlowWorkflow(t.testdir({}));
	const terminal = openProgram(t, [...parameters, '--trigger']);
	const paste = (text: string): void => {
		terminal.type(`\u001B[200~${text}\u001B[201~`);
	};

	await terminal.waitFor(has('asleep now'), 'the function runs');
	terminal.type('2');
	await terminal.waitFor(has('▶ LOG'), 'the log has the focus');
	terminal.type('/');
	await terminal.waitFor(lines => lines.some(line => /^ \/ *$/u.test(line)), 'the prompt');
	paste('abc\rxy');
	await terminal.waitFor(lines => lines.some(line => /^ \/abc xy *$/u.test(line)), 'the text is typed');
	terminal.type('\u001B');
	await terminal.waitFor(has('q quit'), 'the prompt is closed');
	paste('xq\ry');
	terminal.type('?');
	await terminal.waitFor(lines => has('▶ KEYS')(lines) && has('RUNNING')(lines), 'nothing but the last key was one');
	const pid = Number(findProcesses(`${binFile} ${parameters[0] ?? ''}`).find(line => !line.includes('stty'))?.trim().split(' ')[0]);
	process.kill(pid, 'SIGTERM');
	t.equal(await terminal.exited, 143);
	t.ok(has('terminal as before')(terminal.lines()));
	t.same(terminal.output().match(/\?2004[hl]/gu)?.slice(-2), ['?2004h', '?2004l']);
});

t.test('--accessible only ever adds lines: no second screen, no cursor movement, no spinner; the keys work', async t => {
	const terminal = openProgram(t, ['workflows/tutorial.json', '--local', '--accessible']);
	await terminal.waitFor(has('t triggers it, q leaves, press ? for keys'), 'it says where it is');
	terminal.type('?');
	await terminal.waitFor(has('t: trigger the workflow'), 'the keys are told');
	t.notOk(has('back to the screen')(terminal.lines()));
	terminal.type('t');
	await terminal.waitFor(has('[COMPLETED] completed=2'), 'the verdict');
	terminal.type('x');
	await terminal.waitFor(has('there is nothing to cancel'), 'an answer');
	terminal.type('q');
	t.equal(await terminal.exited, 0);
	t.ok(has('terminal as before')(terminal.lines()));
	// eslint-disable-next-line no-control-regex -- every sequence but colours
	t.notMatch(terminal.output(), /\u001B(?!\[[\d;]*m)/u);
	t.notMatch(terminal.output(), /[\u2800-\u28FF]/u);
});

t.test('where only ASCII can be shown only ASCII is written; --exit-on-complete leaves by itself; title and bell', async t => {
	const terminal = openProgram(t, ['workflows/tutorial.json', '--local', '--trigger', '--exit-on-complete', '--notify', 'bell', '--progress'], {LC_ALL: 'C', LANG: 'C'});
	t.equal(await terminal.exited, 0);
	t.ok(has('terminal as before')(terminal.lines()));
	t.ok(has('+ COMPLETED tutorial')(terminal.lines()), 'the verdict stays');
	const output = terminal.output();
	// eslint-disable-next-line no-control-regex -- all of ASCII
	t.match(output, /^[\u0000-\u007F]*$/u);
	t.match(output, '\u001B[22;2t\u001B]2;o tutorial | faasr-tui\u0007');
	t.match(output, '\u001B]2;+ tutorial 2/2 | faasr-tui\u0007');
	t.ok(output.lastIndexOf('\u001B[23;2t') > output.lastIndexOf('\u001B[22;2t'), 'the title is given back');
	t.ok(output.lastIndexOf('\u001B]9;4;0;0') > output.lastIndexOf('\u001B]9;4;1'), 'the progress is taken away');
	t.ok(output.split('\u0007').length > output.split(']2;').length, 'a bell beside the ends of titles');
	t.ok(output.lastIndexOf('\u001B[?7h') > output.lastIndexOf('\u001B[?7l'), 'lines wrap again');
	t.notMatch(output, /\[\?(?:9|100\d|1015|1016)h/u, 'the mouse is the user\'s');
});

t.test('a terminal without a screen gets plain lines, and a sentence about it', async t => {
	const terminal = openProgram(t, ['workflows/tutorial.json', '--local'], {TERM: 'dumb'});
	t.equal(await terminal.exited, 0);
	t.ok(has('a terminal with TERM=dumb has no screen: running as with --ci.')(terminal.lines()));
	t.ok(has('[COMPLETED] completed=2')(terminal.lines()));
	t.notMatch(terminal.output(), '\u001B');
});
