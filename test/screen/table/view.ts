import {createElement} from 'react';
import t from 'tap';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {NodeTable} from '../../../source/screen/table/view.js';
import {initialNodeTableState, type TableOptions} from '../../../source/screen/table/state.js';
import {getTableRows} from '../../../source/screen/table/table-rows.js';
import {createFakeState, createFakeWorkflow, type FakeState} from '../create-fake-store.js';
import {createGraphWorkflow} from '../../support/screen/create-graph-workflow.js';
import {renderFrame} from '../render-frame.js';
import {asciiTheme, colorTheme, plainTheme} from '../themes.js';
import {gh} from '../../support/run-id.js';

type Scene = {
	readonly workflow: Workflow;
	readonly state: FakeState;
	readonly columns: number;
	readonly options?: Partial<TableOptions>;
	readonly theme?: typeof plainTheme;
	readonly cursor?: number;
	readonly start?: number;
	readonly height?: number;
};

const draw = ({workflow, state, columns, options = {}, theme = plainTheme, cursor = 1, start = 0, height}: Scene) => {
	const fake = createFakeState(workflow, state);
	const table = getTableRows(fake, {...initialNodeTableState.options, ...options});
	const rowCount = height ?? Math.max(1, table.rows.length);
	return renderFrame(createElement(NodeTable, {
		state: fake, table, view: {cursor, start, end: Math.min(start + rowCount, table.rows.length)}, height: rowCount,
		columns, isFocused: true, now: 64_000, spinner: theme.spinnerFrames[0]!, theme, cleanText: (text: string) => text,
	}), {columns, rows: rowCount + 1});
};

const plain: Omit<Scene, 'columns'> = {
	workflow: createFakeWorkflow('plain', ['start', '日本語の名前', 'an_action_with_a_long_name_12', 'last']),
	state: {nodes: {
		start: {status: 'COMPLETED', startedAt: 0, endedAt: 2000, sentence: 'It returned True.'},
		日本語の名前: {status: 'RUNNING', startedAt: 1000},
		an_action_with_a_long_name_12: {status: 'FAILED', startedAt: 0, endedAt: 3_800_000, sentence: 'ValueError: no column "temp".'},
	}},
};

t.test('columns line up, whatever a name is written in', async t => {
	t.same(draw({...plain, columns: 90}), [
		'▶ NODES 2/4 ──────────────────────────────────────────────────────────────────────────────',
		'  ✓ start                         completed      2.0s  It returned True.',
		'▶ ⠋ 日本語の名前                  running       1m03s',
		'  ✗ an_action_with_a_long_name_12 failed        1h03m  ValueError: no column "temp".',
		'  · last                          pending',
	]);
});

t.test('with less room the reason goes, then the duration; name and status word stay', async t => {
	t.same(draw({...plain, columns: 44}).slice(1), [
		'  ✓ start             completed      2.0s',
		'▶ ⠋ 日本語の名前      running       1m03s',
		'  ✗ an_action_with_a… failed        1h03m',
		'  · last              pending',
	]);
	t.equal(draw({...plain, columns: 30})[3], '  ✗ an_action_wit… failed');
});

t.test('only the rows in view are drawn, with what is above and below', async t => {
	const frame = draw({...plain, columns: 60, height: 2, start: 1});
	t.same(frame.map(line => line.slice(0, 8)), ['▶ NODES ', '▶ ⠋ 日本語の', '  ✗ an_a']);
	t.match(frame[0], /─ 1 more ↑ {2}1 more ↓ ─$/);
});

t.test('with colours the row under the cursor is set off', async t => {
	t.match(draw({...plain, columns: 90, theme: colorTheme})[2], '\u001B[1m\u001B[7m日本語の名前');
});

/** Two branches that join, a condition, and five ranks of which one fails. */
const tree: Omit<Scene, 'columns'> = {
	workflow: createGraphWorkflow({
		create_input: ['compute_py', 'compute_r'], compute_py: ['check'], compute_r: ['check'],
		check: [{True: ['run_true'], False: ['run_false']}], run_true: ['fan_out(5)'], run_false: [], fan_out: ['collect'], collect: [],
	}),
	state: {
		nodes: {
			create_input: {status: 'COMPLETED', startedAt: 0, endedAt: 2000, runIds: [gh(101)]},
			compute_py: {status: 'COMPLETED', startedAt: 3000, endedAt: 9000, runIds: [gh(102)]},
			compute_r: {status: 'COMPLETED', startedAt: 3000, endedAt: 12_000, runIds: [gh(103)]},
			check: {status: 'COMPLETED', startedAt: 13_000, endedAt: 14_000, sentence: 'It returned True.', runIds: [gh(104), gh(105)]},
			run_true: {status: 'COMPLETED', startedAt: 15_000, endedAt: 24_000, runIds: [gh(106)]},
			run_false: {status: 'NOT_INVOKED', sentence: 'check returned True.'},
			'fan_out(1)': {status: 'COMPLETED', startedAt: 26_000, endedAt: 30_000, runIds: [gh(107)]},
			'fan_out(2)': {status: 'FAILED', startedAt: 26_000, endedAt: 31_000, sentence: 'ValueError: no column "temp".', runIds: [gh(108)]},
			'fan_out(3)': {status: 'RUNNING', startedAt: 27_000, runIds: [gh(109)]},
			'fan_out(4)': {status: 'INVOKED', runIds: [gh(110)]},
		},
		platformRuns: [
			{id: gh(110), action: 'fan_out', status: 'queued', seenAt: 40_000, createdAt: 4000},
		],
	},
};

