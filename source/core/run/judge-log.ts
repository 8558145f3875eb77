import {type LogFacts} from '../log/log-facts.js';
import {type Action} from '../workflow/workflow.js';
import {type JudgeContext, type Judge} from './judge-context.js';
import {type Verdict} from './run-state.js';

const getChosenTargets = (action: Action, result: string): ReadonlyMap<string, number> => {
	const targets = new Map<string, number>();
	for (const edge of action.successors) {
		if (edge.when === 'always' || edge.when === result) {
			targets.set(edge.to, (targets.get(edge.to) ?? 0) + edge.rank);
		}
	}

	return targets;
};

const splitTargets = (facts: LogFacts, action: Action): {readonly reached: readonly string[]; readonly missed: readonly string[]} => {
	const targets = [...getChosenTargets(action, facts.result ?? 'None')];
	const isReached = ([to, count]: readonly [string, number]): boolean =>
		Object.hasOwn(facts.invoked, to) && (facts.invoked[to] ?? 0) >= count;
	return {
		reached: targets.filter(target => isReached(target)).map(([to]) => to),
		missed: targets.filter(target => !isReached(target)).map(([to]) => to),
	};
};

const describeDispatchFailure = (facts: LogFacts, action: Action | undefined): string => {
	const message = facts.dispatchFailure?.message ?? '';
	if (action === undefined) {
		return message;
	}

	const {reached, missed} = splitTargets(facts, action);
	const parts = [
		...(missed.length > 0 ? [`not invoked: ${missed.join(', ')}`] : []),
		...(reached.length > 0 ? [`invoked: ${reached.join(', ')}`] : []),
	];
	return parts.length > 0 ? `${message} (${parts.join('; ')})` : message;
};

/** FaaSr 2.1.0 stumbles over its own report of a dead process (executor.py:138), so its words say nothing. */
const explainMessage = (message: string): string => message.includes('\'func_stdout\' is not defined')
	? `The function's process died or returned what FaaSr does not accept (FaaSr logs only: ${message})`
	: message;

const judgeFailure = (facts: LogFacts, action: Action | undefined): Verdict | undefined => {
	if (facts.failure !== undefined) {
		return {status: 'FAILED', reason: 'function-error', sentence: explainMessage(facts.failure.message)};
	}

	return facts.dispatchFailure === undefined
		? undefined
		: {status: 'FAILED', reason: 'dispatch-failed', sentence: describeDispatchFailure(facts, action)};
};

/** A cancelled process logs an ERROR as it dies; whether it failed or was cancelled, its platform run tells. */
const isDyingOfCancel = (seenAt: number | undefined, {state}: JudgeContext): boolean =>
	state.isCancelRequested && seenAt !== undefined;

/** Decides by what the log says: an ERROR of FaaSr's executor or scheduler, or the finish line with every successor invoked. */
export const judgeLog: Judge = (node, context) => {
	const facts = node.log;
	if (facts === undefined) {
		return undefined;
	}

	const action = context.workflow.actions.get(node.action);
	const failure = judgeFailure(facts, action);
	if (failure !== undefined) {
		return isDyingOfCancel(node.failureSeenAt, context) ? undefined : failure;
	}

	const isFinished = facts.result !== undefined && action !== undefined && splitTargets(facts, action).missed.length === 0;
	return isFinished ? {status: 'COMPLETED', reason: 'completed'} : undefined;
};
