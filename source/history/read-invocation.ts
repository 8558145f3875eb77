import {type Invocation} from '../core/run/invocation.js';
import {reduce} from '../core/run/reduce.js';
import {replayFacts} from '../core/run/replay-facts.js';
import {type RunState} from '../core/run/run-state.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {createBucketWatch} from '../monitor/bucket-watch.js';
import {type FreshLines} from '../monitor/read-logs.js';
import {type Bucket} from '../ports/bucket.js';
import {type Clock} from '../ports/clock.js';
import {readWrittenTimes} from './written-times.js';

export type ReadInvocationOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly logBucket: Bucket;
	readonly doneBucket: Bucket;
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

/** Reads an invocation from the buckets alone. A run without news for the timeout has ended: TIMEOUT. */
export const readInvocation = async (options: ReadInvocationOptions): Promise<ReadInvocation> => {
	const {clock, timeoutMs} = options;
	const watch = createBucketWatch(options);
	const {events, fresh, error} = await watch.look();
	if (error !== undefined) {
		throw error as Error;
	}

	const getWrittenAt = await readWrittenTimes(options);
	const state = replayFacts({...options, events, getWrittenAt, now: clock.now(), timeoutMs});
	return {state: giveUpOld(state, clock.now()), logs: [...fresh, ...watch.flush()]};
};

