import {type Clock} from '../../ports/clock.js';
import {getRetryDelayMs} from './get-retry-delay.js';

export type RetryReadOptions = {
	readonly clock: Clock;
	/** Pause before the second try (ms); later ones double. */
	readonly intervalMs: number;
	/** Ends the tries, also in the middle of a pause. */
	readonly signal: AbortSignal;
	/** True for a failure that a retry cannot fix. */
	readonly isFinal: (error: unknown) => boolean;
};

/** Tries a read until it succeeds, the signal aborts, or it fails for good. Never for writes: they must not happen twice. */
export const retryRead = async <Result>(read: () => Promise<Result>, {clock, intervalMs, signal, isFinal}: RetryReadOptions): Promise<Result> => {
	const attempt = async (failureCount: number): Promise<Result> => {
		signal.throwIfAborted();
		try {
			return await read();
		} catch (error) {
			signal.throwIfAborted();
			if (isFinal(error)) {
				throw error;
			}

			await clock.sleep(getRetryDelayMs(error, failureCount, intervalMs), {signal});
			return attempt(failureCount + 1);
		}
	};

	return attempt(1);
};
