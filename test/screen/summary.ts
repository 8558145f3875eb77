import t from 'tap';
import {type AssertionsState} from '../../source/testing/assertions/assertion-store.js';
import {renderSummary} from '../../source/screen/summary.js';
import {actions, getEnd} from '../support/screen/scripted-run.js';
import {createFakeState, createFakeWorkflow, fakeInvocation} from './create-fake-store.js';

const at = 1_800_000_000_000;
const workflow = createFakeWorkflow('tutorial', ['start', 'compute(2)', 'finish']);
const invocation = fakeInvocation;
const log = {sizeBytes: 1, attempts: 1, seconds: 0, invoked: {}, hasNoTriggers: false, warnings: []};

const failed = createFakeState(workflow, {
	outcome: 'FAILED', invocation, triggeredAt: at, endedAt: at + 24_100,
	nodes: {
		start: {status: 'COMPLETED', startedAt: at + 1000, endedAt: at + 3000},
		'compute(1)': {
			status: 'FAILED', startedAt: at + 4000, endedAt: at + 8200, sentence: 'It raised ValueError (executor.py).', reason: 'function-error',
			log: {...log, failure: {message: 'ValueError: no column "temp"', source: 'executor.py', traceback: ['Traceback (most recent call last):', '  File "compute.py", line 12, in compute', 'ValueError: no column "temp"']}},
		},
		'compute(2)': {status: 'FAILED', sentence: 'Its platform run failed.', reason: 'run-failed'},
		finish: {status: 'SKIPPED', sentence: 'It waits for compute(1), which failed.', reason: 'upstream-failed'},
	},
});

t.test('the summary has a row a node, what failing nodes said, and the verdict last', async t => {
	const summary = renderSummary(failed, {
		hasColor: false, columns: 80, failingLogTail: new Map([['compute(2)', ['manifest unknown', 'exit code 125']]]),
	});
	t.same(summary.split('\n'), [
		'✓ start      completed      2.0s',
		'✗ compute(1) failed         4.2s  It raised ValueError (executor.py).',
		'✗ compute(2) failed               Its platform run failed.',
		'↷ finish     skipped              It waits for compute(1), which failed.',
		'',
		'✗ compute(1): It raised ValueError (executor.py).',
		'  ValueError: no column "temp"',
		'  Traceback (most recent call last):',
		'    File "compute.py", line 12, in compute',
		'  ValueError: no column "temp"',
		'',
		'✗ compute(2): Its platform run failed.',
		'  manifest unknown',
		'  exit code 125',
		'',
		'✗ FAILED tutorial in 24.1s: compute(1): It raised ValueError (executor.py).; 2 failed, 1 skipped, 1 completed (InvocationID 7046226e-609f-4d1c-adba-7732ebbf8c4a)',
		'',
	]);
});

t.test('long tracebacks and many failures are shortened, the ends kept', async t => {
	const many = createFakeWorkflow('many', ['compute(12)']);
	const nodes = Object.fromEntries(many.nodes.map(({id}) => [id, {status: 'FAILED' as const}]));
	const tail = Array.from({length: 30}, (_, index) => `line ${index + 1}`);
	const lines = renderSummary(createFakeState(many, {outcome: 'FAILED', invocation, nodes}), {
		hasColor: false, columns: 80, failingLogTail: new Map([['compute(1)', tail]]),
	}).split('\n');
	t.ok(lines.includes('  … 10 lines before'));
	t.ok(lines.includes('  line 11'));
	t.ok(lines.includes('  line 30'));
	t.notOk(lines.includes('  line 10'));
	t.ok(lines.includes('2 more nodes failed.'));
	t.ok(lines.includes('✗ compute(1): failed'));
});

t.test('the verdict says how every kind of run stands', async t => {
	const verdict = (state: Parameters<typeof createFakeState>[1], now?: number) => renderSummary(createFakeState(workflow, state), {hasColor: false, isUtf8: false, columns: 80, ...(now !== undefined && {now})}).split('\n').at(-2);
	const id = '(InvocationID 7046226e-609f-4d1c-adba-7732ebbf8c4a)';
	t.equal(verdict({}), 'o NOT TRIGGERED tutorial');
	t.equal(verdict({outcome: 'RUNNING', invocation, triggeredAt: at}), `* STILL RUNNING tutorial: 4 pending ${id}`);
	t.equal(verdict({outcome: 'RUNNING', invocation, triggeredAt: at}, at + 5000), `* STILL RUNNING tutorial in 5.0s: 4 pending ${id}`);
	t.equal(verdict({outcome: 'CANCELLED', invocation, triggeredAt: at, endedAt: at + 65_000}), `# CANCELLED tutorial in 1m05s: 4 pending ${id}`);
});

