import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {isSettled} from '../../../core/run/status.js';
import {foldRows, type RowDraft} from './fold-rows.js';
import {listRows} from './list-rows.js';
import {type TableOptions} from './node-table-state.js';
import {type TableRow, type TableRows} from './table-row.js';

const getPlaces = (rows: readonly TableRow[]): ReadonlyMap<string, number> => {
	const places = new Map<string, number>();
	for (const [place, row] of rows.entries()) {
		if (row.kind === 'fold') {
			for (const key of row.keys) {
				places.set(key, place);
			}
		}

		if (row.kind === 'fold' || (row.kind === 'ranks' && row.opened === 'none')) {
			for (const {id} of row.nodes) {
				places.set(id, place);
			}
		}

		places.set(row.key, place);
	}

	return places;
};

const focusOrder = ['RUNNING', 'INVOKED', 'FAILED', 'TIMEOUT'] as const;

/** Finds the row a user would look at first: what runs, else what comes next, else what went wrong, else what ended last. */
const findFocus = (rows: readonly TableRow[]): number => {
	const firsts = new Map<string, number>();
	let lastSettled = 0;
	let isOver = true;
	for (const [place, row] of rows.entries()) {
		// The ranks themselves say more than the row above them.
		const nodes = row.kind === 'ranks' && row.opened !== 'none' ? [] : row.nodes;
		for (const {status} of nodes) {
			if (status === focusOrder[0]) {
				return place;
			}

			if (!firsts.has(status)) {
				firsts.set(status, place);
			}

			isOver &&= isSettled(status);
			lastSettled = isSettled(status) ? place : lastSettled;
		}
	}

	const found = focusOrder.find(status => firsts.has(status));
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

/** How often a node has started, as far as its log and the platform tell. */
export const getAttempts = ({log, runIds}: NodeState, platformRuns: RunState['platformRuns']): number => {
	let attempts = log?.attempts ?? 0;
	for (const id of runIds) {
		attempts = Math.max(attempts, platformRuns.get(id)?.attempt ?? 0);
	}

	return attempts;
};

/** Tells which columns there is something for. */
const findColumns = ({nodes, platformRuns}: Pick<RunState, 'nodes' | 'platformRuns'>): Pick<TableRows, 'hasAttempts' | 'hasRuns'> => {
	let hasAttempts = false;
	let hasRuns = false;
	for (const node of nodes.values()) {
		hasRuns ||= node.runIds.length > 0;
		hasAttempts ||= getAttempts(node, platformRuns) > 1;
	}

	return {hasAttempts, hasRuns};
};

/** Lists the rows of the table. */
export const getTableRows = (state: Pick<RunState, 'nodes' | 'platformRuns' | 'workflow'>, options: TableOptions): TableRows => {
	const {drafts: unfolded, matchCount} = listRows(state, options);
	const drafts = foldRows(unfolded);
	const rows = drafts.map(({row}) => row);
	return {
		rows,
		nodesAbove: countNodesAbove(drafts),
		matchCount,
		options,
		places: getPlaces(rows),
		focus: findFocus(rows),
		nodeCount: state.nodes.size,
		...findColumns(state),
	};
};
