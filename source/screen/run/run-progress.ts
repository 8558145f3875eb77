import {type RunState} from '../../core/run/run-state.js';
import {isSettled, type Status} from '../../core/run/status.js';

/** How far a run is. */
export type RunProgress = {
	readonly nodeCount: number;
	readonly settledCount: number;
	readonly counts: Readonly<Record<Status, number>>;
};

// A literal: on an object put together from entries each of 10,000 increments looks its property up in a dictionary.
const zeros: Readonly<Record<Status, number>> = {
	PENDING: 0, INVOKED: 0, RUNNING: 0, COMPLETED: 0, FAILED: 0, SKIPPED: 0, TIMEOUT: 0, NOT_INVOKED: 0, CANCELLED: 0,
};

// Every frame asks, and most have the nodes of the one before.
const known = new WeakMap<RunState['nodes'], RunProgress>();

/** Counts the nodes of a run by status. */
export const getProgress = ({nodes}: RunState): RunProgress => {
	const progress = known.get(nodes) ?? countNodes(nodes);
	known.set(nodes, progress);
	return progress;
};

const countNodes = (nodes: RunState['nodes']): RunProgress => {
	const counts = {...zeros};
	let settledCount = 0;
	for (const {status} of nodes.values()) {
		counts[status]++;
		settledCount += isSettled(status) ? 1 : 0;
	}

	return {nodeCount: nodes.size, settledCount, counts};
};

/** Tells how long a run has taken so far; nothing before it was triggered. */
export const getElapsedMs = ({triggeredAt, endedAt}: RunState, now: number): number | undefined =>
	triggeredAt === undefined ? undefined : Math.max(0, (endedAt ?? now) - triggeredAt);

/** Tells whether actions of a run that was given up may still be at work. */
export const mayGoOnUnseen = ({outcome, platformRuns}: RunState): boolean =>
	(outcome === 'TIMEOUT' || outcome === 'CANCELLED')
	&& [...platformRuns.values()].some(({status}) => status !== 'completed');
