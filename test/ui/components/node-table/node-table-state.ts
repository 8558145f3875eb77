import fc from 'fast-check';
import t from 'tap';
import {type NodeState} from '../../../../source/core/run/run-state.js';
import {type Status} from '../../../../source/core/run/status.js';
import {getNodeTableView, initialNodeTableState, reduceNodeTable} from '../../../../source/ui/components/node-table/node-table-state.js';

const createNodes = (...statuses: readonly Status[]): readonly NodeState[] =>
	statuses.map((status, index) => ({id: `n${index}`, action: `n${index}`, status, runIds: []}));

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
		t.equal(getNodeTableView(initialNodeTableState, createNodes(...statuses), 5).cursor, cursor, statuses.join(' '));
	}
});

t.test('a pinned cursor stays until it is released', async t => {
	const pinned = reduceNodeTable(initialNodeTableState, {type: 'pin-cursor', at: 3, top: 1});
	t.same(pinned, {cursor: 3, top: 1});
	t.equal(reduceNodeTable(pinned, {type: 'pin-cursor', at: 0, top: 0}), pinned);
	t.equal(reduceNodeTable(pinned, {type: 'release-cursor'}), initialNodeTableState);
});

t.test('the cursor is always in view, and the view never shows blanks while there are rows', async () => {
	fc.assert(fc.property(fc.array(fc.integer({min: -30, max: 30})), fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 30}), fc.integer({min: 1, max: 30}), (moves, count, height, nextHeight) => {
		const nodes = createNodes(...Array.from({length: count}, () => 'PENDING' as const));
		let state = initialNodeTableState;
		for (const by of moves) {
			const {cursor, start} = getNodeTableView(state, nodes, height);
			state = reduceNodeTable(state, {type: 'move-cursor', from: cursor, by, top: start, rowCount: count, height});
		}

		// The terminal may have been resized meanwhile.
		const {cursor, start, end} = getNodeTableView(state, nodes, nextHeight);
		return cursor >= start && cursor < end && end - start === Math.min(count, nextHeight);
	}));
});
