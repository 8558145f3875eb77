import {countUntold, getFates, isDispatchedByUs, type JudgeContext} from './judge-context.js';
import {mustBeListed} from './must-be-listed.js';
import {doneGraceMs, isOver} from './run-ends.js';
import {type NodeState, type SeenRun} from './run-state.js';

/**
When it was seen that a node had dispatched: in its log, or by the end of what may be its runs. Its marker says nothing of that, for it
comes before the dispatches (faasr.md 2c); the silence after it does.
*/
const getDispatchedAt = ({id, action, status, doneAt = 0, log, logGrewAt = 0}: NodeState, context: JudgeContext): number => {
	if (status !== 'COMPLETED' || log?.result !== undefined) {
		return logGrewAt;
	}

	const runs = [...context.getRuns(id), ...context.getUnassignedRuns(action)];
	return Math.max(logGrewAt, doneAt + doneGraceMs, ...runs.map(({seenAt}) => seenAt));
};

/** When the last dispatch of a node that is known was seen: only from then on its own run can be in a list. */
const getDispatchSeenAt = (node: NodeState, context: JudgeContext): number => {
	const times = getFates(node, context).flatMap(([predecessor, fate]) => fate === 'dispatched' ? [getDispatchedAt(predecessor, context)] : []);
	return Math.max(isDispatchedByUs(node, context) ? context.state.triggeredAt : 0, ...times);
};

/** Whether the ends of runs count for a node: at once where a title or a dispatch tells whose a run is, otherwise once another that may be the node's would have been listed, too. */
const areBelievable = (runs: readonly SeenRun[], node: NodeState, context: JudgeContext, isContested: boolean): boolean => {
	const guesses = runs.filter(run => run.isGuess === true);
	return guesses.length === 0
		|| mustBeListed(Math.max(getDispatchSeenAt(node, context), ...guesses.map(({knownSince, seenAt}) => knownSince ?? seenAt)), isContested, context);
};

/** Whether the end of one of a node's own runs counts. */
export const isBelievable = (run: SeenRun, node: NodeState, context: JudgeContext): boolean =>
	areBelievable([run], node, context, false);

/**
The runs by whose ends a node can be judged; `undefined` while one of them may be alive, or may yet come.

Where runs cannot be told apart they say something only when all of the action have ended: then a node without a marker is one that did not do its work.
*/
export const getEndedRuns = (node: NodeState, context: JudgeContext): readonly SeenRun[] | undefined => {
	const own = context.getRuns(node.id);
	const isContested = own.length === 0;
	const runs = isContested ? context.getUnassignedRuns(node.action) : own;
	return runs.length > 0 && runs.every(run => isOver(run, context)) && areBelievable(runs, node, context, isContested) ? runs : undefined;
};

/** Whether every run of a node must be in the list by now, where it cannot be told how many there are. */
export const areAllListed = (node: NodeState, context: JudgeContext): boolean => countUntold(node, context) === 0
	|| mustBeListed(getDispatchSeenAt(node, context), false, context);

/** Whether lists that show other runs may still lack that of a node, which was there before its marker; a platform that shows none has none to show. */
export const mayBeUnlisted = (node: NodeState, context: JudgeContext): boolean => {
	const {platformRuns, platformListedAt} = context.state;
	return platformRuns.size > 0 && platformListedAt !== undefined && !mustBeListed(getDispatchSeenAt(node, context), true, context);
};
