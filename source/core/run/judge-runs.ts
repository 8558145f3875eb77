import {areAllListed, getEndedRuns} from './believe-guess.js';
import {describeEnd} from './describe-end.js';
import {countDispatches, getLinks, type Judge, type JudgeContext} from './judge-context.js';
import {blameFunction} from './judge-log.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';
import {getOwnId} from './run-id.js';
import {isColourless, isRed} from './run-meaning.js';

const describeRed = (run: SeenRun): string =>
	`Its platform run ${getOwnId(run.id)} ${describeEnd(run)} and no .done was written`;

const blameRun = (run: SeenRun, {log}: NodeState): Verdict => log?.failure === undefined
	? {status: 'FAILED', reason: 'run-failed', sentence: describeRed(run)}
	: blameFunction(log.failure);

const judgeRed = (red: readonly SeenRun[], node: NodeState, {state}: JudgeContext): Verdict | undefined => {
	const failed = red.findLast(run => run.meaning !== 'cancelled');
	if (failed !== undefined) {
		return blameRun(failed, node);
	}

	const cancelled = red.at(-1);
	return cancelled && {
		status: 'CANCELLED',
		reason: state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform',
		sentence: `Its platform run ${getOwnId(cancelled.id)} was cancelled`,
	};
};

/** How long a listing may lack what was written before a run ended (ms): some stores list late, and a container that ends well has always written its marker. */
const lateMarkerMs = 10_000;

const mayBeLate = (runs: readonly SeenRun[], {listedAt = 0}: JudgeContext): boolean => runs.some(({seenAt}) => listedAt - seenAt < lateMarkerMs);

/**
Decides a node that wrote no `.done` by the end of its platform runs.

A red run is proof of failure once no other run of the node is alive or may come; a green one is never proof of work,
because all but one of a join's runs end green having done nothing. An end that says nothing is judged by what it left.
*/
export const judgeRuns: Judge = (node, context) => {
	if (node.doneAt !== undefined || node.log?.result !== undefined) {
		return undefined;
	}

	const runs = getEndedRuns(node, context);
	if (runs === undefined) {
		return undefined;
	}

	const {count, mayGrow} = countDispatches(node, context);
	// Whoever writes a log was dispatched, even where those that did it left no word.
	const isUndispatched = count === 0 && node.log === undefined && runs.some(run => run.isGuess === true);
	if (mayGrow || isUndispatched || !areAllListed(node, context) || (context.getRuns(node.id).length > 0 && runs.length < count)) {
		return undefined;
	}

	const verdict = judgeRed(runs.filter(run => isRed(run)), node, context);
	if (verdict !== undefined) {
		return verdict;
	}

	// A join's run that writes a log is the one that won: its end without a marker is an end like any other node's.
	const isJoinsEnd = getLinks(node, context).isJoin && node.log === undefined;
	if (isJoinsEnd || mayBeLate(runs, context)) {
		return undefined;
	}

	const colourless = runs.findLast(run => isColourless(run));
	return colourless === undefined
		? {status: 'FAILED', reason: 'run-did-nothing', sentence: 'Its platform run ended with success, but no .done was written'}
		: blameRun(colourless, node);
};
