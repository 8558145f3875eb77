import {type TriggeredRun} from './run-state.js';

/**
How long after a dispatch its run must be in the platform's list (ms); where another invocation's runs are certain to be there, longer.

GitHub's list can lack a new run for some seconds (reliability facts 1.3), so that another's is seen before one's own.
*/
const listGraceMs = 8000;
const contestedListGraceMs = 15_000;

/** The same where it is not known when lists were made (ms). */
const guessGraceMs = 15_000;
const contestedGraceMs = 60_000;

/** What is known of lists: those of the run, and the time of the batch. */
export type Listed = {readonly state: Pick<TriggeredRun, 'platformListedAt' | 'watchFailures'>; readonly at: number};

/** Whether a run that there is since then must have been listed by now. */
export const mustBeListed = (since: number, isContested: boolean, {state: {platformListedAt, watchFailures}, at}: Listed): boolean => {
	if (watchFailures.platform !== undefined) {
		return false;
	}

	return platformListedAt === undefined
		? at - since >= (isContested ? contestedGraceMs : guessGraceMs)
		: platformListedAt - since >= (isContested ? contestedListGraceMs : listGraceMs);
};
