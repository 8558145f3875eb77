import {type RunState} from '../run-state.js';
import {findCriticalPath, type CriticalPath} from './find-critical-path.js';
import {listPhases} from './list-phases.js';
import {type Phase, type PhaseName, type Phases} from './phase.js';

/** What every node of a run was doing when. It changes with the run's facts only, not with the time. */
export type Timeline = {
	/** By node id; nodes that had no turn have no phases. */
	readonly nodes: ReadonlyMap<string, Phases>;
	readonly criticalPath: CriticalPath | undefined;
	/** When the run was triggered, or the first phase began. */
	readonly from: number | undefined;
	/** When the run ended. */
	readonly to: number | undefined;
};

/** Works out the timeline of a run. */
export const createTimeline = (state: RunState): Timeline => {
	const nodes = new Map([...state.nodes].map(([id, node]) => [id, listPhases(node, state)] as const));
	let from = state.triggeredAt;
	for (const [first] of nodes.values()) {
		from = first === undefined ? from : Math.min(from ?? first.from, first.from);
	}

	return {nodes, criticalPath: findCriticalPath(state, nodes), from, to: state.endedAt};
};

// Of several instances the one that is furthest counts.
const progress: Record<PhaseName, number> = {waiting: 0, queued: 1, starting: 2, running: 3};
const names = ['waiting', 'queued', 'starting', 'running'] as const satisfies readonly PhaseName[];

type Change = {readonly at: number; readonly level: number; readonly by: 1 | -1};

/** Joins the phases of several instances into one row: at any time what the furthest of them is doing. */
export const mergePhases = (all: readonly Phases[]): Phases => {
	const changes: Change[] = all.flat().flatMap(({name, from, to = Number.POSITIVE_INFINITY}) => [
		{at: from, level: progress[name], by: 1}, {at: to, level: progress[name], by: -1},
	]);
	const active = [0, 0, 0, 0];
	const merged: Phase[] = [];
	let current: {readonly name: PhaseName; readonly from: number} | undefined;
	const sorted = changes.toSorted((a, b) => a.at - b.at);
	for (const [index, {at, level, by}] of sorted.entries()) {
		active[level]! += by;
		if (sorted[index + 1]?.at === at) {
			continue;
		}

		const furthest = active.findLastIndex(count => count > 0);
		const name = furthest === -1 ? undefined : names[furthest];
		if (name !== current?.name) {
			if (current !== undefined) {
				merged.push(Number.isFinite(at) ? {...current, to: at} : current);
			}

			current = name === undefined ? undefined : {name, from: at};
		}
	}

	return merged;
};
