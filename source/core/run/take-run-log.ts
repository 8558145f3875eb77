import {type RunEvent} from './events.js';
import {compareRuns, type RunId} from './run-id.js';
import {type NodeState} from './run-state.js';

/** Whether a node's run is a later one than another; where it has both, their order is known. */
const isLater = (runId: RunId | undefined, known: RunId | undefined, {runIds}: NodeState): boolean => {
	if (runId === undefined || known === undefined) {
		return runId !== undefined;
	}

	return runIds.includes(runId) && runIds.includes(known)
		? runIds.indexOf(runId) > runIds.indexOf(known)
		: compareRuns({id: runId}, {id: known}) > 0;
};

/** Facts win over none, those of a later run over those of an earlier one, and the first that were read of a run stay. */
export const takeRunLog = (node: NodeState, {runId, facts}: RunEvent & {readonly type: 'run-log.observed'}): NodeState => {
	const known = node.runLog;
	const isNews = known === undefined || isLater(runId, known.runId, node) || (runId === known.runId && known.facts === undefined && facts !== undefined);
	return isNews ? {...node, runLog: {...(runId !== undefined && {runId}), ...(facts !== undefined && {facts})}} : node;
};
