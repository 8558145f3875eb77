import fc from 'fast-check';
import t from 'tap';
import {type Status} from '../../../source/core/run/status.js';
import {initialNodeTableState as initial, type NodeTableState, reduceNodeTable} from '../../../source/screen/table/state.js';
import {type TableRows} from '../../../source/screen/table/table-row.js';
import {getTableRows} from '../../../source/screen/table/table-rows.js';
import {getNodeTableView, moveCursor} from '../../../source/screen/table/table-view.js';
import {createFakeState, createFakeWorkflow} from '../create-fake-store.js';

const createRows = (...statuses: readonly Status[]): TableRows => {
	const names = statuses.map((_, index) => `n${index}`);
	const nodes = Object.fromEntries(statuses.map((status, index) => [`n${index}`, {status}]));
	return getTableRows(createFakeState(createFakeWorkflow('rows', names), {nodes}), initial.options);
};

t.test('until it is moved the cursor goes with the run', async t => {
	const cases: ReadonlyArray<readonly [readonly Status[], number]> = [
		[[], 0],
		[['PENDING', 'PENDING'], 0],
		[['COMPLETED', 'RUNNING', 'PENDING'], 1],
		[['FAILED', 'COMPLETED', 'INVOKED'], 2],
		[['COMPLETED', 'COMPLETED', 'PENDING'], 1],
		[['COMPLETED', 'FAILED', 'SKIPPED'], 1],
		[['COMPLETED', 'COMPLETED'], 0],
	];
	for (const [statuses, cursor] of cases) {
		t.equal(getNodeTableView(initial, createRows(...statuses), 5).cursor, cursor, statuses.join(' '));
	}
});

const select = (state: NodeTableState, key: string): NodeTableState => reduceNodeTable(state, {type: 'select', key});

t.test('the cursor stays on its node when the rows around it change', async t => {
	const statuses = Array.from({length: 8}, (_, index) => index < 5 ? 'COMPLETED' as const : 'PENDING' as const);
	const state = createFakeState(createFakeWorkflow('rows', ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6(12)']), {
		nodes: Object.fromEntries(statuses.map((status, index) => [`n${index}`, {status}])),
	});
	const getKey = (table: NodeTableState): string | undefined => {
		const rows = getTableRows(state, table.options);
		return rows.rows[getNodeTableView(table, rows, 3).cursor]?.key;
	};

	const onNode = select(initial, 'n3');
	const folded = reduceNodeTable(onNode, {type: 'toggle-folding'});
	t.equal(getKey(folded), 'fold n0', 'the fold that hides it');
	t.equal(getKey(reduceNodeTable(folded, {type: 'toggle-folding'})), 'n3');
	t.equal(getKey(select(folded, 'fold n2')), 'fold n0', 'a fold that has grown at its beginning');
	t.equal(getKey(select(initial, 'n6(7)')), 'n6', 'the action whose ranks are closed');
	t.equal(getKey(reduceNodeTable(onNode, {type: 'filter', text: 'n5'})), 'n5', 'the first that passes the filter');
	t.equal(getKey(reduceNodeTable(reduceNodeTable(onNode, {type: 'filter', text: 'n5'}), {type: 'filter', text: ''})), 'n3');
});

t.test('the cursor is always in view, and the view never shows blanks while there are rows', async () => {
	fc.assert(fc.property(fc.array(fc.integer({min: -30, max: 30})), fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 30}), fc.integer({min: 1, max: 30}), (moves, count, height, nextHeight) => {
		const table = createRows(...Array.from({length: count}, () => 'PENDING' as const));
		let state = initial;
		for (const by of moves) {
			state = reduceNodeTable(state, {type: 'select', ...moveCursor(state, table, {by, height})!});
		}

		// The terminal may have been resized meanwhile.
		const {cursor, start, end} = getNodeTableView(state, table, nextHeight);
		return cursor >= start && cursor < end && end - start === Math.min(count, nextHeight);
	}));
});
