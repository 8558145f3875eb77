import {leadsElsewhere} from './dispatch-fate.js';
import {getFates, getLinks, isDispatchedByUs, type Judge, type JudgeContext} from './judge-context.js';
import {judgeBlocked, judgeExhausted} from './judge-join.js';
import {isSilent} from './is-silent.js';
import {mayBeAtWork} from './run-ends.js';
import {type NodeState, type Verdict} from './run-state.js';
import {isTrouble, skippedBehind} from './skipped-behind.js';

/** An upstream node whose result took another branch is not a cause, whatever happened to it later. */
const judgeUnreached = (node: NodeState, context: JudgeContext): Verdict => {
	const cause = getLinks(node, context).predecessors.filter(({from, edges}) => !leadsElsewhere(context.getNode(from), edges))
		.map(({from}) => context.getNode(from)).find(predecessor => isTrouble(predecessor));
	return cause === undefined
		? {status: 'NOT_INVOKED', reason: 'branch-not-taken', sentence: 'branch not taken'}
		: skippedBehind(cause);
};

/** Decides a node without any sign of work by its upstream nodes: not invoked, skipped, or still reachable. */
export const judgeReach: Judge = (node, context) => {
	if (!isSilent(node)) {
		return undefined;
	}

	const fates = getFates(node, context);
	if (fates.length === 0) {
		return undefined;
	}

	if (isDispatchedByUs(node, context)) {
		return getLinks(node, context).isJoin ? judgeExhausted(node, [], context) : undefined;
	}

	// Each run of a blocked join looks for the missing marker and ends, so a run that is alive changes nothing.
	const {isJoin} = getLinks(node, context);
	const blocked = isJoin ? judgeBlocked(node, fates, context) : undefined;
	if (blocked === undefined && mayBeAtWork(node, context)) {
		return undefined;
	}

	// A join with a run was reached, though who dispatched it left no word.
	if (blocked === undefined && fates.every(([, fate]) => fate === 'never') && !(isJoin && context.getRuns(node.id).length > 0)) {
		return judgeUnreached(node, context);
	}

	return blocked ?? (isJoin && !fates.some(([, fate]) => fate === 'open') ? judgeExhausted(node, fates, context) : undefined);
};
