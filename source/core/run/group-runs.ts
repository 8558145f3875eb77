import {type RunState, type SeenRun} from './run-state.js';

/** Every action's platform runs, oldest first. */
export type RunGroups = ReadonlyMap<string, readonly SeenRun[]>;

const cache = new WeakMap<RunState['platformRuns'], Map<string, readonly SeenRun[]>>();

const byAge = (a: SeenRun, b: SeenRun): number => a.id - b.id;

const groupByAction = (runs: Iterable<SeenRun>): Map<string, SeenRun[]> => {
	const groups = new Map<string, SeenRun[]>();
	for (const run of runs) {
		const group = groups.get(run.action);
		if (group === undefined) {
			groups.set(run.action, [run]);
		} else {
			group.push(run);
		}
	}

	return groups;
};

const createGroups = (runs: RunState['platformRuns']): Map<string, readonly SeenRun[]> =>
	new Map([...groupByAction(runs.values())].map(([action, group]) => [action, group.sort(byAge)]));

/** Every action's platform runs, worked out once for each set of runs. */
export const groupRuns = ({platformRuns}: RunState): RunGroups => {
	const groups = cache.get(platformRuns) ?? createGroups(platformRuns);
	cache.set(platformRuns, groups);
	return groups;
};

/** Hands the groups of one state on to the next, of which only actions with changed runs are put together anew. */
export const passGroupsOn = (before: RunState, {platformRuns}: RunState, actions: ReadonlySet<string>): void => {
	const groups = cache.get(before.platformRuns);
	if (groups === undefined || actions.size === 0) {
		return;
	}

	// Whoever asks for the state before once more waits until they are worked out again.
	cache.delete(before.platformRuns);
	const runs = [...platformRuns.values()].filter(run => actions.has(run.action));
	const fresh = groupByAction(runs);
	for (const action of actions) {
		groups.set(action, (fresh.get(action) ?? []).sort(byAge));
	}

	cache.set(platformRuns, groups);
};
