import fc from 'fast-check';
import t from 'tap';
import {type Status} from '../../../../source/core/run/status.js';
import {initialNodeTableState, reduceNodeTable} from '../../../../source/ui/components/node-table/node-table-state.js';
import {getTableRows} from '../../../../source/ui/components/node-table/table-rows.js';
import {getNodeTableView, moveCursor} from '../../../../source/ui/components/node-table/table-view.js';

const createRows = (...statuses: readonly Status[]) => getTableRows(new Map(statuses.map((status, index) => [
	`n${index}`, {id: `n${index}`, action: `n${index}`, status, runIds: []},
])));

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
		t.equal(getNodeTableView(initialNodeTableState, createRows(...statuses), 5).cursor, cursor, statuses.join(' '));
	}
});

t.test('the cursor is always in view, and the view never shows blanks while there are rows', async () => {
	fc.assert(fc.property(fc.array(fc.integer({min: -30, max: 30})), fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 30}), fc.integer({min: 1, max: 30}), (moves, count, height, nextHeight) => {
		const table = createRows(...Array.from({length: count}, () => 'PENDING' as const));
		let state = initialNodeTableState;
		for (const by of moves) {
			state = reduceNodeTable(state, {type: 'select', ...moveCursor(state, table, {by, height})!});
		}

		// The terminal may have been resized meanwhile.
		const {cursor, start, end} = getNodeTableView(state, table, nextHeight);
		return cursor >= start && cursor < end && end - start === Math.min(count, nextHeight);
	}));
});
