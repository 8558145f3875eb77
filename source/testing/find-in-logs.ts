import {countGone} from '../run/runner/count-gone.js';
import {getLogTail} from '../run/runner/get-log-tail.js';
import {readNodeLines} from '../run/runner/read-node-lines.js';
import {type LogEntry} from '../run/runner/log-entry.js';
import {waitUntil} from '../run/runner/wait-until.js';
import {type Clean} from './wait-for.js';
import {type WatchedRun} from './watched-run.js';
import {createAssertionError} from './assertions/assertion-error.js';

/** How long a line may be missing after the end of its function: a failed run's own log is fetched after its end (ms). */
const timeoutMs = 3000;

export type LogSearch = {
	readonly subject: string;
	/** Name of the assertion. */
	readonly operator: string;
	readonly clean: Clean;
};

type Matches = (text: string) => boolean;

/** What a log must contain, as a test of its text. */
const createMatch = (expected: string | RegExp): Matches => {
	if (typeof expected === 'string') {
		return text => text.includes(expected);
	}

	const expression = new RegExp(expected.source, expected.flags.replaceAll(/[gy]/gu, ''));
	return text => expression.test(text);
};

/** The line that matches, or what was expected where it spans lines. Texts of lines are kept only where it may do so. */
const findInLines = (lines: Iterable<LogEntry>, expected: string | RegExp, matches: Matches): string | undefined => {
	const maySpanLines = typeof expected !== 'string' || expected.includes('\n');
	const texts: string[] = [];
	for (const {text} of lines) {
		if (matches(text)) {
			return text;
		}

		if (maySpanLines) {
			texts.push(text);
		}
	}

	return maySpanLines && matches(texts.join('\n')) ? String(expected) : undefined;
};

/** The line of these nodes' logs that contains the text or matches the expression; either may span lines. Throws an assertion error when there is none. */
export const findInLogs = async (run: WatchedRun, ids: readonly string[], expected: string | RegExp, {subject, operator, clean}: LogSearch): Promise<string> => {
	const matches = createMatch(expected);
	const look = (): string | undefined => ids
		.map(id => findInLines(readNodeLines(run.store.logs.lines, new Set([id])), expected, matches))
		.find(line => line !== undefined);
	const timer = new AbortController();
	const answered = new AbortController();
	void (async () => {
		await Promise.allSettled([run.clock.sleep(timeoutMs, {signal: answered.signal})]);
		timer.abort();
	})();

	try {
		return await waitUntil(run.store, look, AbortSignal.any([timer.signal, run.stopped]));
	} catch {
		run.stopped.throwIfAborted();
	} finally {
		answered.abort();
	}

	const tail = ids.flatMap(id => getLogTail(run.store.logs.lines, id)).map(line => clean(line));
	const goneCount = countGone(run.store.logs.lines, ids);
	const wanted = typeof expected === 'string' ? JSON.stringify(expected) : String(expected);
	throw createAssertionError({
		subject: `The log of ${clean(subject)}`,
		message: `does not contain ${clean(wanted)}`,
		actual: tail.join('\n'), expected: clean(String(expected)), operator,
		details: [
			...(goneCount === 0 ? [] : [`Its first ${goneCount} lines are not in memory any more and were not searched`]),
			...(tail.length === 0 ? ['It is empty'] : ['Its last lines are', ...tail]),
		],
	});
};
