import {type Clock} from '../../../ports/clock.js';
import {ApiError} from './api-error.js';
import {type Reply} from './reply.js';

const windowMs = 3_600_000;

/** The hourly budget of the token. */
export type RateLimit = {
	/** Counts a request, or throws GitHub's 403 when the budget is spent. */
	readonly spend: () => void;
	/** Gives a request back: GitHub does not count answers 304. */
	readonly refund: () => void;
	readonly getState: () => {readonly limit: number; readonly remaining: number; readonly used: number; readonly reset: number};
};

/** Creates the counter behind the `x-ratelimit-*` headers. */
export const createRateLimit = (limit: number, clock: Clock): RateLimit => {
	let resetAt = clock.now() + windowMs;
	let used = 0;

	const renew = (): void => {
		if (clock.now() >= resetAt) {
			resetAt = clock.now() + windowMs;
			used = 0;
		}
	};

	return {
		spend() {
			renew();
			if (used >= limit) {
				throw new ApiError(403, 'API rate limit exceeded for user ID 1.');
			}

			used++;
		},
		refund() {
			used = Math.max(0, used - 1);
		},
		getState() {
			renew();
			return {limit, remaining: limit - used, used, reset: Math.ceil(resetAt / 1000)};
		},
	};
};

/** `GET /rate_limit`, which costs nothing. */
export const renderRateLimit = (rateLimit: RateLimit): Reply => {
	const core = rateLimit.getState();
	return {status: 200, json: {resources: {core}, rate: core}};
};

/** The budget as response headers. */
export const getRateLimitHeaders = (rateLimit: RateLimit): Readonly<Record<string, string>> => {
	const {limit, remaining, used, reset} = rateLimit.getState();
	return {
		'x-ratelimit-limit': String(limit),
		'x-ratelimit-remaining': String(remaining),
		'x-ratelimit-used': String(used),
		'x-ratelimit-reset': String(reset),
		'x-ratelimit-resource': 'core',
	};
};
