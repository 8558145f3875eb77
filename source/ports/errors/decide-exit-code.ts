import {type ErrorCode, exitCodes, signalExitCodes, type StopSignal} from './exit-codes.js';

/** What each outcome of a run means for the command that ran it: a run that has no verdict yet was given up. */
const outcomeCodes = {
	COMPLETED: 'completed', FAILED: 'function-failed', TIMEOUT: 'timed-out', CANCELLED: 'cancelled', IDLE: 'timed-out', RUNNING: 'timed-out',
} as const satisfies Record<string, keyof typeof exitCodes>;

/** How a run stands; `core/run` says what each word means. */
type Outcome = keyof typeof outcomeCodes;

/** Everything that decides how a command ends. What a command has nothing to do with is left out. */
export type CommandEnd = {
	/** What ended the command instead of a result: the code of an error, or of the first check that failed. */
	readonly error?: ErrorCode | undefined;
	/** What ended the command from outside. */
	readonly signal?: StopSignal | undefined;
	/** Of the run. @default 'COMPLETED' */
	readonly outcome?: Outcome | undefined;
	/** Platform or bucket could not be reached until the run was given up. */
	readonly isUnwatched?: boolean;
	/** The first function that failed has cancelled the rest (`--fail-fast`). */
	readonly hasFailedFast?: boolean;
	/** The user has left the screen, which may be before the end of the run. */
	readonly hasLeft?: boolean;
	/** A run on the local cloud stops when the user leaves. */
	readonly endsWithUs?: boolean;
	/** How the test file of `--test` ended; absent while it has not, or when there is none. */
	readonly tests?: 'passed' | 'failed' | undefined;
	/** What the command came to by itself, decided here before. */
	readonly exitCode?: number | undefined;
	/** Something, such as a full disk, took no more of what was written. */
	readonly isOutputIncomplete?: boolean;
};

/** The end of a command that ran a workflow, for everybody who reports it. */
export type RunEnd = {
	readonly outcome: Outcome;
	/** The word that header, last line and reports say. */
	readonly verdict: Outcome | 'TESTS FAILED' | 'TESTS PASSED' | 'STOPPED';
	readonly exitCode: number;
};

/** What a test may expect of a workflow: that a function fails, or that nothing comes of it. Other codes are not the workflow's doing. */
const expectable: ReadonlySet<keyof typeof exitCodes> = new Set(['function-failed', 'timed-out']);

const decideRun = ({outcome = 'COMPLETED', isUnwatched = false, hasFailedFast = false, hasLeft = false, endsWithUs = false, tests}: CommandEnd): readonly [verdict: RunEnd['verdict'], code: keyof typeof exitCodes] => {
	if (hasLeft && (outcome === 'RUNNING' || outcome === 'IDLE')) {
		return outcome === 'RUNNING' && endsWithUs ? ['STOPPED', 'cancelled'] : [outcome, 'completed'];
	}

	// What could not be watched until it was given up is not a run that timed out.
	const seen = outcome === 'TIMEOUT' && isUnwatched ? 'unreachable' : outcomeCodes[outcome];
	const code = hasFailedFast ? 'function-failed' : seen;
	if (tests === 'failed' && code === 'completed') {
		return ['TESTS FAILED', 'function-failed'];
	}

	return tests === 'passed' && expectable.has(code) ? ['TESTS PASSED', 'completed'] : [hasFailedFast ? 'FAILED' : outcome, code];
};

const decideOwn = (end: CommandEnd): number => {
	const {error, signal} = end;
	if (signal !== undefined && (error === undefined || error === 'cancelled')) {
		return signalExitCodes[signal];
	}

	const [, code] = decideRun(end);
	return exitCodes[error ?? code];
};

/**
Decides the exit code of every command.

An error decides it, but a signal comes before the error that something was cancelled. Else the run decides, and its test file:
one that passed expected what happened, also that functions failed, and one that failed makes a workflow that completed a failure.
Half of the output is no success.
*/
export const decideExitCode = (end: CommandEnd): number => {
	const {exitCode = decideOwn(end), isOutputIncomplete = false} = end;
	return exitCode === exitCodes.completed && isOutputIncomplete ? exitCodes.unreachable : exitCode;
};

/** Decides how a run is reported: its outcome, the word for it and the exit code that goes with it. */
export const decideRunEnd = (end: CommandEnd & {readonly outcome: Outcome}): RunEnd => {
	const [verdict] = decideRun(end);
	const exitCode = decideExitCode(end);
	const {outcome, signal, hasFailedFast = false} = end;
	if (signal !== undefined) {
		return {outcome, verdict: verdict === 'STOPPED' ? verdict : outcome, exitCode};
	}

	return {outcome: hasFailedFast ? 'FAILED' : outcome, verdict, exitCode};
};
