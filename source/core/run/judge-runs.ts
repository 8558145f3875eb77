import {contestedGraceMs, guessGraceMs, isBelievable} from './believe-guess.js';
import {countDispatches, getLinks, type Judge, type JudgeContext} from './judge-context.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';

/** A run whose end was seen before the listing began: had it written `.done`, the listing would have it. */
const isOver = (run: SeenRun, {listedAt}: JudgeContext): boolean =>
	run.status === 'completed' && listedAt !== undefined && run.seenAt <= listedAt;

const describeRed = (run: SeenRun): string =>
	`Its platform run ${run.id} ended with ${run.conclusion ?? 'no conclusion'} and no .done was written`;

const judgeRed = (red: readonly SeenRun[], node: NodeState, {state}: JudgeContext): Verdict | undefined => {
	const failed = red.findLast(run => run.conclusion !== 'cancelled');
	const cancelled = red.at(-1);
	if (failed !== undefined) {
		return node.log?.failure === undefined
			? {status: 'FAILED', reason: 'run-failed', sentence: describeRed(failed)}
			: {status: 'FAILED', reason: 'function-error', sentence: node.log.failure.message};
	}

	return cancelled && {
		status: 'CANCELLED',
		reason: state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform',
		sentence: `Its platform run ${cancelled.id} was cancelled`,
	};
};

/** Runs that cannot be told apart prove a failure only when all have ended: then each node without a marker is one that died. */
const getRunsToJudge = (node: NodeState, context: JudgeContext): readonly SeenRun[] => {
	const own = context.getRuns(node.id);
	return own.length > 0 ? own : context.getUnassignedRuns(node.action);
};

/**
Decides a node that wrote no `.done` by the end of its platform runs.

A red run is proof of failure once no other run of the node is alive or may come; a green one is never proof of work,
because all but one of a join's runs end green having done nothing.
*/
export const judgeRuns: Judge = (node, context) => {
	if (node.doneAt !== undefined || node.log?.result !== undefined) {
		return undefined;
	}

	const runs = getRunsToJudge(node, context);
	if (runs.length === 0 || !runs.every(run => isOver(run, context))) {
		return undefined;
	}

	const graceMs = context.getRuns(node.id).length > 0 ? guessGraceMs : contestedGraceMs;
	if (!runs.every(run => isBelievable(run, context, graceMs))) {
		return undefined;
	}

	const {count, mayGrow} = countDispatches(node, context);
	const isUndispatched = count === 0 && runs.some(run => run.isGuess === true);
	if (mayGrow || isUndispatched || (context.getRuns(node.id).length > 0 && runs.length < count)) {
		return undefined;
	}

	const red = runs.filter(run => run.conclusion !== 'success');
	if (red.length > 0) {
		return judgeRed(red, node, context);
	}

	return getLinks(node, context).isJoin
		? undefined
		: {
			status: 'FAILED',
			reason: 'run-did-nothing',
			sentence: 'Its platform run ended with success, but no .done was written',
		};
};
