import {type Clock} from '../../ports/clock.js';

/** `Date` has a resolution of one second, and an answer takes a moment: less than this is no difference. */
const toleranceMs = 2000;

/** How far GitHub's clock is from ours. */
export type ServerTime = {
	/** A fetch that notes the `Date` of every answer. */
	readonly fetch: typeof fetch;
	/** A time of our clock in GitHub's. */
	readonly toServerTime: (at: number) => number;
};

/** Creates the comparison of clocks: runs are found by the time GitHub created them. */
export const createServerTime = (clock: Clock, send: typeof fetch): ServerTime => {
	let offsetMs = 0;
	return {
		async fetch(...request) {
			const response = await send(...request);
			const date = Date.parse(response.headers.get('date') ?? '');
			const difference = date - clock.now();
			// Kept while it fits: an offset that follows every answer would make every list a new question.
			if (Math.abs(difference - offsetMs) > toleranceMs) {
				offsetMs = difference;
			}

			return response;
		},
		toServerTime: at => at + offsetMs,
	};
};
