import {getLogTail} from '../../runner/wait-for-node.js';
import {type Clean} from '../wait-for.js';
import {waitUntil} from '../wait-until.js';
import {type WatchedRun} from '../watched-run.js';
import {createAssertionError} from './assertion-error.js';

/** How long a line may be missing after the end of its function: a failed run's own log is fetched after its end (ms). */
const patienceMs = 3000;

export type LogSearch = {
	readonly subject: string;
	/** Name of the assertion. */
	readonly operator: string;
	readonly clean: Clean;
};

/** What a log must contain, as a test of its text. */
const createMatch = (expected: string | RegExp): ((lines: readonly string[]) => string | undefined) => {
	if (typeof expected === 'string') {
		return lines => lines.find(line => line.includes(expected)) ?? (lines.join('\n').includes(expected) ? expected : undefined);
	}

	const expression = new RegExp(expected.source, expected.flags.replaceAll(/[gy]/gu, ''));
	return lines => lines.find(line => expression.test(line)) ?? (expression.test(lines.join('\n')) ? String(expected) : undefined);
};

/** The line of these nodes' logs that contains the text or matches the expression; either may span lines. Throws an assertion error when there is none. */
export const findInLogs = async (run: WatchedRun, ids: readonly string[], expected: string | RegExp, {subject, operator, clean}: LogSearch): Promise<string> => {
	const match = createMatch(expected);
	const getLines = (id: string): readonly string[] => run.store.logs.getSnapshot().filter(({node}) => node === id).map(({text}) => text);
	const look = (): string | undefined => ids.map(id => match(getLines(id))).find(line => line !== undefined);
	const patience = new AbortController();
	const answered = new AbortController();
	void (async () => {
		await Promise.allSettled([run.clock.sleep(patienceMs, {signal: answered.signal})]);
		patience.abort();
	})();

	try {
		return await waitUntil(run.store, look, AbortSignal.any([patience.signal, run.stopped]));
	} catch {
		run.stopped.throwIfAborted();
	} finally {
		answered.abort();
	}

	const tail = ids.flatMap(id => getLogTail(run.store.logs.getSnapshot(), id)).map(line => clean(line));
	const wanted = typeof expected === 'string' ? JSON.stringify(expected) : String(expected);
	throw createAssertionError({
		subject: `The log of ${clean(subject)}`,
		message: `does not contain ${clean(wanted)}`,
		actual: tail.join('\n'), expected: clean(String(expected)), operator,
		details: tail.length === 0 ? ['It is empty'] : ['Its last lines are', ...tail],
	});
};
