import {formatDuration} from '../../core/text/format-duration.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {isSettled} from '../../core/run/status.js';

type PlatformRuns = RunState['platformRuns'];

/** Since when a node has been waiting for a runner; nothing when no queued run of it is known. */
export const getQueuedAt = ({status, runIds}: NodeState, platformRuns: PlatformRuns): number | undefined => {
	if (status !== 'INVOKED') {
		return undefined;
	}

	const times = runIds.flatMap(id => {
		const run = platformRuns.get(id);
		return run?.status === 'queued' ? [Math.min(run.seenAt, run.createdAt ?? run.seenAt)] : [];
	});
	return times.length === 0 ? undefined : Math.min(...times);
};

/** From the first start to the last end; nothing before one starts. */
const getSpanMs = (nodes: readonly NodeState[], now: number): number | undefined => {
	let start = Number.POSITIVE_INFINITY;
	let end = 0;
	let isOver = true;
	for (const {startedAt, endedAt, status} of nodes) {
		start = Math.min(start, startedAt ?? start);
		end = Math.max(end, startedAt === undefined ? 0 : (endedAt ?? now));
		isOver &&= isSettled(status);
	}

	return Number.isFinite(start) ? Math.max(0, (isOver ? end : now) - start) : undefined;
};

/**
How long nodes have been at work together, from the first start to the last end; nothing before one starts.

Ranks that a resume runs again have a span of their own: the time between two attempts is nobody's work.
*/
export const getDurationMs = (nodes: readonly NodeState[], now: number): number | undefined => {
	const again = nodes.filter(({resumed}) => resumed !== undefined);
	if (again.length === 0 || again.length === nodes.length) {
		return getSpanMs(nodes, now);
	}

	const spans = [getSpanMs(again, now), getSpanMs(nodes.filter(({resumed}) => resumed === undefined), now)].filter(span => span !== undefined);
	return spans.length === 0 ? undefined : spans.reduce((sum, span) => sum + span, 0);
};

const steps = [[3_600_000, 'h'], [60_000, 'm'], [1000, 's']] as const;

/** A time in its largest unit: `12s`, `3m`, `2h`. */
const formatRoughly = (ms: number): string => {
	const [stepMs, unit] = steps.find(([size]) => ms >= size) ?? steps[2];
	return `${Math.floor(Math.max(0, ms) / stepMs)}${unit}`;
};

/** Says how long a node has been at work, or in the queue before it. */
export const describeDuration = (nodes: readonly NodeState[], {now, platformRuns, width}: {readonly now: number; readonly platformRuns: PlatformRuns; readonly width: number}): string => {
	const durationMs = getDurationMs(nodes, now);
	if (durationMs !== undefined) {
		return formatDuration(durationMs);
	}

	let queuedAt: number | undefined;
	for (const node of nodes) {
		const at = getQueuedAt(node, platformRuns);
		queuedAt = at === undefined ? queuedAt : Math.min(at, queuedAt ?? at);
	}

	if (queuedAt === undefined) {
		return '';
	}

	const wait = formatRoughly(now - queuedAt);
	return `queued ${wait}`.length <= width ? `queued ${wait}` : wait;
};
