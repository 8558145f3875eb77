import {type RunEvent} from '../core/run/events.js';
import {type Invocation} from '../core/run/invocation.js';
import {observeRuns} from '../core/run/observe-runs.js';
import {parseTimestamp} from '../core/run/parse-timestamp.js';
import {reduce} from '../core/run/reduce.js';
import {replayFacts} from '../core/run/replay-facts.js';
import {type RunState} from '../core/run/run-state.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {createBucketWatch} from '../monitor/bucket-watch.js';
import {type FreshLines} from '../monitor/read-logs.js';
import {type Bucket} from '../ports/bucket.js';
import {type Clock} from '../ports/clock.js';
import {type Platform} from '../ports/platform.js';
import {listKnownRuns} from './list-known-runs.js';
import {readWrittenTimes} from './written-times.js';

export type ReadInvocationOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly logBucket: Bucket;
	readonly doneBucket: Bucket;
	/** Asked for the runs of an invocation whose objects do not tell its end. @default nobody is asked */
	readonly platform?: Platform | undefined;
	readonly clock: Clock;
	readonly timeoutMs: number;
};

/** What the buckets tell of one invocation. */
export type ReadInvocation = {
	readonly state: RunState;
	/** The lines of every log. */
	readonly logs: readonly FreshLines[];
};

/** Nothing will come any more of what has been quiet for so long: it ended when it was given up. */
const giveUpOld = (state: RunState, now: number): RunState => {
	const lostAt = (state.changedAt ?? now) + state.timeoutMs;
	return lostAt <= now ? reduce(state, {at: lostAt, events: []}) : state;
};

/** Older invocations are not asked for (ms): a platform has more runs since then than their end is worth. */
const longestRunMs = 24 * 3_600_000;

const askPlatform = async ({platform, invocation, clock}: ReadInvocationOptions): Promise<readonly RunEvent[]> => {
	const at = clock.now();
	if (platform === undefined || (parseTimestamp(invocation.timestamp) ?? 0) < at - longestRunMs) {
		return [];
	}

	const {runs} = await listKnownRuns(platform, invocation);
	return observeRuns(runs, at);
};

/**
Reads an invocation from its buckets, and from its platform where those do not tell how it ended.

A run without news for the timeout, of which the platform knows nothing that is alive, has ended: TIMEOUT.
*/
export const readInvocation = async (options: ReadInvocationOptions): Promise<ReadInvocation> => {
	const {clock, timeoutMs} = options;
	const watch = createBucketWatch(options);
	const {events, fresh, error} = await watch.look();
	if (error !== undefined) {
		throw error as Error;
	}

	const getWrittenAt = await readWrittenTimes(options);
	const replay = (seen: readonly RunEvent[]): RunState => replayFacts({...options, events: [...seen, ...events], getWrittenAt, now: clock.now(), timeoutMs});
	const written = replay([]);
	const runs = written.endedAt === undefined ? await askPlatform(options) : [];
	const state = runs.length === 0 ? written : replay(runs);
	return {state: giveUpOld(state, clock.now()), logs: [...fresh, ...watch.flush()]};
};

