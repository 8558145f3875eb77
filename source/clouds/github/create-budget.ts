import {type PlatformBudget} from '../../core/run/events.js';
import {type Clock} from '../../ports/clock.js';

/** What GitHub's answers tell of the hourly limit of the token. */
export type Budget = {
	/** Notes the `x-ratelimit-*` headers of an answer. */
	readonly note: (answer: Response) => void;
	readonly get: () => PlatformBudget | undefined;
};

const readNumber = (headers: Headers, name: string): number | undefined => {
	const text = headers.get(name);
	// Ten digits reach far beyond every time and limit there is; what is longer is nonsense.
	return text === null || !/^\d{1,10}$/.test(text) ? undefined : Number(text);
};

/** The time of the reset by our clock: GitHub tells it by its own, as it does the time of the answer. */
const getResetAt = (headers: Headers, reset: number, now: number): number => {
	const date = Date.parse(headers.get('date') ?? '');
	return (reset * 1000) - (Number.isNaN(date) ? 0 : Math.round((date - now) / 60_000) * 60_000);
};

/** Creates the reader of GitHub's budget; an answer without its headers (GitHub Enterprise Server may count nothing) changes nothing. */
export const createBudget = (clock: Clock): Budget => {
	const byReset = new Map<number, PlatformBudget>();
	return {
		note({headers}) {
			const remaining = readNumber(headers, 'x-ratelimit-remaining');
			const limit = readNumber(headers, 'x-ratelimit-limit');
			const reset = readNumber(headers, 'x-ratelimit-reset');
			if (remaining !== undefined && limit !== undefined && reset !== undefined) {
				byReset.set(reset, {remaining, limit, resetAt: getResetAt(headers, reset, clock.now())});
			}
		},
		get() {
			// Each token's hour ends at its own time: of several the one that is nearest to its limit counts.
			for (const [reset, {resetAt}] of byReset.size > 1 ? byReset : []) {
				if (resetAt <= clock.now()) {
					byReset.delete(reset);
				}
			}

			return [...byReset.values()].toSorted((a, b) => (a.remaining / a.limit) - (b.remaining / b.limit))[0];
		},
	};
};
