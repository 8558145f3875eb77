import {type RunEvent} from '../core/run/events.js';
import {type Invocation} from '../core/run/invocation.js';
import {type Clock} from '../ports/clock.js';
import {type Platform} from '../ports/platform.js';
import {describeError} from './describe-error.js';

export type PlatformWatchOptions = {
	readonly platform: Platform;
	readonly invocation: Invocation;
	/** Runs created before it are not this invocation's (ms since the epoch). */
	readonly since: number;
	readonly clock: Clock;
};

/** Used when a platform does not say how often it may be asked. */
const defaultIntervalMs = 10_000;

/**
Watches the platform's runs beside the bucket, at the platform's own pace.

A slow answer never delays a look at the bucket: it is collected with the first look after it has come.
*/
export const createPlatformWatch = ({platform, invocation, since, clock}: PlatformWatchOptions) => {
	const intervalMs = platform.pollIntervalMs ?? defaultIntervalMs;
	let nextAt = Number.NEGATIVE_INFINITY;
	let isAsking = false;
	let hasFailed = false;
	let events: RunEvent[] = [];

	const ask = async (signal?: AbortSignal): Promise<void> => {
		try {
			const runs = await platform.listRuns({invocation, since}, {signal});
			const at = clock.now();
			events.push(...(runs ?? []).map((run): RunEvent => ({type: 'platform-run.observed', at, run})));
			if (hasFailed) {
				events.push({type: 'watch.recovered', at, source: 'platform'});
				hasFailed = false;
			}
		} catch (error) {
			if (signal?.aborted !== true) {
				events.push({type: 'watch.failed', at: clock.now(), source: 'platform', message: describeError(error)});
				hasFailed = true;
			}
		} finally {
			isAsking = false;
		}
	};

	return {
		/** Asks when it is time to; resolves with the answer, or at once when none is due. */
		async look(signal?: AbortSignal): Promise<void> {
			if (isAsking || clock.now() < nextAt) {
				return;
			}

			isAsking = true;
			nextAt = clock.now() + intervalMs;
			await ask(signal);
		},

		/** What came since the last call. */
		collect(): readonly RunEvent[] {
			const collected = events;
			events = [];
			return collected;
		},
	};
};
