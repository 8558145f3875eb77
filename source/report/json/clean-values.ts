import {type Outcome, type Reason, statuses} from '../../core/run/status.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';

const outcomes: Readonly<Record<Outcome, true>> = {
	IDLE: true, RUNNING: true, COMPLETED: true, FAILED: true, TIMEOUT: true, CANCELLED: true,
};

const reasons: Readonly<Record<Reason, true>> = {
	completed: true,
	'function-error': true,
	'dispatch-failed': true,
	'run-failed': true,
	'run-did-nothing': true,
	'upstream-failed': true,
	'dead-join': true,
	'branch-not-taken': true,
	'cancelled-by-user': true,
	'cancelled-on-platform': true,
	'no-change': true,
};

/** Words of our own, which readers compare: no secret, even where one has the same letters. */
const ownWords: ReadonlySet<string> = new Set<string>([...statuses, ...Object.keys(outcomes), ...Object.keys(reasons), ...Object.keys(exitCodes)]);

/** The same value with every text in it, names of fields included, put through `clean`; the type of an event is ours and stays, as do statuses, outcomes and reasons. */
export const cleanValues = (value: unknown, clean: (text: string) => string): unknown => {
	if (typeof value === 'string') {
		return ownWords.has(value) ? value : clean(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => cleanValues(item, clean));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([key, item]) => key === 'type' ? [key, item as unknown] : [clean(key), cleanValues(item, clean)]))
		: value;
};
