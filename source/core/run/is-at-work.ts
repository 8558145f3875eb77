import {type RunState} from './run-state.js';
import {isSettled} from './status.js';

/** True for a run that is in progress: a node without a final status has a live platform run of its own, or its log has grown since a time (ms). */
export const isAtWork = ({nodes, platformRuns}: Pick<RunState, 'nodes' | 'platformRuns'>, since: number): boolean =>
	[...nodes.values()].some(({status, runIds, logGrewAt}) => !isSettled(status)
		&& ((logGrewAt ?? 0) > since || runIds.some(id => platformRuns.get(id)?.status !== 'completed' && platformRuns.get(id)?.isGuess !== true)));
