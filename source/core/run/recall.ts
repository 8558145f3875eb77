import {type AssignedRuns} from './assign-runs.js';
import {type Batch} from './events.js';
import {groupByAction} from './group-nodes.js';
import {groupRuns, passGroupsOn} from './group-runs.js';
import {listChanges, type Changes} from './list-changes.js';
import {type RunState} from './run-state.js';
import {updateAssigned} from './update-assigned.js';

/** What was worked out for a state all of whose nodes have the status that their facts give them. */
type Memory = {
	readonly at: number;
	/** For each node, from when on time alone may change it. */
	readonly againAt: Float64Array;
	/** Handed on to the next state, and lost to this one. */
	assigned: Map<string, AssignedRuns>;
};

const memories = new WeakMap<RunState, Memory>();

/** What of an earlier state still holds after a batch. */
export type Recalled = {
	readonly againAt: Float64Array;
	readonly assigned: Map<string, AssignedRuns>;
	readonly changes: Changes;
	/** Actions whose runs, or the facts that tell to which rank they belong, changed; with the nodes whose runs changed, where all others are known to have kept theirs. */
	readonly touched: ReadonlyMap<string, ReadonlySet<string> | undefined>;
};

/** Brings what was assigned up to date, action by action; forgets what cannot be. */
const updateAll = (assigned: Map<string, AssignedRuns>, {before, state, changes}: {readonly before: RunState; readonly state: RunState; readonly changes: Changes}): Recalled['touched'] => {
	const runs = groupByAction(changes.runs);
	const nodes = groupByAction(changes.nodes);
	const groups = groupRuns(state);
	const isRanked = (action: string): boolean => state.workflow.actions.get(action)?.isRanked === true;
	// Which rank a run belongs to depends on the results of all ranks, too.
	const ranked = [...nodes.keys()].filter(action => isRanked(action) && groups.has(action));
	const left = new Set(changes.runs.flatMap(run => {
		const known = before.platformRuns.get(run.id);
		return known === undefined || known.action === run.action ? [] : [known.action];
	}));
	const touched = new Map<string, ReadonlySet<string> | undefined>();
	for (const action of new Set([...runs.keys(), ...ranked, ...left])) {
		const known = left.has(action) || !isRanked(action) ? undefined : assigned.get(action);
		const ids = known && updateAssigned(known, {before, state, action, runs: runs.get(action) ?? [], nodes: nodes.get(action) ?? []});
		touched.set(action, ids);
		if (ids === undefined) {
			assigned.delete(action);
		}
	}

	return touched;
};

/** Finds what of the state before still holds; nothing where something changed that means something for all nodes. */
export const recall = (before: RunState, state: RunState, batch: Batch): Recalled | undefined => {
	const memory = memories.get(before);
	const isUsable = before.triggeredAt === state.triggeredAt
		&& before.isCancelRequested === state.isCancelRequested
		&& before.watchFailures === state.watchFailures
		&& !batch.events.some(({type}) => type === 'watch.resumed');
	if (memory === undefined || memory.at > batch.at || !isUsable) {
		return undefined;
	}

	const {assigned, againAt} = memory;
	memory.assigned = new Map();
	const changes = listChanges(before, state, batch);
	passGroupsOn(before, state, changes.runs);
	return {againAt: new Float64Array(againAt), assigned, changes, touched: updateAll(assigned, {before, state, changes})};
};

/** Remembers what was worked out for a state, for the batch that comes next. */
export const remember = (state: RunState, memory: Memory): void => {
	memories.set(state, memory);
};