t.test('a run that ended with the local cloud has stopped: nothing of it is said to run', async t => {
	const state = createFakeState(workflow, {outcome: 'RUNNING', invocation, triggeredAt: at, nodes: {start: {status: 'RUNNING', startedAt: at}, 'compute(1)': {status: 'INVOKED'}}});
	const summary = renderSummary(state, {hasColor: false, columns: 80, now: at + 3300, isStopped: true});
	t.notMatch(summary, /running/iu);
	t.match(summary, /^■ start {6}cancelled {9,}It was stopped\.$/mu);
	t.match(summary, '■ STOPPED tutorial in 3.3s: 2 cancelled, 2 pending (the local cloud ended with the screen, InvocationID ');
});

t.test('a test file that decides the end has the verdict', async t => {
	const state = createFakeState(workflow, {outcome: 'COMPLETED', invocation, triggeredAt: at, endedAt: at + 2000, nodes: {start: {status: 'COMPLETED'}}});
	const tests: AssertionsState = {file: 't.mjs', status: 'failed', isOver: true, expectedCount: 0, assertions: [{title: 'x', isOk: false, evidence: '', at}]};
	t.match(renderSummary(state, {hasColor: false, columns: 80, tests}), '\n✗ TESTS 1 of 1 failed · workflow completed tutorial in 2.0s: ');
});

t.test('narrow terminals cut names and reasons, and colours are used only when wanted', async t => {
	const end = createFakeState(createFakeWorkflow('tutorial', actions), getEnd(at));
	const rows = renderSummary(end, {hasColor: false, columns: 40}).split('\n').slice(0, 14);
	t.ok(rows.every(row => [...row].length <= 40));
	// eslint-disable-next-line no-control-regex -- colours are control sequences
	t.match(renderSummary(end, {hasColor: true, columns: 80}), /\u001B\[31;1m✗\u001B/);
});

t.test('what comes from elsewhere is sanitised', async t => {
	const evil = createFakeState(workflow, {outcome: 'FAILED', invocation: {...invocation, id: 'id\u001B[2J'}, nodes: {
		start: {status: 'FAILED', sentence: 'why\u001B]52;c;AAAA\u0007', log: {...log, failure: {message: 'm\u001B[31m', source: 'executor.py', traceback: ['t\u009B2J']}}},
	}});
	// eslint-disable-next-line no-control-regex -- none may be left
	t.notMatch(renderSummary(evil, {hasColor: false, columns: 80}), /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
});

t.test('what still runs, and what to type next, stand below the verdict, safe and in the characters of the terminal', async t => {
	const options = {
		hasColor: false, columns: 80, unstopped: '2 runs go on\u001B[2J.', nextCommands: [{purpose: 'Resume it:', command: 'faasr-tui resume é.json'}],
	};
	t.same(renderSummary(failed, options).split('\n').slice(-4), [
		renderSummary(failed, {hasColor: false, columns: 80}).split('\n').at(-2), '2 runs go on.', 'Resume it: faasr-tui resume é.json', '',
	]);
	t.match(renderSummary(failed, {...options, isUtf8: false}), /^[\n -~]*$/u);
	t.match(renderSummary(failed, {...options, hasColor: true, hasManyColors: true, themeName: 'colorblind'}), '\u001B[38;5;208;1m');
});

t.test('a join that ran without a predecessor is marked, advice stands with a failure, and a dead join is named at the end', async t => {
	const state = {
		...failed,
		nodes: new Map([...failed.nodes].map(([id, node]) => [id, id === 'start' ? {...node, ranWithout: ['x'], sentence: 'ran without x: its input may be incomplete'} : node])),
	};
	t.match(renderSummary(state, {hasColor: false, columns: 80}), '✓!start      completed      2.0s  ran without x: its input may be incomplete\n');
	const advised = {...failed, nodes: new Map([...failed.nodes].map(([id, node]) => [id, id === 'compute(1)' ? {...node, cause: {what: '', frames: [], hint: 'Look there.'}} : node]))};
	t.match(renderSummary(advised, {hasColor: false, columns: 80}), '(executor.py).\n  Look there.\n');
	const where = {file: 'functions/compute.py', line: 12};
	const placed = {...failed, nodes: new Map([...failed.nodes].map(([id, node]) => [id, id === 'finish' ? node : {...node, cause: {what: '', where, frames: id === 'compute(1)' ? [{...where, code: 'total / 0'}] : []}}]))};
	t.match(renderSummary(placed, {hasColor: false, columns: 80, failingLogTail: new Map([['compute(2)', ['what it printed']]])}), '(executor.py).\n  functions/compute.py:12: total / 0\n\n✗ compute(2): Its platform run failed.\n\n✗ FAILED', 'the user\'s own lines, and none of FaaSr\'s');
	const dead = {...failed, nodes: new Map([['finish', {...failed.nodes.get('finish')!, reason: 'dead-join' as const, sentence: 'never ran: waits for cold, whose branch was not taken'}]])};
	t.match(renderSummary(dead, {hasColor: false, columns: 80}), ': finish never ran: waits for cold, whose branch was not taken; ');
});
