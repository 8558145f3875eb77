import {type AssertionReport} from '../testing/assertions/assertion-report.js';
import {type RunEnd} from '../ports/errors/decide-exit-code.js';
import {type Clock} from '../ports/clock.js';
import {type Output} from '../ports/output.js';
import {type ReadRunFiles} from '../run/files/read-run-files.js';
import {type RunnerEvent} from '../run/runner/runner-event.js';
import {type RunResult} from '../run/runner/run-result.js';
import {type RunStore} from '../run/runner/run-store.js';

/** Where what a run did is kept: a runner, or a recording that is played. */
export type RunFeed = {
	readonly store: RunStore;
	readonly subscribe: (listener: (event: RunnerEvent) => void) => () => void;
};

/** The file that GitHub shows as the summary of a step. */
export type StepSummary = {
	/** What the step has written to it so far. */
	readonly sizeBytes: () => number;
	readonly append: (markdown: string) => void;
};

/** What a reporter reads and where it writes. */
export type ReporterContext = {
	readonly store: RunStore;
	readonly output: Output;
	readonly clock: Clock;
	/** Puts `***` in place of secrets; after sanitising. */
	readonly mask: (text: string) => string;
	/** Where the run executes: `local cloud`, `GitHub Actions owner/repo@main`. */
	readonly cloudLabel: string;
	/** A text that nobody can guess, another one each time. */
	readonly createToken: () => string;
	/** Whether log lines are wanted at all; logs are read either way. */
	readonly hasLogs: boolean;
	readonly stepSummary?: StepSummary;
	/** Reads at the end of a run what it wrote, until the signal aborts; absent where nobody can look, as in a recording. */
	readonly readFiles?: (signal: AbortSignal) => Promise<ReadRunFiles>;
};

/** How a run ended, and what became of the assertions of a test file that ran beside it. */
export type ReportedResult = RunResult & {
	/** @default the outcome */
	readonly verdict?: RunEnd['verdict'];
	readonly assertions?: ReportedAssertions;
};

export type ReportedAssertions = {
	/** The test file as it was named. */
	readonly file: string;
	readonly assertions: readonly AssertionReport[];
};

/** One way to tell a run. Reporters decide nothing: they read what the run's store and events say. */
export type Reporter = {
	readonly onEvent: (event: RunnerEvent) => void;
	/** After each change of the store, in which several events may have happened. */
	readonly onChange?: () => void;
	/** The store has other log lines than before: more, or none because another run begins. */
	readonly onLogs?: () => void;
	/** A sentence of our own, such as what a signal does. */
	readonly onNote?: (text: string) => void;
	/** About every second, for what is to be said when nothing happens. */
	readonly onTick?: () => void;
	/**
	The run has ended: called once, last. A promise is waited for.

	What it fetches is given up when `left` resolves: the user waits for nothing any more.
	*/
	readonly onResult: (result: ReportedResult, left?: Promise<void>) => void | Promise<void>;
	/** Called once, last, instead of the result, if the run could not be started or watched. */
	readonly onFailure?: (error: unknown) => void;
};

export type CreateReporter = (context: ReporterContext) => Reporter;
