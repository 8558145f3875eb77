import {type RunState} from '../../core/run/run-state.js';
import {isSettled} from '../../core/run/status.js';
import {foldRows, type RowDraft} from './fold-rows.js';
import {getAttempts} from './get-attempts.js';
import {listEntries} from './list-entries.js';
import {listRows} from './list-rows.js';
import {type TableOptions} from './state.js';
import {type TableRow, type TableRows} from './table-row.js';

const focusOrder = ['RUNNING', 'INVOKED', 'FAILED', 'TIMEOUT', 'dead-join'] as const;

/** Finds the row a user would look at first: what runs, else what comes next, else what went wrong, a join that could never run included, else what ended last. */
const findFocus = (rows: readonly TableRow[]): number => {
	const firsts = new Map<string, number>();
	let lastSettled = 0;
	let isOver = true;
	for (const [place, row] of rows.entries()) {
		// The ranks themselves say more than the row above them.
		const nodes = row.kind === 'ranks' && row.opened !== 'none' ? [] : row.nodes;
		for (const {status, reason} of nodes) {
			if (status === focusOrder[0]) {
				return place;
			}

			const kind = reason === 'dead-join' ? reason : status;
			if (!firsts.has(kind)) {
				firsts.set(kind, place);
			}

			isOver &&= isSettled(status);
			lastSettled = isSettled(status) ? place : lastSettled;
		}
	}

	const found = focusOrder.find(kind => firsts.has(kind));
	return found === undefined ? (isOver ? 0 : lastSettled) : firsts.get(found)!;
};

/** Counts the nodes above each row; a row of ranks that stand below it counts none of its own. */
const countNodesAbove = (drafts: readonly RowDraft[]): readonly number[] => {
	let nodesAbove = 0;
	return drafts.map(({ownCount}) => {
		const before = nodesAbove;
		nodesAbove += ownCount;
		return before;
	});
};

/** The keys that a row hides: those of folded rows, and ranks that do not stand below their action. */
const getHiddenKeys = (row: TableRow): readonly string[] => {
	const ids = row.kind === 'fold' || (row.kind === 'ranks' && row.opened === 'none') ? row.nodes.map(({id}) => id) : [];
	return row.kind === 'fold' ? [...row.keys, ...ids] : ids;
};

/** The place of every row by its key, and of the row that hides it for every key that is folded away. */
const numberRows = (rows: readonly TableRow[]): ReadonlyMap<string, number> =>
	new Map(rows.flatMap((row, place) => [...getHiddenKeys(row), row.key].map(key => [key, place] as const)));

/** Lists the rows of the table. */
export const getTableRows = (state: Pick<RunState, 'nodes' | 'platformRuns' | 'workflow'>, options: TableOptions): TableRows => {
	const {drafts: unfolded, matchCount} = listRows(listEntries(state), options);
	const drafts = foldRows(unfolded);
	const rows = drafts.map(({row}) => row);
	const nodes = [...state.nodes.values()];
	return {
		rows,
		nodesAbove: countNodesAbove(drafts),
		matchCount,
		options,
		places: numberRows(rows),
		focus: findFocus(rows),
		nodeCount: state.nodes.size,
		hasAttempts: nodes.some(node => getAttempts(node, state.platformRuns) > 1),
		hasRuns: nodes.some(({runIds}) => runIds.length > 0),
	};
};
