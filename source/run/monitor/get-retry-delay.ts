import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** Longest pause between two tries of a read that fails for another reason than a rate limit (ms). */
const longestPauseMs = 60_000;

/** GitHub asks for a minute at least, and for more with every refusal, where it names no time (reliability facts 1.6). */
const shortestLimitPauseMs = 60_000;
const longestLimitPauseMs = 900_000;

/** A reset is told in whole seconds. */
const roundingMs = 1000;

/** How long to wait before a read is tried again, after so many failures in a row: until a rate limit ends, otherwise longer and longer. */
export const getRetryDelayMs = (error: unknown, failureCount: number, intervalMs: number): number => {
	const doubled = 2 ** Math.min(Math.max(0, failureCount - 1), 10);
	const rateLimit = isFaasrTuiError(error) ? error.rateLimit : undefined;
	if (rateLimit !== undefined) {
		return rateLimit.waitMs === undefined
			? Math.min(longestLimitPauseMs, shortestLimitPauseMs * doubled)
			: rateLimit.waitMs + roundingMs;
	}

	return Math.min(longestPauseMs, intervalMs * doubled);
};
