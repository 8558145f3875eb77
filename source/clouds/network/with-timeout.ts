import {type Clock} from '../../ports/clock.js';

export type Timeout = {
	readonly clock: Clock;
	readonly timeoutMs: number;
	readonly signal: AbortSignal | undefined;
};

/** Runs `work` with a signal that aborts with the caller's, or after the timeout by the injected clock. */
export const withTimeout = async <Result>({clock, timeoutMs, signal}: Timeout, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
	const timeout = new AbortController();
	const done = new AbortController();
	const expire = async (): Promise<void> => {
		try {
			await clock.sleep(timeoutMs, {signal: done.signal});
			timeout.abort(new DOMException(`no answer within ${timeoutMs / 1000} s`, 'TimeoutError'));
		} catch {
			// The answer came first.
		}
	};

	const expiry = expire();
	try {
		return await work(signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal);
	} finally {
		done.abort();
		await expiry;
	}
};
