import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {getLogs, listNamedRuns} from '../../core/run/list-named-runs.js';
import {observeRuns} from '../../core/run/observe-runs.js';
import {reduce} from '../../core/run/reduce.js';
import {replayFacts} from '../../core/run/replay-facts.js';
import {type RunState} from '../../core/run/run-state.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {createBucketWatch} from '../monitor/bucket-watch.js';
import {pollToTheEnd} from '../monitor/poll-to-the-end.js';
import {type Bucket} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';
import {type Platform} from '../../ports/platform.js';
import {listKnownRuns} from './list-known-runs.js';
import {getRunsUntil} from './runs-since.js';
import {readWrittenTimes} from './written-times.js';

export type ReadInvocationOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly logBucket: Bucket;
	readonly doneBucket: Bucket;
	/** Asked for the runs of an invocation whose objects do not show its end. @default no platform is asked */
	readonly platform?: Platform | undefined;
	readonly clock: Clock;
	readonly timeoutMs: number;
};

/** What the buckets tell of one invocation. */
export type ReadInvocation = {
	readonly state: RunState;
	/** Why the platform could not be asked, though the objects do not tell how the run ended. */
	readonly platformFailure?: unknown;
};

/** Nothing will come any more of what has been quiet for so long: it ended when it was given up. */
const giveUpOld = (state: RunState, now: number): RunState => {
	const lostAt = (state.changedAt ?? now) + state.timeoutMs;
	return lostAt <= now ? reduce(state, {at: lostAt, events: []}) : state;
};

/**
Whether objects alone tell how a run ended: a marker without a finish line does not say what became of its function, nor does what may
be its text, nor a refused dispatch whether a resume made up for it.
*/
const isTold = ({endedAt, nodes}: RunState): boolean => endedAt !== undefined && [...nodes.values()].every(({status, log}) =>
	log?.mayBeText !== true && log?.dispatchFailure === undefined && (status !== 'COMPLETED' || log?.result !== undefined));

const askPlatform = async ({platform, invocation, workflow, clock}: ReadInvocationOptions, lastAt: number | undefined, events: readonly RunEvent[]): Promise<{readonly runs: readonly RunEvent[]; readonly failure?: unknown}> => {
	if (platform === undefined) {
		return {runs: []};
	}

	const at = clock.now();
	const {runs, failure} = await listKnownRuns(platform, invocation, {until: getRunsUntil(lastAt, at), named: listNamedRuns(getLogs(events), workflow)});
	return {runs: observeRuns(runs, at), failure};
};

/** Everything the bucket says; the lines of its logs are nobody's. */
const lookAtAll = async (watch: ReturnType<typeof createBucketWatch>): Promise<readonly RunEvent[]> => {
	const all: RunEvent[] = [];
	await pollToTheEnd(async () => watch.look(), ({events, error}) => {
		if (error !== undefined) {
			throw error as Error;
		}

		all.push(...events);
	});
	return all;
};

/**
Reads an invocation from its buckets, and from its platform where those do not tell how it ended.

A run without news for the timeout, of which the platform knows nothing that is alive, has ended: TIMEOUT.
*/
export const readInvocation = async (options: ReadInvocationOptions): Promise<ReadInvocation> => {
	const {clock, timeoutMs} = options;
	const watch = createBucketWatch(options);
	const events = await lookAtAll(watch);

	const {lastAt, ...written} = await readWrittenTimes(options);
	const replay = (seen: readonly RunEvent[], isListed = false): RunState => replayFacts({...options, ...written, events: [...seen, ...events], now: clock.now(), timeoutMs, isListed});
	const alone = replay([]);
	const {runs, failure} = isTold(alone) ? {runs: []} : await askPlatform(options, lastAt, events);
	const state = runs.length === 0 ? alone : replay(runs, failure === undefined);
	return {state: giveUpOld(state, clock.now()), ...(failure !== undefined && {platformFailure: failure})};
};