t.test('the workflow is a tree: branches with their conditions, ranks below their action, queue times', async t => {
	t.same(draw({...tree, columns: 100, cursor: 3}), [
		'▶ NODES 4/12 ───────────────────────────────────────────────────────────────────────────────────────',
		'  ✓ create_input      completed         2.0s',
		'  ✓ ├ compute_py      completed         6.0s',
		'  ✓ └ compute_r       completed         9.0s',
		'▶ ✓ check             completed         1.0s  It returned True.  after compute_py, compute_r',
		'  ✓ ├ True run_true   completed         9.0s',
		'  ⠋ │ ▾ fan_out       running          38.0s  ✓1 ✗1 ⠋1 ○1 /5',
		'  ✓ │ ├ fan_out(1)    completed         4.0s',
		'  ✗ │ ├ fan_out(2)    failed            5.0s  ValueError: no column "temp".',
		'  ⠋ │ ├ fan_out(3)    running          37.0s',
		'  ○ │ ├ fan_out(4)    invoked      queued 1m',
		'  · │ └ fan_out(5)    pending',
		'  · │ collect         pending',
		'  − └ False run_false not invoked             check returned True.',
	]);
});

t.test('closed ranks are one row that counts them and names the first failure', async t => {
	const options = {ranks: new Map([['fan_out', false]])};
	t.same(draw({...tree, columns: 100, cursor: 5, options}).slice(5, 8), [
		'  ✓ ├ True run_true   completed         9.0s',
		'▶ ⠋ │ ▸ fan_out       running          38.0s  ✓1 ✗1 ⠋1 ○1 /5  fan_out(2): ValueError: no column "te…',
		'  · │ collect         pending',
	]);
	t.same(draw({...tree, columns: 44, cursor: 5, options}).slice(5, 8), [
		'  ✓ ├ True run_true   completed      9.0s',
		'▶ ⠋ │ ▸ fan_out       ✓1 ✗1 ⠋1 ○1 /5',
		'  · │ collect         pending',
	]);
	t.same(draw({...tree, columns: 30, cursor: 5, options}).slice(5, 8), [
		'  ✓ ├ T run_true   completed',
		'▶ ⠋ │ ▸ fan_out    ✓1 ✗1 ⠋1 ○1',
		'  · │ collect      pending',
	]);
});

t.test('what ended well is folded, what failed never is', async t => {
	t.same(draw({...tree, columns: 100, cursor: 0, options: {isFolded: true}}), [
		'▶ NODES 1/12 ─────────────────────────────────────────────────────────────────────────── collapsed ─',
		'▶   … 5 completed',
		'  ⠋ │ ▾ fan_out       running          38.0s  ✓1 ✗1 ⠋1 ○1 /5',
		'  ✓ │ ├ fan_out(1)    completed         4.0s',
		'  ✗ │ ├ fan_out(2)    failed            5.0s  ValueError: no column "temp".',
		'  ⠋ │ ├ fan_out(3)    running          37.0s',
		'  ○ │ ├ fan_out(4)    invoked      queued 1m',
		'  · │ └ fan_out(5)    pending',
		'  · │ collect         pending',
		'  − └ False run_false not invoked             check returned True.',
	]);
});

t.test('active first, without the tree, says of the row under the cursor what it comes after', async t => {
	t.same(draw({...tree, columns: 100, cursor: 6, options: {isActiveFirst: true}}).slice(0, 9), [
		'▶ NODES 6/12 ──────────────────────────────────────────────────────────────────────── active first ─',
		'  ⠋ ▾ fan_out         running          38.0s  ✓1 ✗1 ⠋1 ○1 /5',
		'  ✗ ├ fan_out(2)      failed            5.0s  ValueError: no column "temp".',
		'  ⠋ ├ fan_out(3)      running          37.0s',
		'  ○ ├ fan_out(4)      invoked      queued 1m',
		'  ✓ ├ fan_out(1)      completed         4.0s',
		'  · └ fan_out(5)      pending',
		'▶ ✓ create_input      completed         2.0s',
		'  ✓ compute_py        completed         6.0s',
	]);
});

