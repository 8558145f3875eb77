import {type Batch} from './events.js';
import {type NodeState, type RunState, type SeenRun} from './run-state.js';

/** What a batch's facts changed, before any status is derived from them. */
export type Changes = {
	readonly runs: readonly SeenRun[];
	readonly nodes: readonly NodeState[];
};

const listChanged = <Key, Value>(keys: ReadonlySet<Key>, before: ReadonlyMap<Key, Value>, after: ReadonlyMap<Key, Value>): readonly Value[] => {
	const changed: Value[] = [];
	for (const key of keys) {
		const value = after.get(key);
		if (value !== undefined && before.get(key) !== value) {
			changed.push(value);
		}
	}

	return changed;
};

/** Lists the nodes and the platform runs that are not what they were before a batch. */
export const listChanges = (before: RunState, {platformRuns, nodes}: RunState, {events}: Batch): Changes => {
	const runIds = new Set<number>();
	const nodeIds = new Set<string>();
	for (const event of events) {
		if (event.type === 'platform-run.observed') {
			runIds.add(event.run.id);
		} else if (event.type === 'log.observed' || event.type === 'done.appeared') {
			nodeIds.add(event.node);
		}
	}

	return {runs: listChanged(runIds, before.platformRuns, platformRuns), nodes: listChanged(nodeIds, before.nodes, nodes)};
};
