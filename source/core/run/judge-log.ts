import {type LogFacts, type LogFailure} from '../log/log-facts.js';
import {lookUp} from '../look-up.js';
import {type Action} from '../workflow/workflow.js';
import {type JudgeContext, type Judge} from './judge-context.js';
import {mayBeRepeated} from './hold-attempt.js';
import {isOver, isQuiet} from './run-ends.js';
import {type NodeState, type Verdict} from './run-state.js';
import {splitTargets} from './split-targets.js';

const describeDispatchFailure = ({message}: LogFailure, facts: LogFacts, action: Action): string => {
	const {reached, missed} = splitTargets(facts, action);
	const parts = [
		...(missed.length > 0 ? [`not invoked: ${missed.join(', ')}`] : []),
		...(reached.length > 0 ? [`invoked: ${reached.join(', ')}`] : []),
	];
	return parts.length > 0 ? `${message} (${parts.join('; ')})` : message;
};

/** The verdict on a function that left an ERROR in its log. */
export const blameFunction = (failure: LogFailure): Verdict =>
	({status: 'FAILED', reason: 'function-error', sentence: failure.message});

/** The verdict on a log with an ERROR that means failure. */
export const judgeFailure = (facts: LogFacts, action: Action, isCompleted: boolean): Verdict | undefined => {
	if (facts.failure !== undefined) {
		return blameFunction(facts.failure);
	}

	return facts.dispatchFailure === undefined || isCompleted
		? undefined
		: {status: 'FAILED', reason: 'dispatch-failed', sentence: describeDispatchFailure(facts.dispatchFailure, facts, action)};
};

/**
Whether an ERROR without a call stack may still turn out to be the function's text: a function that runs on writes more, now or in a
minute, and FaaSr ends after an ERROR of its own. So it is believed once the node's run is over, or, where no run is known, after a
quiet that the platform confirms. Never beside a marker, which only a listing can rule out, or a green end: FaaSr logs an exception
with its call stack.
*/
const mayBeText = (node: NodeState, context: JudgeContext): boolean => {
	if (node.log?.mayBeText !== true) {
		return false;
	}

	if (node.doneAt !== undefined || context.listedAt === undefined) {
		return true;
	}

	const own = context.getRuns(node.id);
	const runs = own.length === 0 ? context.getUnassignedRuns(node.action) : own;
	// What an outage hides for a while is waited for.
	const willAnswer = context.state.watchFailures.platform === undefined || context.state.platformRetryAt !== undefined;
	return runs.length > 0 && willAnswer
		? !runs.every(run => isOver(run, context)) || runs.every(run => run.meaning === 'success')
		: !isQuiet(node, context);
};

/**
Whether an ERROR may be the last word of a process that was cancelled: whether it failed or was cancelled, its platform run tells.
Only a function that dies of it has such a word, without a marker (faasr.md 2d): FaaSr itself, which raises the function's exception
or tells of a refused dispatch beside the marker, dies without a word.
*/
const mayBeOfCancel = ({log, doneAt}: NodeState, {state}: JudgeContext): boolean =>
	state.isCancelRequested && doneAt === undefined && log?.hasPutDone !== true && log?.result === undefined;

/** Whether the platform runs an action again that failed: the next attempt writes on in the same log. */
const isRepeated = (node: NodeState, context: JudgeContext): boolean => context.getRuns(node.id).some(run => mayBeRepeated(run));

/** Decides by what the log says: an ERROR of FaaSr's executor or scheduler, or the finish line with every successor invoked. */
export const judgeLog: Judge = (node, context) => {
	const facts = node.log;
	if (facts === undefined) {
		return undefined;
	}

	const action = lookUp(context.workflow.actions, node.action);
	const isCompleted = node.redispatched !== undefined;
	const failure = judgeFailure(facts, action, isCompleted);
	if (failure !== undefined) {
		return mayBeText(node, context) || mayBeOfCancel(node, context) || isRepeated(node, context) ? undefined : failure;
	}

	const isFinished = facts.result !== undefined && (isCompleted || splitTargets(facts, action).missed.length === 0);
	return isFinished ? {status: 'COMPLETED', reason: 'completed'} : undefined;
};
