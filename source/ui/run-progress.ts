import {type RunState} from '../core/run/run-state.js';
import {isSettled, type Status, statuses} from '../core/run/status.js';

/** How far a run is. */
export type RunProgress = {
	readonly nodeCount: number;
	readonly settledCount: number;
	readonly counts: Readonly<Record<Status, number>>;
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
	const counts = Object.fromEntries(statuses.map(status => [status, 0])) as Record<Status, number>;
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
