import path from 'node:path';
import process from 'node:process';
import t, {type Test} from 'tap';
import {openTerminal} from '../../support/cli/open-terminal.js';
import {binFile, projectFolder, watchProcesses} from '../../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../../support/cli/slow-workflow.js';
import {findByEnvironment, tellsEnvironments, waitUntil} from '../../support/processes.js';

t.setTimeout(180_000);

/** The built program in a terminal of its own, and the terminal's settings before and after it. */
const open = (t: Test, parameters: readonly string[], {columns = 100, rows = 30, env = {}}: {readonly columns?: number; readonly rows?: number; readonly env?: Readonly<Record<string, string>>} = {}) => {
	const command = 'before=$(stty -g); "$0" "$@"; code=$?; [ "$before" = "$(stty -g)" ] && echo "terminal as before"; echo "exit code $code"; exit $code';
	const terminal = openTerminal(`cd ${projectFolder} && set -- ${[binFile, ...parameters].map(word => `'${word}'`).join(' ')} && ${command.replace('"$0"', `'${process.execPath}'`)}`, {columns, rows, env});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	return terminal;
};

const has = (text: string) => (lines: readonly string[]): boolean => lines.some(line => line.includes(text));

t.test('t triggers the workflow, it is watched to its end, q leaves, and the verdict stays on the normal screen', async t => {
	const terminal = open(t, ['workflows/tutorial.json', '--local'], {columns: 120});
	await terminal.waitFor(has('t trigger'), 'the screen is there');
	t.ok(terminal.isAlternate());
	terminal.type('t');
	await terminal.waitFor(has('✓ COMPLETED'), 'the run has completed');
	t.ok(has('✓ compute-sum')(terminal.lines()));
	t.ok(has('Wrote the sum of 3 rows')(terminal.lines()));
	terminal.type('2');
	await terminal.waitFor(has('▶ LOG'), 'the log has the focus');
	terminal.type('/wrote the');
	await terminal.waitFor(has('1 of 1'), 'the line is found');
	terminal.type('\r');
	await terminal.waitFor(has('? help'), 'the prompt is closed');
	terminal.type('3');
	await terminal.waitFor(has('▶ GRAPH'), 'the graph');
	t.ok(terminal.lines().some(line => /[│┃] ✓ compute-sum/.test(line)));
	terminal.type('i');
	await terminal.waitFor(has('Evidence'), 'why the node is in its state');
	terminal.type('q');
	await terminal.waitFor(has('▶ GRAPH'), 'the graph again');
	terminal.type('q');
	await terminal.waitFor(has('WOULD BE DELETED WITH THE LOCAL CLOUD'), 'what is to become of the files');
	terminal.type('n');
	t.equal(await terminal.exited, 0);
	t.notOk(terminal.isAlternate());
	t.ok(has('terminal as before')(terminal.lines()));
	t.ok(has('compute-sum')(terminal.lines()), 'the table stays');
	const output = terminal.output();
	t.ok(output.lastIndexOf('\u{1B}[?25h') > output.lastIndexOf('\u{1B}[?25l'), 'the cursor is visible');
});

t.test('r runs the workflow again under another InvocationID', async t => {
	const terminal = open(t, ['workflows/tutorial.json', '--local', '--trigger'], {columns: 120});
	await terminal.waitFor(has('✓ COMPLETED'), 'the first run has completed');
	const first = terminal.lines()[0];
	terminal.type('r');
	await terminal.waitFor(has('Whole workflow'), 'the menu of what to run again');
	terminal.type('\r');
	await terminal.waitFor(has('As a new run'), 'the plan');
	terminal.type('y');
	await terminal.waitFor(lines => has('RUNNING')(lines) || (has('✓ COMPLETED')(lines) && lines[0] !== first), 'the second run has begun');
	await terminal.waitFor(has('✓ COMPLETED'), 'the second run has completed');
	t.not(terminal.lines()[0], first);
	terminal.type('q');
	await terminal.waitFor(has('WOULD BE DELETED WITH THE LOCAL CLOUD'), 'what is to become of the files');
	terminal.type('n');
	t.equal(await terminal.exited, 0);
});

t.test('Ctrl+C cancels the run, then leaves: exit code 130, the terminal as before, no process left', async t => {
	const folder = t.testdir({});
	const terminal = open(t, [...writeSlowWorkflow(folder), '--trigger']);
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(folder);
	terminal.type('\u0003');
	t.equal(await terminal.exited, 130);
	t.ok(has('terminal as before')(terminal.lines()));
	t.ok(has('CANCELLED')(terminal.lines()));
	t.notOk(terminal.isAlternate());
	t.same(listLeft(), []);
});

t.test('x asks, y cancels, and the screen stays until q', async t => {
	const folder = t.testdir({});
	const terminal = open(t, [...writeSlowWorkflow(folder), '--trigger']);
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(folder);
	terminal.type('x');
	await terminal.waitFor(has('Cancel the run?'), 'the question');
	terminal.type('y');
	await terminal.waitFor(has('■ CANCELLED'), 'the run is cancelled');
	terminal.type('q');
	t.equal(await terminal.exited, 130);
	t.same(listLeft(), []);
});

t.test('q in the middle of a local run asks, says that the local cloud stops, and leaves no process', async t => {
	const folder = t.testdir({});
	const terminal = open(t, [...writeSlowWorkflow(folder), '--trigger']);
	await terminal.waitFor(has('asleep now'), 'the function runs');
	const listLeft = await watchProcesses(folder);
	terminal.type('q');
	await terminal.waitFor(has('The local cloud stops with it'), 'the question');
	terminal.type('y');
	t.equal(await terminal.exited, 130);
	t.same(listLeft(), []);
});

t.test('without credentials the local cloud is chosen, and the screen says so', async t => {
	const terminal = open(t, ['tutorial'], {columns: 120});
	await terminal.waitFor(has('local cloud (no credentials set)'), 'the label');
	terminal.type('q');
	t.equal(await terminal.exited, 0);
});

t.test('a local cloud that cannot be opened ends the screen with one sentence on the normal one, exit code 2, and leaves none of its processes', async t => {
	const folder = 'nowhere-of-the-screen';
	const mark = path.resolve(t.testdir({}));
	const env = {PATH: `${process.env['PATH']}:${mark}`};
	const findMarked = () => tellsEnvironments ? findByEnvironment(mark) : [];
	const works = open(t, ['workflows/tutorial.json', '--local'], {env});
	await works.waitFor(has('t trigger'), 'the screen is there');
	await waitUntil(() => findMarked().length > 1 || !tellsEnvironments, findMarked);
	works.type('q');
	t.equal(await works.exited, 0);
	await waitUntil(() => findMarked().length === 0, findMarked);
	const terminal = open(t, ['workflows/tutorial.json', '--local', '--functions-dir', folder], {env});
	t.equal(await terminal.exited, 2);
	t.notOk(terminal.isAlternate());
	t.ok(has(`✖ The functions folder ${path.resolve(folder)} does not exist.`)(terminal.lines()), terminal.lines().join('\n'));
	t.ok(has('terminal as before')(terminal.lines()));
	t.same(findMarked(), []);
});
