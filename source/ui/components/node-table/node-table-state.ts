import {type NodeState} from '../../../core/run/run-state.js';
import {isSettled} from '../../../core/run/status.js';

/** Where the cursor of the table is and what part of the rows is in view. */
export type NodeTableState = {
	/** Row of the cursor; absent until the user moves it: till then it goes with the run. */
	readonly cursor?: number;
	/** First row in view when the cursor was moved last. */
	readonly top: number;
};

export type NodeTableAction =
	| {readonly type: 'move-cursor'; readonly from: number; readonly by: number; readonly top: number; readonly rowCount: number; readonly height: number}
	| {readonly type: 'pin-cursor'; readonly at: number; readonly top: number}
	| {readonly type: 'release-cursor'};

export const initialNodeTableState: NodeTableState = {top: 0};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Finds the first row in view so that the cursor is, moving the view no further than needed. */
const getTop = (top: number, cursor: number, rowCount: number, height: number): number =>
	clamp(clamp(top, cursor - height + 1, cursor), 0, Math.max(0, rowCount - height));

/** Answers one movement in the table. */
export const reduceNodeTable = (state: NodeTableState, action: NodeTableAction): NodeTableState => {
	switch (action.type) {
		case 'move-cursor': {
			// Two keys in one chunk know the same old place: the state is right, where it has one.
			const {from, by, rowCount, height} = action;
			const cursor = clamp((state.cursor ?? from) + by, 0, Math.max(0, rowCount - 1));
			return {cursor, top: getTop(state.cursor === undefined ? action.top : state.top, cursor, rowCount, height)};
		}

		case 'pin-cursor': {
			return state.cursor === undefined ? {cursor: action.at, top: action.top} : state;
		}

		case 'release-cursor': {
			return initialNodeTableState;
		}
	}
};

/** What of the table is in view. */
export type NodeTableView = {
	readonly cursor: number;
	readonly start: number;
	readonly end: number;
};

/** Finds the row a user would look at first: what runs, else what comes next, else what went wrong, else what ended last. */
const findFocus = (nodes: readonly NodeState[]): number => {
	for (const status of ['RUNNING', 'INVOKED', 'FAILED', 'TIMEOUT'] as const) {
		const index = nodes.findIndex(node => node.status === status);
		if (index !== -1) {
			return index;
		}
	}

	const hasUnsettled = nodes.some(({status}) => !isSettled(status));
	return hasUnsettled ? Math.max(0, nodes.findLastIndex(({status}) => isSettled(status))) : 0;
};

/** Computes the rows in view; the cursor is always among them. */
export const getNodeTableView = ({cursor, top}: NodeTableState, nodes: readonly NodeState[], height: number): NodeTableView => {
	const at = clamp(cursor ?? findFocus(nodes), 0, Math.max(0, nodes.length - 1));
	// While the cursor goes with the run, what led there stays in view above it.
	const start = getTop(cursor === undefined ? at - Math.floor(height / 2) : top, at, nodes.length, height);
	return {cursor: at, start, end: Math.min(nodes.length, start + height)};
};
