import {groupByAction} from './group-nodes.js';
import {type RunState, type SeenRun} from './run-state.js';

/** Every action's platform runs, oldest first. */
export type RunGroups = ReadonlyMap<string, readonly SeenRun[]>;

const cache = new WeakMap<RunState['platformRuns'], Map<string, readonly SeenRun[]>>();

const byAge = (a: SeenRun, b: SeenRun): number => a.id - b.id;

const createGroups = (runs: RunState['platformRuns']): Map<string, readonly SeenRun[]> =>
	new Map([...groupByAction(runs.values())].map(([action, group]) => [action, group.sort(byAge)]));

/** Every action's platform runs, worked out once for each set of runs. */
export const groupRuns = ({platformRuns}: RunState): RunGroups => {
	const groups = cache.get(platformRuns) ?? createGroups(platformRuns);
	cache.set(platformRuns, groups);
	return groups;
};

/** An action's platform runs, oldest first. */
export const getRunsOf = (state: RunState, action: string): readonly SeenRun[] => groupRuns(state).get(action) ?? [];

/** Where a run stands, or would stand, among others in the order of their age. */
export const findRunPlace = (runs: readonly SeenRun[], id: number): number => {
	let low = 0;
	let high = runs.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (runs[middle]!.id < id) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
};

/** Puts a run into a list of others, oldest first, in place of what was known of it. */
export const placeRun = (runs: SeenRun[], run: SeenRun): void => {
	const place = findRunPlace(runs, run.id);
	runs.splice(place, runs[place]?.id === run.id ? 1 : 0, run);
};

/** Hands the groups of one state on to the next, with the runs that changed put where they belong. */
export const passGroupsOn = (before: RunState, {platformRuns}: RunState, changed: readonly SeenRun[]): void => {
	const groups = cache.get(before.platformRuns);
	if (groups === undefined || changed.length === 0) {
		return;
	}

	// Whoever asks for the state before once more waits until they are worked out again.
	cache.delete(before.platformRuns);
	const renewed = new Map<string, SeenRun[]>();
	const renew = (action: string): SeenRun[] => {
		const group = renewed.get(action) ?? [...groups.get(action) ?? []];
		renewed.set(action, group);
		return group;
	};

	for (const run of changed) {
		const known = before.platformRuns.get(run.id);
		if (known !== undefined && known.action !== run.action) {
			const left = renew(known.action);
			left.splice(findRunPlace(left, run.id), 1);
		}

		placeRun(renew(run.action), run);
	}

	for (const [action, group] of renewed) {
		groups.set(action, group);
	}

	cache.set(platformRuns, groups);
};
