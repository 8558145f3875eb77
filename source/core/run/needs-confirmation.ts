import {type NodeState, type RunState} from './run-state.js';
import {isSettled} from './status.js';

/** True while the failure of a node is not known to have left no marker. */
export const isUnconfirmed = ({status, doneAt, log, isDoneAbsent}: NodeState): boolean =>
	status === 'FAILED' && doneAt === undefined && log?.hasPutDone !== true && isDoneAbsent !== true;

/**
Tells whether one more listing would decide something at once: a failure whose marker was not there yet when the listing
began, or a platform run whose end was seen after it. A watcher then looks again without waiting for its interval.
*/
export const needsConfirmation = ({nodes, platformRuns, watchFailures}: RunState, listedAt: number | undefined): boolean => {
	if (watchFailures.bucket !== undefined || listedAt === undefined) {
		return false;
	}

	for (const node of nodes.values()) {
		const hasFreshEnd = !isSettled(node.status) && node.runIds.some(id => {
			const run = platformRuns.get(id);
			return run?.status === 'completed' && run.seenAt > listedAt;
		});
		if (isUnconfirmed(node) || hasFreshEnd) {
			return true;
		}
	}

	return false;
};
