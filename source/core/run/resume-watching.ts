import {type NodeState, type RunState, type SeenRun} from './run-state.js';

const nodeTimes = ['startedAt', 'doneAt', 'logStartedAt', 'logGrewAt', 'failureSeenAt'] as const satisfies ReadonlyArray<keyof NodeState>;
const runTimes = ['seenAt', 'knownSince', 'beganAt'] as const satisfies ReadonlyArray<keyof SeenRun>;

/** The same object without times that are still to come; itself when it has none. */
const withoutFuture = <T extends NodeState | SeenRun | RunState>(value: T, keys: ReadonlyArray<keyof T>, now: number): T => {
	const future = keys.filter(key => Number(value[key] ?? 0) > now);
	return future.length === 0 ? value : {...value, ...Object.fromEntries(future.map(key => [key, now]))};
};

const mapValues = <K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> => {
	const changed = [...map].map(([key, value]): [K, V] => [key, change(value)]);
	return changed.every(([key, value]) => map.get(key) === value) ? map : new Map(changed);
};

/** After a gap silence counts anew; with a clock that was set back, what was seen later than now would look newer than all that comes. */
export const resumeWatching = (state: RunState, now: number): RunState => {
	const nodes = mapValues(state.nodes, node => withoutFuture(node, nodeTimes, now));
	const platformRuns = mapValues(state.platformRuns, run => withoutFuture(run, runTimes, now));
	const past = withoutFuture(state, ['triggeredAt', 'platformListedAt'], now);
	return past === state && nodes === state.nodes && platformRuns === state.platformRuns && state.changedAt === now
		? state
		: {...past, nodes, platformRuns, changedAt: now};
};
