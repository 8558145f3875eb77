import {lookUp} from '../look-up.js';
import {nodeId} from '../workflow/node-id.js';
import {isBelievable} from './believe-guess.js';
import {describeEnd} from './describe-end.js';
import {countDispatches, countUntold, getLinks, type Judge, type JudgeContext} from './judge-context.js';
import {judgeFailure} from './judge-log.js';
import {isOver, isQuiet} from './run-ends.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';
import {getOwnId} from './run-id.js';

const completed: Verdict = {status: 'COMPLETED', reason: 'completed'};

/**
True when the successor is there that FaaSr dispatches last, in the order of InvokeNext (faasr.md 2d), and that only this node can
have dispatched: then it has dispatched all the others, too. One on a condition tells nothing, the next may be the one that was chosen.
*/
const didLastSuccessorAppear = (node: NodeState, {workflow, state, getRuns}: JudgeContext): boolean => {
	const last = lookUp(workflow.actions, node.action).successors.at(-1);
	const target = last && workflow.actions.get(last.to);
	// Of a conditional that leads nowhere there is no edge, but FaaSr stumbles over a side that is missing all the same.
	const isCondition = typeof [workflow.document.ActionList[node.action]?.InvokeNext].flat().at(-1) === 'object';
	if (last === undefined || target === undefined || isCondition || target.predecessors.length !== 1 || node.rank !== undefined) {
		return false;
	}

	const id = target.isRanked ? nodeId(last.to, last.rank) : last.to;
	const successor = state.nodes.get(id);
	return successor?.log !== undefined || successor?.doneAt !== undefined || getRuns(id).length > 0;
};

/** True while a run that is the node's, or may be, has not ended as far as the platform tells. */
const mayBeAlive = (node: NodeState, context: JudgeContext): boolean =>
	(context.state.watchFailures.platform === undefined || context.state.platformRetryAt !== undefined)
	&& (context.getRuns(node.id).length > 0 || context.getUnassignedRuns(node.action).some(run => run.status !== 'completed'));

/** How far a node came whose run ended without a last word. */
const describeProgress = (isFinished: boolean): string => isFinished ? ' before every successor was invoked' : ' after writing .done';

const judgeRed = (red: SeenRun, {node, isFinished, context}: {readonly node: NodeState; readonly isFinished: boolean; readonly context: JudgeContext}): Verdict => {
	if (red.conclusion === 'cancelled') {
		const reason = context.state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform';
		return {status: 'CANCELLED', reason, sentence: `Its platform run ${getOwnId(red.id)} ${describeEnd(red)}${describeProgress(isFinished)}`};
	}

	const told = node.log?.mayBeText === true ? undefined : node.log && judgeFailure(node.log, lookUp(context.workflow.actions, node.action), false);
	return told ?? {status: 'FAILED', reason: isFinished ? 'dispatch-failed' : 'run-failed', sentence: `Its platform run ${getOwnId(red.id)} ${describeEnd(red)}${describeProgress(isFinished)}`};
};

/** The one of a join's runs that wrote the marker may be missing in a list from before it: all runs are known when there are as many as there can be dispatches, or after the quiet. */
const areAllKnown = (node: NodeState, runs: readonly SeenRun[], context: JudgeContext): boolean => {
	const {count, mayGrow} = countDispatches(node, context);
	return (runs.length >= count + countUntold(node, context) && !mayGrow) || isQuiet(node, context);
};

/** Of a join any run may have won; of another node that ran again the last run tells. */
const getTellingRuns = (node: NodeState, context: JudgeContext): readonly SeenRun[] => {
	const runs = context.getRuns(node.id);
	return getLinks(node, context).isJoin ? runs : runs.slice(-1);
};

/** Decides a node that has its marker (or its finish line) and no ERROR: by its successors, the end of its platform run, or silence. */
export const judgeDone: Judge = (node, context) => {
	const isFinished = node.log?.result !== undefined;
	if (node.doneAt === undefined && !isFinished) {
		return undefined;
	}

	if (didLastSuccessorAppear(node, context)) {
		return completed;
	}

	const runs = getTellingRuns(node, context);
	if (runs.length > 0 && runs.every(run => isOver(run, context) && isBelievable(run, node, context)) && areAllKnown(node, runs, context)) {
		const red = runs.find(run => run.conclusion !== 'success');
		return red === undefined ? completed : judgeRed(red, {node, isFinished, context});
	}

	const isBlamed = node.log?.failure !== undefined || node.log?.dispatchFailure !== undefined;
	return context.listedAt !== undefined && !isBlamed && !mayBeAlive(node, context) && !countDispatches(node, context).mayGrow && isQuiet(node, context) ? completed : undefined;
};
