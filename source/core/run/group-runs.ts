import {groupByAction} from './group-nodes.js';
import {type RunState, type SeenRun} from './run-state.js';
import {compareRuns} from './run-id.js';

/** Every action's platform runs, oldest first. */
export type RunGroups = ReadonlyMap<string, readonly SeenRun[]>;

/** Puts the platform runs of each action together, oldest first. */
export const groupRuns = (runs: RunState['platformRuns']): RunGroups =>
	new Map([...groupByAction(runs.values())].map(([action, group]) => [action, group.sort(compareRuns)]));
