import {lookUp} from '../look-up.js';
import {nodeId} from '../workflow/node-id.js';
import {isBelievable, mayBeUnlisted} from './believe-guess.js';
import {describeEnd} from './describe-end.js';
import {countDispatches, countUntold, getLinks, type Judge, type JudgeContext} from './judge-context.js';
import {isOver, isQuiet} from './run-ends.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';
import {getOwnId} from './run-id.js';
import {isColourless, isRed} from './run-meaning.js';

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

/** True while a run that is the node's, or may be, has not ended as far as the platform tells, or may be missing in its lists. */
const mayBeAlive = (node: NodeState, context: JudgeContext): boolean =>
	(context.state.watchFailures.platform === undefined || context.state.platformRetryAt !== undefined)
	&& (context.getRuns(node.id).length > 0 || context.getUnassignedRuns(node.action).some(run => !isOver(run, context)) || mayBeUnlisted(node, context));

/** The end of a run that left no last word. FaaSr's finish line is its last (faasr.md 2c), so that one without what it should have invoked tells no more than the marker. */
const judgeRed = (red: SeenRun, {state}: JudgeContext): Verdict => {
	const sentence = `Its platform run ${getOwnId(red.id)} ${describeEnd(red)} after writing .done`;
	return red.meaning === 'cancelled'
		? {status: 'CANCELLED', reason: state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform', sentence}
		: {status: 'FAILED', reason: 'run-failed', sentence};
};

/** Ends that say nothing leave the last word to the log: one that was read after them and lacks it never gets it. Without a log only the marker tells (Lambda, faasr.md 2c). */
const judgeUnred = (runs: readonly SeenRun[], node: NodeState, context: JudgeContext): Verdict | undefined => {
	const colourless = runs.findLast(run => isColourless(run));
	if (colourless === undefined) {
		return completed;
	}

	if (!isQuiet(node, context)) {
		return undefined;
	}

	return node.log === undefined ? completed : judgeRed(colourless, context);
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
	if (node.doneAt === undefined && node.log?.result === undefined) {
		return undefined;
	}

	if (didLastSuccessorAppear(node, context)) {
		return completed;
	}

	const runs = getTellingRuns(node, context);
	if (runs.length > 0 && runs.every(run => isOver(run, context) && isBelievable(run, node, context)) && areAllKnown(node, runs, context)) {
		const red = runs.find(run => isRed(run));
		return red === undefined ? judgeUnred(runs, node, context) : judgeRed(red, context);
	}

	return context.listedAt !== undefined && !mayBeAlive(node, context) && !countDispatches(node, context).mayGrow && isQuiet(node, context) ? completed : undefined;
};
