import {type PlatformBudget} from '../core/run/events.js';
import {type Invocation} from '../core/log/invocation.js';
import {type PlatformRun} from '../core/run/platform-run.js';
import {type NamedRun} from '../core/run/list-named-runs.js';
import {type RunId} from '../core/run/run-id.js';

/** What a dispatch sends: FaaSr's OVERWRITTEN fields. */
export type DispatchRequest = {
	readonly action: string;
	readonly rank?: number;
	readonly invocation: Invocation;
};

type Abortable = {readonly signal?: AbortSignal | undefined};

export type DispatchOptions = Abortable & {
	/** Aborts when the answer is not waited for any more: then the run that it may have started is looked for, for some seconds. */
	readonly hurrySignal?: AbortSignal | undefined;
};

/** The run that a dispatch has started, as far as the platform tells it. */
export type DispatchedRun = {
	readonly runId?: RunId;
	/** Its web page. */
	readonly url?: string;
};

/** A run of the entry action, which begins an invocation. */
export type BegunRun = {
	readonly runId: RunId;
	readonly status: PlatformRun['status'];
	/** When the platform created it (ms, by our clock). */
	readonly createdAt: number;
	readonly url?: string;
	/** Where its title names it. */
	readonly invocationId?: string;
};

/** Which runs are asked for. */
export type RunQuery = {
	readonly invocation: Invocation;
	readonly since: number;
	readonly until?: number;
	readonly isComplete?: boolean;
	/** Runs that the logs read so far name, for platforms that cannot tell otherwise whose a run is. */
	readonly named?: readonly NamedRun[];
};

/** Where actions execute. Every method throws a `FaasrTuiError`. */
export type Platform = {
	/** For people: `GitHub Actions owner/repo@main`, `local cloud`. */
	readonly label: string;
	/**
	How often its runs may be listed, in milliseconds.

	@default 15000: four calls a minute leave GitHub's hourly budget to the functions, which share it
	*/
	readonly pollIntervalMs?: number;
	/** As the last answer told it; `undefined` before the first one, and where requests are not counted. */
	readonly getBudget?: () => PlatformBudget | undefined;
	/** Starts an action. Never repeats itself: a dispatch is not idempotent. */
	readonly dispatch: (request: DispatchRequest, options?: DispatchOptions) => Promise<DispatchedRun>;
	/**
	All runs of this invocation's actions created since `since`, and up to `until` where it is given (ms), or `undefined` when nothing changed since the last call.

	With `isComplete` they are given also when nothing changed. Throws a `PartialListError` with what there is when only some repositories could be listed.
	*/
	readonly listRuns: (query: RunQuery, options?: Abortable) => Promise<readonly PlatformRun[] | undefined>;
	/** When the list that `listRuns` last gave was begun (ms), where parts of it can be older than the call. */
	readonly getListedAt?: () => number;
	/** Runs of the entry action created since a time (ms), whoever's they are, newest first. */
	readonly listBegun?: (query: {readonly since: number}, options?: Abortable) => Promise<readonly BegunRun[]>;
	/** Asks a run to stop; one that has already ended is not an error. */
	readonly cancel: (runId: RunId, options?: Abortable & {readonly force?: boolean}) => Promise<void>;
	/** Tells what functions print, while they do, in pieces as they come; only where actions run on this machine. Returns the way to stop it. */
	readonly onPrint?: (listener: (print: {readonly runId: RunId; readonly text: string}) => void) => () => void;
	/**
	The run's own log (stdout and stderr of the container) once it has ended; `undefined` when there is none.

	Of a log longer than `maxBytes` its end, behind a line that says how many are left out (core/log/omitted-lines.ts).
	*/
	readonly readRunLog: (runId: RunId, options?: Abortable & {readonly maxBytes?: number | undefined}) => Promise<string | undefined>;
};
