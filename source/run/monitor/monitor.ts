import {type Batch, type RunEvent} from '../../core/run/events.js';
import {type LogFacts} from '../../core/log/log-facts.js';
import {listNamedRuns} from '../../core/run/list-named-runs.js';
import {describeBucketFailure, type BucketFailure} from './bucket-failure.js';
import {createBucketWatch, type BucketWatchOptions} from './bucket-watch.js';
import {createPlatformWatch, type PlatformWatchOptions} from './platform-watch.js';
import {type Pace} from './platform-pace.js';
import {type FreshLines} from './read-logs.js';

export type MonitorOptions = BucketWatchOptions & PlatformWatchOptions;

/** One poll: facts for the reducer and lines for the readers. */
export type Poll = {
	readonly batch: Batch;
	readonly fresh: readonly FreshLines[];
	/** When the listing of this poll was begun; absent when it failed. */
	readonly listedAt?: number;
	/** Logs are longer than one poll reads: the next one need not wait. */
	readonly hasMore?: true;
};

/** Longest time a poll waits for the platform before it continues with the bucket alone (ms). */
const platformTimeoutMs = 300;

/** Turns what the bucket and the platform show into batches of events. It makes no decisions. */
export const createMonitor = (options: MonitorOptions) => {
	const {clock} = options;
	const bucketWatch = createBucketWatch(options);
	const platformWatch = createPlatformWatch(options);
	const logs = new Map<string, LogFacts>();
	let failure: BucketFailure | undefined;

	const noteFailure = (error: unknown): RunEvent => {
		const next = describeBucketFailure(error);
		failure = failure?.kind === next.kind ? failure : next;
		return {type: 'watch.failed', at: clock.now(), source: 'bucket', message: failure.message};
	};

	const lookAtBucket = async (signal?: AbortSignal): Promise<Omit<Poll, 'batch'> & {readonly events: readonly RunEvent[]}> => {
		try {
			const {events, fresh, error, listedAt, hasMore} = await bucketWatch.look(signal);
			for (const event of events) {
				if (event.type === 'log.observed') {
					logs.set(event.node, event.facts);
				}
			}

			// A listing proves that something is missing only when all that it names was read.
			const known = error === undefined && hasMore === undefined ? events : events.filter(event => event.type !== 'bucket.listed');
			if (error !== undefined) {
				return {events: [...known, noteFailure(error)], fresh};
			}

			const recovered: readonly RunEvent[] = failure === undefined ? [] : [{type: 'watch.recovered', at: clock.now(), source: 'bucket'}];
			failure = undefined;
			return {events: [...known, ...recovered], fresh, listedAt, ...(hasMore && {hasMore})};
		} catch (error) {
			signal?.throwIfAborted();
			return {events: [noteFailure(error)], fresh: []};
		}
	};

	const waitForTimeout = async (signal: AbortSignal): Promise<void> => {
		try {
			await clock.sleep(platformTimeoutMs, {signal});
		} catch {
			// The platform answered in time.
		}
	};

	return {
		/**
		Looks at both sources once. The platform first: the end of a run counts only with a listing that began after it.
		*/
		async poll(signal?: AbortSignal, pace?: Pace): Promise<Poll> {
			const timer = new AbortController();
			await Promise.race([platformWatch.look({pace, signal, named: listNamedRuns(logs.values(), options.workflow)}), waitForTimeout(timer.signal)]);
			timer.abort();
			const {events, ...bucket} = await lookAtBucket(signal);
			return {...bucket, batch: {at: clock.now(), events: [...platformWatch.collect(), ...events]}};
		},

		/** Lines left without a line end when the run is over. */
		flush: (): readonly FreshLines[] => bucketWatch.flush(),
	};
};

export type Monitor = ReturnType<typeof createMonitor>;
