import {type Outcome} from '../../core/run/status.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';
import {type AssertionsState} from './assertion-store.js';

/** Everything that decides what a command that ran a workflow ends with. */
export type RunEnd = {
	readonly outcome: Outcome;
	/** Of the run alone: `getExitCode`. */
	readonly exitCode: number;
	/** Exit code of the signal that ended the command, if one did. */
	readonly signalCode?: number | undefined;
	/** The first function that failed has cancelled the rest (`--fail-fast`). */
	readonly hasFailedFast?: boolean;
	/** Whoever watched has left before the end: the run goes on on its platform, or has ended with the local cloud. */
	readonly left?: 'goes-on' | 'stopped' | undefined;
	/** How the test file of `--test` ended; `undefined` while it has not, or when there is none. */
	readonly tests?: 'passed' | 'failed' | undefined;
};

/** The word that header, last line and reports say, and the exit code that goes with it. */
export type Judgement = {
	readonly outcome: Outcome;
	readonly verdict: Outcome | 'TESTS FAILED' | 'TESTS PASSED' | 'STOPPED';
	readonly exitCode: number;
};

/** What a test may expect of a workflow: that a function fails, or that nothing comes of it. Other codes are not the workflow's doing. */
const expectable: ReadonlySet<number> = new Set([exitCodes['function-failed'], exitCodes['timed-out']]);

/**
Decides the end of a command that ran a workflow, for everybody who tells of it.

A signal comes first. Then the test file decides: one that passed expected what happened, also that functions failed, and one
that failed makes a workflow that completed a failure.
*/
export const judgeRun = ({outcome: ended, exitCode: own, signalCode, hasFailedFast = false, left, tests}: RunEnd): Judgement => {
	const outcome = hasFailedFast && signalCode === undefined ? 'FAILED' : ended;
	if (signalCode !== undefined) {
		return {outcome, verdict: left === 'stopped' ? 'STOPPED' : outcome, exitCode: signalCode};
	}

	if (left !== undefined) {
		return left === 'stopped' ? {outcome, verdict: 'STOPPED', exitCode: exitCodes.cancelled} : {outcome, verdict: outcome, exitCode: exitCodes.completed};
	}

	const exitCode = hasFailedFast ? exitCodes['function-failed'] : own;
	if (tests === 'failed' && exitCode === exitCodes.completed) {
		return {outcome, verdict: 'TESTS FAILED', exitCode: exitCodes['function-failed']};
	}

	return tests === 'passed' && expectable.has(exitCode)
		? {outcome, verdict: 'TESTS PASSED', exitCode: exitCodes.completed}
		: {outcome, verdict: outcome, exitCode};
};

/** How a test file ended; nothing before. */
export const getTestsEnd = (state: AssertionsState | undefined): RunEnd['tests'] =>
	state?.isOver === true && (state.status === 'passed' || state.status === 'failed') ? state.status : undefined;
