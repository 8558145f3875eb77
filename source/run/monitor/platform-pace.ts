import {lookUp} from '../../core/look-up.js';
import {isSilent} from '../../core/run/is-silent.js';
import {hasDiedDispatching} from '../../core/run/dispatch-fate.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {isSettled} from '../../core/run/status.js';

/** How often the platform is polled: seldom while all running nodes write to S3, at the platform's own interval, more often when S3 is silent, or at once if only the platform can show what the run waits for. */
export type Pace = 'slow' | 'calm' | 'urgent' | 'pressing';

/** How long a function that runs may write nothing on S3 before the platform is asked more often (ms). */
const timeoutMs = 3000;
const urgentIntervalMs = 4000;
const pressingIntervalMs = 1000;

/**
Looks that may be made before the platform's own interval is over, and the time after which another is granted (ms).

Every look takes one if there is one, so that ten minutes of the longest interval have at most 18 + 40 of them, whatever the run is like; what a slow pace saves is there for later.
*/
const urgentCapacity = 18;
const urgentRefillMs = 15_000;

/** Looks that no pressing takes in quick succession: what is silent after all may still be so for long. */
const urgentReserve = 4;

const isAnyNode = (nodes: RunState['nodes'], check: (node: NodeState) => boolean): boolean => {
	for (const node of nodes.values()) {
		if (check(node)) {
			return true;
		}
	}

	return false;
};

/** Something that only the platform can tell may have happened to a node: it was invoked and shows nothing, or wrote nothing for a while. */
const isQuiet = (node: NodeState, now: number): boolean => {
	const {status, doneAt, logGrewAt} = node;
	return status === 'INVOKED' || (status === 'RUNNING' && now - Math.max(doneAt ?? 0, logGrewAt ?? 0) >= timeoutMs);
};

/** The end of a platform run was seen, and what its node had dispatched by then only a newer list tells. */
const isAwaitingList = ({platformRuns, nodes, platformListedAt = 0}: RunState): boolean => isAnyNode(nodes, node =>
	hasDiedDispatching(node) && node.runIds.some(id => lookUp(platformRuns, id).seenAt >= platformListedAt));

/** Nothing is seen at work, and a rank shows no log although another of its action has ended: the two began together. */
const isOvertaken = (nodes: RunState['nodes']): boolean => {
	const ended = new Set<string>();
	const expected = new Set<string>();
	for (const node of nodes.values()) {
		if (node.status === 'RUNNING' && !isSilent(node)) {
			return false;
		}

		if (node.rank !== undefined && node.status !== 'PENDING') {
			(isSettled(node.status) ? ended : expected).add(node.action);
		}
	}

	return [...expected].some(action => ended.has(action));
};

/** Pressing while all waits for a rank that its fellows have overtaken, or for what a dead node had dispatched; urgent while something may have happened that only the platform can tell, and while a run is being cancelled. */
export const choosePace = (state: RunState, now: number): Pace => {
	const {nodes, isCancelRequested} = state;
	if (isCancelRequested) {
		return 'urgent';
	}

	if (isOvertaken(nodes) || isAwaitingList(state)) {
		return 'pressing';
	}

	if (isAnyNode(nodes, node => isQuiet(node, now))) {
		return 'urgent';
	}

	return isAnyNode(nodes, ({status}) => status === 'RUNNING') ? 'slow' : 'calm';
};

/** The looks made so far, as far as the pace depends on them. */
export type PaceMemory = {
	readonly askedAt: number;
	/** Urgent looks that are left. */
	readonly urgentLeft: number;
	/** When one was last granted. */
	readonly refilledAt: number;
};

/** The memory before the first look. */
export const createPaceMemory = (now: number): PaceMemory => ({askedAt: Number.NEGATIVE_INFINITY, urgentLeft: urgentCapacity, refilledAt: now});

/** The memory on a clock that was set back: what was to come in a minute still comes in a minute. */
export const setBack = (memory: PaceMemory, ms: number): PaceMemory => ({...memory, askedAt: memory.askedAt - ms, refilledAt: memory.refilledAt - ms});

/** The memory after the platform refused by its limit: once that is over at a time, only the platform's own interval is kept for a while. */
export const spend = (memory: PaceMemory, until: number): PaceMemory => ({...memory, urgentLeft: 0, refilledAt: until});

const refill = (memory: PaceMemory, now: number): PaceMemory => {
	const granted = Math.floor((now - memory.refilledAt) / urgentRefillMs);
	return granted <= 0
		? memory
		: {...memory, urgentLeft: Math.min(urgentCapacity, memory.urgentLeft + granted), refilledAt: memory.refilledAt + (granted * urgentRefillMs)};
};

/** Decides whether the platform is asked now, and gives the memory for the next decision; `undefined` when it is not time yet. */
export const takeLook = (memory: PaceMemory, pace: Pace, {now, intervalMs}: {readonly now: number; readonly intervalMs: number}): PaceMemory | undefined => {
	const current = refill(memory, now);
	const passedMs = now - current.askedAt;
	if (passedMs >= (pace === 'slow' ? 2 * intervalMs : intervalMs)) {
		return {...current, askedAt: now, urgentLeft: Math.max(0, current.urgentLeft - 1)};
	}

	const soonestMs = pace === 'pressing' && current.urgentLeft > urgentReserve ? pressingIntervalMs : urgentIntervalMs;
	return (pace === 'urgent' || pace === 'pressing') && passedMs >= Math.min(soonestMs, intervalMs) && current.urgentLeft > 0
		? {...current, askedAt: now, urgentLeft: current.urgentLeft - 1}
		: undefined;
};
