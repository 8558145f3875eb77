import {isSilent} from '../core/run/is-silent.js';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {isSettled} from '../core/run/status.js';

/** How often the platform is asked: as the live signal on S3 allows, as its silence demands, or at once where only the platform can tell what the run waits for. */
export type Pace = 'calm' | 'urgent' | 'pressing';

/** How long something expected may be silent on S3 before the platform is asked more often (ms). */
const patienceMs = 10_000;
const urgentIntervalMs = 5000;
const pressingIntervalMs = 1000;

/** Urgent looks that may follow each other, and the time after which another is granted (ms): at most 18 in ten minutes. */
const urgentCapacity = 8;
const urgentRefillMs = 60_000;

/** Looks that no pressing takes in quick succession: what is silent after all may still be so for long. */
const urgentReserve = 4;

const isExpected = (node: NodeState): boolean => isSilent(node) && node.status === 'INVOKED';

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

/** Pressing while all waits for a rank that its fellows have overtaken; urgent while a node that was invoked shows no log and S3 has nothing else to tell, and while a run is being cancelled. */
export const choosePace = ({nodes, changedAt, isCancelRequested}: RunState, now: number): Pace => {
	if (isCancelRequested) {
		return 'urgent';
	}

	if (isOvertaken(nodes)) {
		return 'pressing';
	}

	const silentMs = now - (changedAt ?? now);
	return silentMs >= patienceMs && [...nodes.values()].some(node => isExpected(node)) ? 'urgent' : 'calm';
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
	if (passedMs >= intervalMs) {
		return {...current, askedAt: now};
	}

	const soonestMs = pace === 'pressing' && current.urgentLeft > urgentReserve ? pressingIntervalMs : urgentIntervalMs;
	return pace !== 'calm' && passedMs >= Math.min(soonestMs, intervalMs) && current.urgentLeft > 0
		? {...current, askedAt: now, urgentLeft: current.urgentLeft - 1}
		: undefined;
};
