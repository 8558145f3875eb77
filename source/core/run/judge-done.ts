import {lookUp} from '../look-up.js';
import {isBelievable} from './believe-guess.js';
import {describeEnd} from './describe-end.js';
import {type Judge, type JudgeContext} from './judge-context.js';
import {type NodeState, type SeenRun, type Verdict} from './run-state.js';

/**
How long a node with `.done` and no platform run in sight must be quiet to be believed (ms).

FaaSr writes an exception's ERROR within a second of the marker (faasr.md 2c); a slow dispatch of successors takes longer,
but then a platform run is known to be alive, and its end is waited for instead.
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

const isQuiet = ({doneAt, logGrewAt}: NodeState, at: number): boolean =>
	at - Math.max(doneAt ?? 0, logGrewAt ?? 0) >= doneGraceMs;

/** True while a run that may be the node's is alive and none is known to be. */
const mayBeAlive = (node: NodeState, context: JudgeContext): boolean =>
	context.state.watchFailures.platform === undefined && context.getRuns(node.id).length === 0
	&& context.getUnassignedRuns(node.action).some(run => run.isGuess === true && run.status !== 'completed');

const judgeRed = (red: SeenRun, {node, isFinished, context}: {readonly node: NodeState; readonly isFinished: boolean; readonly context: JudgeContext}): Verdict | undefined => isBelievable(red, node, context)
	? {
		status: red.conclusion === 'cancelled' ? 'CANCELLED' : 'FAILED',
		reason: red.conclusion === 'cancelled' ? (context.state.isCancelRequested ? 'cancelled-by-user' : 'cancelled-on-platform') : (isFinished ? 'dispatch-failed' : 'run-failed'),
		sentence: isFinished
			? `Its platform run ${red.id} ${describeEnd(red)} before every successor was invoked`
			: `Its platform run ${red.id} ${describeEnd(red)} after writing .done`,
	}
	: undefined;

/** Decides a node that has its marker (or its finish line) and no ERROR: by its successors, its platform run, or silence. */
export const judgeDone: Judge = (node, context) => {
	const isFinished = node.log?.result !== undefined;
	if (node.doneAt === undefined && !isFinished) {
		return undefined;
	}

	if (didSuccessorsAppear(node, context)) {
		return completed;
	}

	const runs = context.getRuns(node.id);
	if (mayBeAlive(node, context)) {
		return undefined;
	}

	const isPlatformSilent = runs.length === 0 || context.state.watchFailures.platform !== undefined;
	if (isPlatformSilent) {
		return context.listedAt !== undefined && isQuiet(node, context.at) ? completed : undefined;
	}

	const isOver = runs.every(run => run.status === 'completed' && context.listedAt !== undefined && run.seenAt <= context.listedAt);
	if (!isOver) {
		return undefined;
	}

	const red = runs.find(run => run.conclusion !== 'success');
	return red === undefined ? completed : judgeRed(red, {node, isFinished, context});
};
