import {type Clock} from '../../ports/clock.js';

/** `Date` has a resolution of one second, and an answer takes a moment: less than this is no difference. */
const toleranceMs = 2000;

/** How far GitHub's clock is from ours. */
export type ServerTime = {
	/** Notes the `Date` of a good answer. */
	readonly note: (answer: Response) => void;
	/** A time of our clock in GitHub's. */
	readonly toServerTime: (at: number) => number;
	/** A time of GitHub's clock in ours. */
	readonly toLocalTime: (at: number) => number;
};

/** Errors and pages may come from anything that stands between us and GitHub, with a clock of its own. */
const isGithubs = ({status, headers}: Response): boolean => status < 400 && headers.get('content-type')?.startsWith('text/html') !== true;

/** Creates the comparison of clocks: runs are found by the time GitHub created them. */
export const createServerTime = (clock: Clock): ServerTime => {
	let offsetMs = 0;
	return {
		note(answer) {
			const date = Date.parse(answer.headers.get('date') ?? '');
			const difference = date - clock.now();
			// Kept while it fits: an offset that follows every answer would make every list a new question.
			if (isGithubs(answer) && Math.abs(difference - offsetMs) > toleranceMs) {
				offsetMs = difference;
			}
		},
		toServerTime: at => at + offsetMs,
		toLocalTime: at => at - offsetMs,
	};
};
