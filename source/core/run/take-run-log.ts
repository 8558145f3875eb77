import {type RunEvent} from './events.js';
import {type NodeState} from './run-state.js';

/** Facts win over none, those of a later run over those of an earlier one, and the first that were read of a run stay. */
export const takeRunLog = (node: NodeState, {runId, facts}: RunEvent & {readonly type: 'run-log.observed'}): NodeState => {
	const known = node.runLog;
	const isNews = known === undefined || runId > known.runId || (runId === known.runId && known.facts === undefined && facts !== undefined);
	return isNews ? {...node, runLog: {runId, ...(facts !== undefined && {facts})}} : node;
};
