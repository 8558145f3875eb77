import {type JudgeContext} from './judge-context.js';
import {type SeenRun} from './run-state.js';

/**
How long the end of a run that may be another invocation's must be known before it proves anything (ms).

GitHub's list can lack a new run for some seconds (reliability facts 1.3), so that another's is seen before one's own;
where more runs are there than dispatches, another invocation is certain, and one's own may be yet to come.
*/
export const guessGraceMs = 15_000;
export const contestedGraceMs = 60_000;

/** Whether a run's end counts: at once where its title or its dispatch tells whose it is, otherwise after a grace. */
export const isBelievable = (run: SeenRun, {at}: Pick<JudgeContext, 'at'>, graceMs = guessGraceMs): boolean =>
	run.isGuess !== true || at - run.seenAt >= graceMs;
