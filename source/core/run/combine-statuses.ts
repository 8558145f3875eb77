import {type NodeState} from './run-state.js';
import {type Status} from './status.js';

/** The first of these that a rank has is the status of all: what went wrong, what is not over, what went well. */
const weight: Record<Status, number> = {
	FAILED: 0, TIMEOUT: 1, CANCELLED: 2, SKIPPED: 3, RUNNING: 4, INVOKED: 5, PENDING: 6, COMPLETED: 7, NOT_INVOKED: 8,
};

/** One status for all ranks of an action. */
export const combineStatuses = (nodes: readonly NodeState[]): Status =>
	nodes.map(({status}) => status).toSorted((a, b) => weight[a] - weight[b])[0] ?? 'PENDING';
