import {getLinks, isDispatched, type JudgeContext} from './judge-context.js';
import {describeRepeat} from './hold-attempt.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';

/** How often the sentence on a queue changes (ms). */
const describedMinuteMs = 60_000;

/** Says for how many minutes a node has been waiting for a runner; nothing within the first. */
const describeQueue = (runs: readonly SeenRun[], {at}: JudgeContext): Pick<Verdict, 'sentence'> => {
	const waits = runs.map(run => run.status === 'queued' ? at - run.seenAt : 0);
	const minutes = Math.floor(Math.min(Number.POSITIVE_INFINITY, ...waits) / describedMinuteMs);
	return Number.isFinite(minutes) && minutes >= 1 ? {sentence: `Queued for ${minutes}m: no runner has taken it yet`} : {};
};

/** Decides the progress of a node without a final status: running, invoked or pending. */
export const judgeProgress = (node: NodeState, context: JudgeContext): Verdict => {
	const runs = context.getRuns(node.id);
	if (node.doneAt !== undefined) {
		return {status: 'RUNNING', sentence: 'finishing: .done written, waiting for confirmation', ...describeRepeat(runs)};
	}

	const isRunning = node.log !== undefined
		|| (!getLinks(node, context).isJoin && runs.some(run => run.status !== 'queued'));
	if (isRunning) {
		return {status: 'RUNNING', ...describeRepeat(runs)};
	}

	const isInvoked = runs.length > 0 || isDispatched(node, context);
	return isInvoked ? {status: 'INVOKED', ...describeQueue(runs, context)} : {status: 'PENDING'};
};
