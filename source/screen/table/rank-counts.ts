import {type NodeState} from '../../core/run/run-state.js';
import {hasEndedWell, isSettled, type Status} from '../../core/run/status.js';

/** How many nodes are in each state; states that none is in are missing. */
export type StatusCounts = ReadonlyMap<Status, number>;

/** Counts nodes by status. */
export const countStatuses = (nodes: readonly NodeState[]): StatusCounts => {
	const counts = new Map<Status, number>();
	for (const {status} of nodes) {
		counts.set(status, (counts.get(status) ?? 0) + 1);
	}

	return counts;
};

// While something is still to come, how far it is; then the worst that happened, and what worked before what never ran.
const unsettledOrder: readonly Status[] = ['RUNNING', 'INVOKED', 'PENDING'];
const settledOrder: readonly Status[] = ['FAILED', 'TIMEOUT', 'CANCELLED', 'SKIPPED', 'COMPLETED', 'NOT_INVOKED'];

/** Sums up what the ranks of an action are at: at work as long as one is, else the worst end of all. */
export const sumUpStatuses = (counts: StatusCounts): Status => {
	const isOver = [...counts.keys()].every(status => isSettled(status));
	// Between two ranks nothing runs for a moment, and yet the action is at work.
	const isBetween = !isOver && counts.has('PENDING') && !counts.has('INVOKED') && counts.has('COMPLETED');
	return isBetween ? 'RUNNING' : [...unsettledOrder, ...settledOrder].find(status => counts.has(status)) ?? 'PENDING';
};

/** Whether one of the nodes failed or was given up. */
export const hasFailing = (counts: StatusCounts): boolean => counts.has('FAILED') || counts.has('TIMEOUT');

/** Whether all of the nodes did. */
export const haveEndedWell = (counts: StatusCounts): boolean => [...counts.keys()].every(status => hasEndedWell(status));
