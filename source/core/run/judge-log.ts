import {type LogFacts, type LogFailure} from '../log/log-facts.js';
import {lookUp} from '../look-up.js';
import {type Action} from '../workflow/workflow.js';
import {type JudgeContext, type Judge} from './judge-context.js';
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

const judgeFailure = (facts: LogFacts, action: Action, isCompleted: boolean): Verdict | undefined => {
	if (facts.failure !== undefined) {
		return blameFunction(facts.failure);
	}

	return facts.dispatchFailure === undefined || isCompleted
		? undefined
		: {status: 'FAILED', reason: 'dispatch-failed', sentence: describeDispatchFailure(facts.dispatchFailure, facts, action)};
};

/** So long after the log last grew (ms), a line that may be the function's text is an ERROR: a function that runs on goes on writing. */
const textGraceMs = 1000;

const mayBeText = (facts: LogFacts, {logGrewAt}: NodeState, {at}: JudgeContext): boolean => facts.mayBeText === true && at - logGrewAt! < textGraceMs;

/** A cancelled process logs an ERROR as it dies; whether it failed or was cancelled, its platform run tells. */
const isDyingOfCancel = (seenAt: number | undefined, {state}: JudgeContext): boolean =>
	state.isCancelRequested && seenAt !== undefined;

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
		return mayBeText(facts, node, context) || isDyingOfCancel(node.failureSeenAt, context) ? undefined : failure;
	}

	const isFinished = facts.result !== undefined && (isCompleted || splitTargets(facts, action).missed.length === 0);
	return isFinished ? {status: 'COMPLETED', reason: 'completed'} : undefined;
};
