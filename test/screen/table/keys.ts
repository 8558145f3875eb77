import t, {type Test} from 'tap';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type FakeState} from '../create-fake-store.js';
import {createGraphWorkflow} from '../../support/screen/create-graph-workflow.js';
import {openApp, running} from '../open-app.js';
import {keys} from '../render-frame.js';

const workflow = createGraphWorkflow({start: ['left', 'right'], left: ['join'], right: ['join'], join: ['part(3)'], part: ['many(20)'], many: ['end'], end: []});
const completed = {status: 'COMPLETED'} as const;
const nodes: Readonly<Record<string, Partial<NodeState>>> = {
	start: completed, left: completed, right: completed, join: completed, 'part(1)': completed, 'part(2)': completed, 'part(3)': {status: 'RUNNING'},
};

const middle: FakeState = {...running, nodes};

const open = (t: Test, state = middle) => {
	const app = openApp(t, {state, workflow, size: {columns: 80, rows: 40}});
	const readTable = () => {
		const lines = app.lastFrame().split('\n');
		const start = lines.findIndex(line => line.includes('NODES'));
		return lines.slice(start + 1, lines.findIndex(line => line.includes(' LOG '))).map(line => line.slice(0, 14).trimEnd());
	};

	return {...app, readTable, readTitle: () => app.lastFrame().split('\n').find(line => line.includes('NODES')) ?? '',
		readCursor: () => readTable().find(line => line.startsWith('▶')) ?? ''};
};

t.test('l opens what is closed and goes into it, h closes it and goes up', async t => {
	const app = open(t);
	await app.press('g');
	const steps: ReadonlyArray<readonly [string, string]> = [
		['G', '▶ · end'],
		['k', '▶ · ▸ many'],
		['l', '▶ · ▾ many'],
		['l', '▶ · ├ many(1)'],
		['h', '▶ · ▸ many'],
		[keys.right, '▶ · ▾ many'],
		[keys.left, '▶ · ▸ many'],
		['h', '▶ ⠋ ▾ part'],
		['h', '▶ ⠋ ▸ part'],
		['h', '▶ ✓ join'],
		['h', '▶ ✓ start'],
	];
	for (const [index, [key, row]] of steps.entries()) {
		await app.press(key);
		t.equal(app.readCursor(), row, `step ${index + 1}, ${JSON.stringify(key)}, leads to ${row}`);
	}

	await app.press('h');
	t.equal(app.line(-1), ' Nothing to close here.');
	await app.press('l');
	t.equal(app.line(-1), ' Only ranked actions and hidden rows can be opened.');
});

t.test('- folds what ended well, l takes a fold apart, h puts it together, - shows all', async t => {
	const app = open(t);
	const all = app.readTable();
	await app.press('-');
	t.same(app.readTable(), ['    … 4 comple', '  ⠋ ▾ part', '    ├ … 2 comp', '▶ ⠋ └ part(3)', '  · ▸ many', '  · end']);
	t.match(app.readTitle(), /NODES 7\/28 .* collapsed ─$/);
	await app.press('g', 'l');
	t.same(app.readTable().slice(0, 5), ['▶ ✓ start', '  ✓ ├ left', '  ✓ └ right', '  ✓ join', '  ⠋ ▾ part']);
	await app.press('j', 'h');
	t.same(app.readTable().slice(0, 2), ['▶   … 4 comple', '  ⠋ ▾ part']);
	app.store.setState({...running, nodes: {...nodes, 'part(3)': completed}});
	await app.settle();
	t.same(app.readTable().slice(0, 2), ['▶   … 7 comple', '  · ▸ many'], 'folds grow with the run, and the cursor stays on its own');
	await app.press('-');
	t.same(app.readTable().length, all.length);
});

t.test('ranks of a large action open by themselves when one fails, and stay closed when the user closed them', async t => {
	const app = open(t, {...running, nodes: {...nodes, 'many(7)': {status: 'FAILED', sentence: 'It died.'}}});
	t.same(app.readTable().slice(-5), ['  · ▾ many', '    ├ … 6 pend', '  ✗ ├ many(7)', '    └ … 13 pen', '  · end']);
	await app.press('G', 'k', 'k', 'k', 'k', 'h');
	t.match(app.readCursor(), /▸ many/);
	t.match(app.lastFrame(), /▸ many +pending .*✗1 \/20 {2}many\(7\): It died\./);
});

t.test('/ filters as it is typed, Enter keeps the filter, Esc takes it away', async t => {
	const app = open(t);
	await app.press('G', '/', 'p', 'a', 'r', 't');
	t.same(app.readTable().slice(0, 5), ['▶ ⠋ ▾ part', '  ✓ ├ part(1)', '  ✓ ├ part(2)', '  ⠋ └ part(3)', '']);
	t.match(app.readTitle(), 'NODES 3/28 /part ─');
	await app.press(' ', '!', 'c', 'o', 'm', 'p', 'l', 'e', 't', 'e', 'd', keys.enter);
	t.same(app.readTable(), ['▶ ⠋ ▾ part', '  ⠋ └ part(3)']);
	await app.press(keys.escape);
	t.match(app.readTitle(), 'NODES 28/28');
	t.match(app.readCursor(), '▶ · end', 'the cursor is where it was');
	await app.press('/', 'x', 'y', 'z');
	t.equal(app.readTable()[0], '  No node matc');
	await app.press('j', keys.escape);
	t.match(app.readTitle(), 'NODES 28/28');
	t.equal(app.crashes.length, 0);
});

t.test('A puts what is at work first and back again', async t => {
	const app = open(t);
	const tree = app.readTable();
	await app.press('A');
	t.same(app.readTable().slice(0, 5), ['  ⠋ ▾ part', '▶ ⠋ ├ part(3)', '  ✓ ├ part(1)', '  ✓ └ part(2)', '  ✓ start']);
	t.match(app.readTitle(), /active first ─$/);
	await app.press('A');
	t.same(app.readTable(), tree);
});
