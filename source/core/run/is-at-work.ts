import {type RunState} from './run-state.js';
import {isSettled} from './status.js';

/** Whether a run is seen to go on: a node that has not settled has a platform run of its own that is alive, or its log has grown since a time (ms). */
export const isAtWork = ({nodes, platformRuns}: Pick<RunState, 'nodes' | 'platformRuns'>, since: number): boolean =>
	[...nodes.values()].some(({status, runIds, logGrewAt}) => !isSettled(status)
		&& ((logGrewAt ?? 0) > since || runIds.some(id => platformRuns.get(id)?.status !== 'completed' && platformRuns.get(id)?.isGuess !== true)));
