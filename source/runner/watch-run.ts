import {needsConfirmation} from '../core/run/needs-confirmation.js';
import {type Monitor} from '../monitor/monitor.js';
import {type FreshLines} from '../monitor/read-logs.js';
import {choosePace} from '../monitor/platform-pace.js';
import {type Clock} from '../ports/clock.js';
import {type WritableRunStore} from './create-run-store.js';
import {type LogEntry} from './log-entry.js';

export type WatchRunOptions = {
	readonly store: WritableRunStore;
	readonly monitor: Monitor;
	readonly clock: Clock;
	readonly checkIntervalMs: number;
	/** Ends the watching; the run itself goes on. */
	readonly signal: AbortSignal;
};

/** Pause before the look that confirms what the last one suggested (ms). */
const confirmationDelayMs = 50;

/** Longest pause between two looks while the bucket does not answer (ms). */
const longestPauseMs = 15_000;

/** Lines as readers get them. */
export const toLogEntries = (fresh: readonly FreshLines[]): readonly LogEntry[] =>
	fresh.flatMap(({node, at, lines}) => lines.map(line => ({...line, node, at})));

/** Polls until the run has ended or the signal aborts, and keeps looking, less and less often, while a source is down. */
export const watchRun = async ({store, monitor, clock, checkIntervalMs, signal}: WatchRunOptions): Promise<void> => {
	let failureCount = 0;
	const getPauseMs = (startedAt: number, listedAt: number | undefined): number => {
		if (needsConfirmation(store.getSnapshot(), listedAt)) {
			return confirmationDelayMs;
		}

		const backoff = Math.min(longestPauseMs, checkIntervalMs * (2 ** Math.min(failureCount, 10)));
		return Math.max(0, backoff - (clock.now() - startedAt));
	};

	while (!signal.aborted) {
		const startedAt = clock.now();
		const {batch, fresh, listedAt} = await monitor.poll(signal, choosePace(store.getSnapshot(), startedAt));
		failureCount = listedAt === undefined ? failureCount + 1 : 0;
		store.apply(batch, toLogEntries(fresh));
		if (store.getSnapshot().endedAt !== undefined) {
			store.logs.append(toLogEntries(monitor.flush()));
			return;
		}

		await clock.sleep(getPauseMs(startedAt, listedAt), {signal});
	}
};
