import {getFates, isDispatchedByUs, type JudgeContext} from './judge-context.js';
import {type NodeState, type SeenRun} from './run-state.js';

/**
How long the end of a run that may be another invocation's must be known before it proves anything (ms).

GitHub's list can lack a new run for some seconds (reliability facts 1.3), so that another's is seen before one's own;
where more runs are there than dispatches, another invocation is certain, and one's own may be yet to come.
*/
const guessGraceMs = 15_000;
const contestedGraceMs = 60_000;

/** When the last dispatch of a node that is known was seen: only from then on its own run can be in a list. */
const getDispatchSeenAt = (node: NodeState, context: JudgeContext): number => Math.max(
	isDispatchedByUs(node, context) ? context.state.triggeredAt : 0,
	...getFates(node, context).map(([{endedAt, logGrewAt}, fate]) => fate === 'dispatched' ? Math.max(endedAt ?? 0, logGrewAt ?? 0) : 0),
);

/** Whether the ends of runs count for a node: at once where a title or a dispatch tells whose a run is, otherwise after a grace in which the platform could be asked. */
const areBelievable = (runs: readonly SeenRun[], node: NodeState, context: JudgeContext, graceMs: number): boolean => {
	const guesses = runs.filter(run => run.isGuess === true);
	if (guesses.length === 0) {
		return true;
	}

	const since = Math.max(getDispatchSeenAt(node, context), ...guesses.map(run => run.seenAt));
	return context.state.watchFailures.platform === undefined && context.at - since >= graceMs;
};

/** Whether the end of one of a node's own runs counts. */
export const isBelievable = (run: SeenRun, node: NodeState, context: JudgeContext): boolean =>
	areBelievable([run], node, context, guessGraceMs);

/** A run whose end was seen before the listing began: had it written `.done`, the listing would have it. */
const isOver = (run: SeenRun, {listedAt}: JudgeContext): boolean =>
	run.status === 'completed' && listedAt !== undefined && run.seenAt <= listedAt;

/**
The runs by whose ends a node can be judged; `undefined` while one of them may be alive, or may yet come.

Where runs cannot be told apart they say something only when all of the action have ended: then a node without a marker is one that did not do its work.
*/
export const getEndedRuns = (node: NodeState, context: JudgeContext): readonly SeenRun[] | undefined => {
	const own = context.getRuns(node.id);
	const isContested = own.length === 0;
	const runs = isContested ? context.getUnassignedRuns(node.action) : own;
	return runs.length > 0 && runs.every(run => isOver(run, context)) && areBelievable(runs, node, context, isContested ? contestedGraceMs : guessGraceMs)
		? runs
		: undefined;
};
