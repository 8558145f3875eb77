import {type NodeState, type RunState} from '../../core/run/run-state.js';

/** How often a node has started, as far as its log and the platform say. */
export const getAttempts = ({log, runIds}: NodeState, platformRuns: RunState['platformRuns']): number =>
	Math.max(log?.attempts ?? 0, ...runIds.map(id => platformRuns.get(id)?.attempt ?? 0));
