import {ApiError} from './api-error.js';

const dayMs = 86_400_000;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const parseTime = (text: string): number => {
	const time = Date.parse(text);
	if (Number.isNaN(time)) {
		throw new ApiError(422, `Invalid date: ${text}`);
	}

	return time;
};

/** Times have a resolution of one second on GitHub; a bare day means all of it. */
const getEnd = (text: string): number => parseTime(text) + (isDay(text) ? dayMs : 1000);

/** Tells whether a time (ms) is inside `created`, in GitHub's search syntax: a time, a day, `>=`, `<`, or a range `A..B`. */
export const createCreatedFilter = (created: string): ((at: number) => boolean) => {
	const range = /^(?<from>.+?)\.\.(?<to>.+)$/.exec(created)?.groups;
	if (range) {
		const from = range['from'] === '*' ? -Infinity : parseTime(range['from'] ?? '');
		const to = range['to'] === '*' ? Infinity : getEnd(range['to'] ?? '');
		return at => at >= from && at < to;
	}

	const {operator = '', time = ''} = /^(?<operator>[<>]=?)?(?<time>.*)$/.exec(created)?.groups ?? {};
	const start = parseTime(time);
	const end = getEnd(time);
	switch (operator) {
		case '>=': {
			return at => at >= start;
		}

		case '>': {
			return at => at >= end;
		}

		case '<=': {
			return at => at < end;
		}

		case '<': {
			return at => at < start;
		}

		default: {
			return at => at >= start && at < end;
		}
	}
};