t.test('a filter leaves what matches and says how many', async t => {
	t.same(draw({...tree, columns: 60, cursor: 2, options: {filter: 'fan_out !pending !completed'}, height: 5}), [
		'▶ NODES 3/12 /fan_out !pending !completed ──────────────────',
		'  ⠋ ▾ fan_out         running       38.0s  ✓1 ✗1 ⠋1 ○1 /5',
		'  ✗ ├ fan_out(2)      failed         5.0s  ValueError: no c…',
		'▶ ⠋ ├ fan_out(3)      running       37.0s  after run_true',
		'  ○ └ fan_out(4)      invoked          1m',
		'',
	]);
	t.same(draw({...tree, columns: 60, cursor: 0, options: {filter: 'completed compute', isFolded: true}}), [
		'▶ NODES 2/12 /completed compute ────────────────────────────',
		'▶ ✓ compute_py        completed      6.0s  after create_inp…',
		'  ✓ compute_r         completed      9.0s',
	], 'and folds nothing of it');
	t.same(draw({...tree, columns: 60, cursor: 0, options: {filter: 'nothing'}}), [
		'▶ NODES 0/12 /nothing ──────────────────────────────────────',
		'  No node matches nothing. Esc shows all.',
	]);
});

t.test('wide terminals show attempts and runs, where there are any, and leave the reason room', async t => {
	t.same(draw({...tree, columns: 130, cursor: 0, state: {
		...tree.state, platformRuns: [{id: gh(101), action: 'create_input', status: 'completed', attempt: 2, seenAt: 2000}],
	}}).slice(1, 5), [
		'▶ ✓ create_input      completed         2.0s  try 2   101',
		'  ✓ ├ compute_py      completed         6.0s          102',
		'  ✓ └ compute_r       completed         9.0s          103',
		'  ✓ check             completed         1.0s          105 +1             It returned True.',
	]);
	t.match(draw({...plain, columns: 200, cursor: 0})[1], /completed {9}2\.0s {2}It returned True\.$/);
});

t.test('many ranks are closed until one fails: then that one is shown, the others folded around it', async t => {
	const workflow = createGraphWorkflow({start: ['many(100)'], many: ['end'], end: []});
	const nodes = Object.fromEntries(Array.from({length: 100}, (_, index) => [`many(${index + 1})`, {status: index < 40 ? 'COMPLETED' : 'RUNNING', startedAt: 0} as const]));
	const scene = {workflow, columns: 80, cursor: 0};
	t.same(draw({...scene, state: {nodes}}).slice(1), [
		'▶ · start       pending',
		'  ⠋ ▸ many      running       1m04s  ✓40 ⠋60 /100',
		'  · end         pending',
	]);
	const failing = {...nodes, 'many(50)': {status: 'FAILED', startedAt: 0, endedAt: 5000, sentence: 'It died.'} as const};
	t.same(draw({...scene, state: {nodes: failing}}).slice(1), [
		'▶ · start       pending',
		'  ⠋ ▾ many      running       1m04s  ✓40 ✗1 ⠋59 /100',
		'    ├ … 40 completed, 9 running',
		'  ✗ ├ many(50)  failed         5.0s  It died.',
		'    └ … 50 running',
		'  · end         pending',
	]);
});

t.test('without UTF-8 the tree is ASCII', async t => {
	const frame = draw({...tree, columns: 30, cursor: 0, theme: asciiTheme, options: {isFolded: true, ranks: new Map([['fan_out', true]])}});
	t.match(frame.join('\n'), /^[\n -~]+$/);
	t.match(draw({...tree, columns: 100, cursor: 0, theme: asciiTheme}).slice(2, 4), ['  + | compute_py ', '  + ` compute_r ']);
});

t.test('a tree too deep for the terminal is drawn from the outermost row in view, deeper rows behind dots', async t => {
	const names = Array.from({length: 9}, (_, index) => `a${index}`);
	const forks = Object.fromEntries(names.map((name, index) => [name, index % 2 === 0 ? names.slice(index + 1, index + 3) : []]));
	const scene = {workflow: createGraphWorkflow(forks), state: {}, columns: 48, cursor: 0};
	t.same(draw(scene).slice(1), [
		'▶ · a0       pending',
		'  · ├ a1     pending',
		'  · └ a2     pending',
		'  ·   ├ a3   pending',
		'  ·   └ a4   pending',
		'  ·     ├ a5 pending',
		'  ·     └ a6 pending',
		'  ·   … ├ a7 pending',
		'  ·   … └ a8 pending',
	]);
	t.same(draw({...scene, start: 3, height: 6, cursor: 3}).slice(1), [
		'▶ · ├ a3     pending',
		'  · └ a4     pending',
		'  ·   ├ a5   pending',
		'  ·   └ a6   pending',
		'  ·     ├ a7 pending',
		'  ·     └ a8 pending',
	]);
});

t.test('a join that ran without a predecessor is marked, and nothing moves by it', async t => {
	const state: FakeState = {nodes: {...plain.state.nodes, last: {status: 'COMPLETED', ranWithout: ['start'], sentence: 'ran without start: its input may be incomplete'}}};
	t.match(draw({...plain, state, columns: 90})[4], /^ {2}✓!last {26}completed {11,}ran without start: its input/u);
	t.equal(draw({...plain, state, columns: 30})[4], '  ✓!last           completed');
});
