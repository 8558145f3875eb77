import {type NodeState, type RunState} from '../core/run/run-state.js';
import {type Status} from '../core/run/status.js';

/** The screen's one selection: the row under the table's cursor, which the other panes follow. */
export type Selection = {
	/** A node's id or a ranked action's name; nothing on rows folded together. */
	readonly getKey: () => string | undefined;
	/** Moves the selection to a node or ranked action, and the table's cursor with it. */
	readonly select: (key: string) => void;
	/** Keeps the cursor on its row, where it would else go with the run. */
	readonly hold: () => void;
};

// Of a ranked action's instances the one that a user asks about first.
const order: readonly Status[] = ['FAILED', 'TIMEOUT', 'CANCELLED', 'RUNNING', 'INVOKED'];

/** The selected node; of a selected ranked action the rank that is in trouble or at work, else the first. */
export const findSelectedNode = ({getKey}: Pick<Selection, 'getKey'>, {nodes}: Pick<RunState, 'nodes'>): NodeState | undefined => {
	const key = getKey();
	const node = key === undefined ? undefined : nodes.get(key);
	if (key === undefined || node !== undefined) {
		return node;
	}

	const ranks = [...nodes.values()].filter(({action}) => action === key);
	return order.map(status => ranks.find(rank => rank.status === status)).find(rank => rank !== undefined) ?? ranks[0];
};

/** The action that is selected, a rank's too; else the entry. */
export const findSelectedAction = ({getKey}: Pick<Selection, 'getKey'>, {nodes, workflow}: Pick<RunState, 'nodes' | 'workflow'>): string => {
	const key = getKey() ?? workflow.entry;
	return nodes.get(key)?.action ?? key;
};
