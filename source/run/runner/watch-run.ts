import {isAnyTrailing} from '../../core/run/trailing-lines.js';
import {needsConfirmation} from '../../core/run/needs-confirmation.js';
import {type Monitor} from '../monitor/monitor.js';
import {type FreshLines} from '../monitor/read-logs.js';
import {pollToTheEnd} from '../monitor/poll-to-the-end.js';
import {choosePace, type Pace} from '../monitor/platform-pace.js';
import {type Clock} from '../../ports/clock.js';
import {type WritableRunStore} from './create-run-store.js';
import {type LogEntry} from './log-entry.js';

export type WatchRunOptions = {
	readonly store: WritableRunStore;
	readonly monitor: Monitor;
	readonly clock: Clock;
	readonly checkIntervalMs: number;
	/** Ends the watching; the run itself continues. */
	readonly signal: AbortSignal;
};

/** Pause before the poll that confirms what the last one suggested (ms). */
const confirmationDelayMs = 50;

/** Longest pause before the poll that reads the last log lines (ms). */
const longestDrainPauseMs = 1000;

/** Longest pause between two polls while the bucket does not answer (ms). */
const longestPauseMs = 15_000;

/** So much longer than it was asked to be (ms), a pause was no pause: the machine slept. Less is a machine that is busy. */
const longestDelayMs = 30_000;

/** Longer than a look takes whose every request times out (ms). */
const longestLookMs = 90_000;

/** A clock that runs differently from ours is put right in smaller steps than this (ms). */
const setBackMs = 1000;

/** Tells whether more time went by than a pause and a look can take, or less than none: time that says nothing of the run's silence. */
const isGap = (passedMs: number, expectedMs: number, toleranceMs: number): boolean =>
	passedMs > expectedMs + toleranceMs || passedMs < expectedMs - setBackMs;

/** Lines as readers get them. Node and time come first: a copy that gets them last takes 590 bytes a line in V8 (Node 20), not 320. */
export const toLogEntries = (fresh: readonly FreshLines[]): readonly LogEntry[] =>
	fresh.flatMap(({node, at, lines}) => lines.map(line => ({node, at, ...line})));

/** Looks once more after the verdict, where a function that failed may not have said all. */
const drainLogs = async ({store, monitor, clock, checkIntervalMs, signal}: WatchRunOptions): Promise<void> => {
	if (isAnyTrailing(store.getSnapshot())) {
		await clock.sleep(Math.min(checkIntervalMs, longestDrainPauseMs), {signal});
		await pollToTheEnd(async () => monitor.poll(signal, 'pressing'), ({batch, fresh}) => {
			store.logs.append(toLogEntries(fresh));
			store.apply(batch);
		});
	}
};

/** Polls until the run has ended or the signal aborts, and keeps looking, less and less often, while a source is down. */
export const watchRun = async ({store, monitor, clock, checkIntervalMs, signal}: WatchRunOptions): Promise<void> => {
	let failureCount = 0;
	const getPauseMs = (startedAt: number, listedAt: number | undefined, pace: Pace): number => {
		// What has just turned out to wait for the platform alone does not wait for the next look, too.
		const isPressing = pace !== 'pressing' && listedAt !== undefined && choosePace(store.getSnapshot(), clock.now()) === 'pressing';
		if (isPressing || needsConfirmation(store.getSnapshot(), listedAt)) {
			return confirmationDelayMs;
		}

		const backoff = Math.min(Math.max(longestPauseMs, checkIntervalMs), checkIntervalMs * (2 ** Math.min(failureCount, 10)));
		return Math.max(0, Math.min(backoff, backoff - (clock.now() - startedAt)));
	};

	let hasSlept = false;
	while (!signal.aborted) {
		const startedAt = clock.now();
		const pace = choosePace(store.getSnapshot(), startedAt);
		const {batch, fresh, listedAt, hasMore} = await monitor.poll(signal, pace);
		failureCount = listedAt === undefined ? failureCount + 1 : 0;
		const hasGap = hasSlept || isGap(batch.at - startedAt, 0, longestLookMs);
		store.logs.append(toLogEntries(fresh));
		store.apply(hasGap ? {...batch, events: [...batch.events, {type: 'watch.resumed', at: batch.at}]} : batch);
		if (store.getSnapshot().endedAt !== undefined && hasMore === undefined) {
			await drainLogs({store, monitor, clock, checkIntervalMs, signal});
			store.logs.append(toLogEntries(monitor.flush()));
			return;
		}

		const pauseMs = hasMore === true ? 0 : getPauseMs(startedAt, listedAt, pace);
		const pausedAt = clock.now();
		await clock.sleep(pauseMs, {signal});
		hasSlept = isGap(clock.now() - pausedAt, pauseMs, longestDelayMs);
	}
};
