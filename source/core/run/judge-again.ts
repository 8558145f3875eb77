import {type JudgeContext} from './judge-context.js';
import {describedMinuteMs} from './judge-progress.js';
import {lacksTraceback} from './last-words.js';
import {type NodeState, type SeenRun} from './run-state.js';
import {isSettled} from './status.js';

const always = Number.NEGATIVE_INFINITY;
const never = Number.POSITIVE_INFINITY;

/** When the sentence on a queue has another minute in it. */
const getNextMinuteAt = (runs: readonly SeenRun[], at: number): number => {
	const since = Math.max(...runs.map(run => run.seenAt));
	return since + ((Math.floor(Math.max(0, at - since) / describedMinuteMs) + 1) * describedMinuteMs);
};

/** True while the failure of a node is not known to have left no marker. */
export const isUnconfirmed = ({status, doneAt, isDoneAbsent}: NodeState): boolean =>
	status === 'FAILED' && doneAt === undefined && isDoneAbsent !== true;

/**
From when on a node may have another status although nothing new is known of it and of those before it.

Time alone decides where a marker, a finish line or the end of every platform run waits to be believed, and in the sentence on a queue.
*/
export const getJudgeAgainAt = (node: NodeState, context: JudgeContext): number => {
	if (isSettled(node.status)) {
		return isUnconfirmed(node) || lacksTraceback(node) ? always : never;
	}

	if (node.doneAt !== undefined || node.log?.result !== undefined) {
		return always;
	}

	const runs = context.getRuns(node.id);
	if (runs.length === 0) {
		return context.getUnassignedRuns(node.action).length === 0 ? never : always;
	}

	if (runs.every(run => run.status === 'completed')) {
		return always;
	}

	return runs.every(run => run.status === 'queued') ? getNextMinuteAt(runs, context.at) : never;
};
