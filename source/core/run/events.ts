import {type RunLogFacts} from '../cause/run-log-facts.js';
import {type LogFacts} from '../log/log-facts.js';
import {type Invocation} from '../log/invocation.js';
import {type PlatformRun} from './platform-run.js';
import {type RunId} from './run-id.js';

/** What is left of a platform's limit on requests. */
export type PlatformBudget = {
	readonly remaining: number;
	readonly limit: number;
	/** When the whole limit is available again (ms since the epoch). */
	readonly resetAt: number;
};

/** What is watched: the bucket (S3) or the platform (GitHub). */
export type WatchSource = 'bucket' | 'platform';

/**
Facts and intents, each with the time when it was observed or asked for (`at`, milliseconds since the Unix epoch, local clock).

Facts are absolute (a log's whole state, not what was added), so that seeing one twice changes nothing.
*/
export type RunEvent =
	/** The entry action was dispatched, or an existing run is being watched. */
	| {readonly type: 'run.triggered'; readonly at: number; readonly invocation: Invocation}
	/** The user asked to stop the run. */
	| {readonly type: 'run.cancel-requested'; readonly at: number}
	/** Nothing of a cancelled run is alive any more, or the wait for it timed out. */
	| {readonly type: 'run.cancelled'; readonly at: number}
	/** A complete listing of both stores, begun at `at`, is part of this batch. */
	| {readonly type: 'bucket.listed'; readonly at: number}
	/** A `.done` marker is in the listing. */
	| {readonly type: 'done.appeared'; readonly at: number; readonly node: string}
	/** A log object was read to its end. */
	| {readonly type: 'log.observed'; readonly at: number; readonly node: string; readonly facts: LogFacts}
	/** The platform reported a run. */
	| {readonly type: 'platform-run.observed'; readonly at: number; readonly run: PlatformRun}
	/** The log of a node's platform run was read; without facts if there is none, without a run if none came to be known in time. */
	| {readonly type: 'run-log.observed'; readonly at: number; readonly node: string; readonly runId?: RunId; readonly facts?: RunLogFacts}
	/** A request for the platform's runs is under way: until it is answered, a run may exist that was not seen. */
	| {readonly type: 'platform.asked'; readonly at: number}
	/** A complete list of the invocation's runs, begun at `at`, was read; runs that it shows for the first time, or in another state, are in this batch. */
	| {readonly type: 'platform.listed'; readonly at: number}
	/** What is left of the platform's limit on requests. */
	| {readonly type: 'platform.budget'; readonly at: number; readonly budget: PlatformBudget}
	/** A source could not be read; the run continues unseen. `retryAt`: the time of the next try, if only time can help. */
	| {readonly type: 'watch.failed'; readonly at: number; readonly source: WatchSource; readonly message: string; readonly retryAt?: number}
	| {readonly type: 'watch.recovered'; readonly at: number; readonly source: WatchSource}
	/** Nobody watched for long, as while a laptop sleeps, or the clock was set back: silence counts from here. */
	| {readonly type: 'watch.resumed'; readonly at: number}
	/** Nobody watches any more: what logs may still tell is not waited for. */
	| {readonly type: 'watch.ended'; readonly at: number};

/** One poll's events, observed by `at`. Their order does not matter. */
export type Batch = {
	readonly at: number;
	readonly events: readonly RunEvent[];
};

/** When the latest listing among the events was begun. */
export const getListedAt = (events: readonly RunEvent[]): number | undefined => {
	const listings = events.flatMap(event => event.type === 'bucket.listed' ? [event.at] : []);
	return listings.length === 0 ? undefined : Math.max(...listings);
};
