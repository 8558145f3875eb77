import {type Invocation} from '../core/log/invocation.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {type StoreAccess} from '../ports/cloud.js';
import {type Clock} from '../ports/clock.js';
import {type RunResult} from '../run/runner/run-result.js';
import {type RunView} from '../run/runner/wait-until.js';
import {type AssertionReport} from './assertions/assertion-report.js';

/** One run of a workflow as the handler reads it, whoever watches it. */
export type WatchedRun = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly store: RunView;
	/** Where the functions' files are. */
	readonly defaultStore: StoreAccess;
	/** Values that must never be shown. */
	readonly secrets: readonly string[];
	readonly clock: Clock;
	/** Aborts when nothing new will come: the run was torn down, or watching it failed. */
	readonly stopped: AbortSignal;
	readonly result: () => Promise<RunResult>;
	/** Hears of every assertion, when somebody watches them. */
	readonly report?: (report: AssertionReport) => void;
	/** Ends everything that was started for it. */
	readonly close: () => Promise<void>;
};
