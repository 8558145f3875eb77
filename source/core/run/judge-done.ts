import {lookUp} from '../look-up.js';
import {isBelievable} from './believe-guess.js';
import {describeEnd} from './describe-end.js';
import {countDispatches, getLinks, type Judge, type JudgeContext} from './judge-context.js';
import {isOver} from './run-ends.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';

/**
How long a node with `.done` and no platform run in sight must be quiet to be believed (ms).

FaaSr writes an exception's ERROR within a second of the marker (faasr.md 2c); a slow dispatch of successors takes longer,
but then a platform run is known to be alive, and its end is waited for instead. A run that shows in no list by then is on
a platform that lists none.
*/
export const doneGraceMs = 5000;

const completed: Verdict = {status: 'COMPLETED', reason: 'completed'};

/** True when what only this node can have dispatched is there. */
const didSuccessorsAppear = (node: NodeState, {workflow, state, getRuns}: JudgeContext): boolean => {
	const own = lookUp(workflow.actions, node.action).successors.filter(edge =>
		edge.when === 'always' && workflow.actions.get(edge.to)?.predecessors.length === 1);
	return own.length > 0 && node.rank === undefined && own.every(edge => {
		const ids = workflow.actions.get(edge.to)?.isRanked === true
			? Array.from({length: edge.rank}, (_, index) => `${edge.to}(${index + 1})`)
			: [edge.to];
		return ids.every(id => {
			const successor = state.nodes.get(id);
			return successor?.log !== undefined || successor?.doneAt !== undefined || getRuns(id).length > 0;
		});
	});
};

/**
Whether nothing was written for the grace, and nothing is known to be able to write more: while the platform answers, by a list
of runs begun so long after the last word. Times are those of our looks; the bucket's clock has no part in it.
*/
const isQuiet = ({doneAt, logGrewAt}: NodeState, {state: {isPlatformAsked, platformListedAt, watchFailures}, at}: JudgeContext): boolean => {
	const canBeAsked = isPlatformAsked === true && watchFailures.platform === undefined;
	const knownUntil = canBeAsked ? platformListedAt ?? 0 : at;
	return knownUntil - Math.max(doneAt ?? 0, logGrewAt ?? 0) >= doneGraceMs;
};

/** True while a run that is the node's, or may be, has not ended as far as the platform tells. */
const mayBeAlive = (node: NodeState, context: JudgeContext): boolean =>
	context.state.watchFailures.platform === undefined
	&& (context.getRuns(node.id).length > 0 || context.getUnassignedRuns(node.action).some(run => run.status !== 'completed'));

const judgeRed = (red: SeenRun, {node, isFinished, context}: {readonly node: NodeState; readonly isFinished: boolean; readonly context: JudgeContext}): Verdict | undefined => isBelievable(red, node, context)
	? {
		status: red.conclusion === 'cancelled' ? 'CANCELLED' : 'FAILED',
		reason: red.conclusion === 'cancelled' ? (context.state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform') : (isFinished ? 'dispatch-failed' : 'run-failed'),
		sentence: isFinished
			? `Its platform run ${red.id} ${describeEnd(red)} before every successor was invoked`
			: `Its platform run ${red.id} ${describeEnd(red)} after writing .done`,
	}
	: undefined;

/** The one of a join's runs that wrote the marker may be missing in a list from before it: all runs are known when there are as many as dispatches, or after the quiet. */
const areAllKnown = (node: NodeState, runs: readonly SeenRun[], context: JudgeContext): boolean => {
	const {count, mayGrow} = countDispatches(node, context);
	return (runs.length >= count && !mayGrow) || isQuiet(node, context);
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

	if (didSuccessorsAppear(node, context)) {
		return completed;
	}

	const runs = getTellingRuns(node, context);
	if (runs.length > 0 && runs.every(run => isOver(run, context)) && areAllKnown(node, runs, context)) {
		const red = runs.find(run => run.conclusion !== 'success');
		return red === undefined ? completed : judgeRed(red, {node, isFinished, context});
	}

	return context.listedAt !== undefined && !mayBeAlive(node, context) && isQuiet(node, context) ? completed : undefined;
};
