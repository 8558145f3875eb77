import {useEffect, useReducer, useState, useSyncExternalStore} from 'react';
import {type Clock} from '../../ports/clock.js';
import {type LogLines, type LogStore} from '../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {type LogPattern} from './log-pattern.js';
import {isSameQuery, type LogQuery, type Mark} from './log-query.js';
import {LogRows} from './log-rows.js';

/** What is to be shown and searched. */
export type LogRequest = {
	readonly query: LogQuery;
	readonly search: LogPattern | undefined;
	readonly marks: readonly Mark[];
};

/** What is known so far of what was asked for. */
export type LogFindings = {
	readonly rows: LogRows;
	/** Those of the rows that a search finds. */
	readonly matches: LogRows | undefined;
	/** Part of the log looked at, from 0 to 1; absent when all was. */
	readonly progress: number | undefined;
};

// A few milliseconds: a key waits for the slice under way, and once more for one before its frame.
const sliceBudget = 250_000;

const noMarks: readonly Mark[] = [];

/**
Keeps the rows and matches of what is asked for, and finds them a slice at a time.

Another request starts over; lines that come are added to what is there.
*/
export class LogView {
	readonly #lines: LogLines;
	readonly #reader: MessageReader;
	#rows: LogRows | undefined;
	#matches: LogRows | undefined;
	#marks = noMarks;

	constructor(lines: LogLines, reader: MessageReader) {
		this.#lines = lines;
		this.#reader = reader;
	}

	/** Looks for what is asked for, a slice of it, and gives what is known by then. */
	look({query, search, marks}: LogRequest): LogFindings {
		const rows = this.#keep(this.#rows, query);
		this.#rows = rows;
		this.#matches = search && this.#keep(this.#matches, {...query, search});
		this.#marks = marks;
		this.work();
		return {rows, matches: this.#matches, progress: this.#getProgress()};
	}

	/** Goes on for another slice; false when there is nothing left to look at. */
	work(): boolean {
		const left = this.#rows?.work(this.#marks, sliceBudget) ?? 0;
		this.#matches?.work(noMarks, left);
		return this.#getProgress() !== undefined;
	}

	#keep(known: LogRows | undefined, query: LogQuery): LogRows {
		return known?.epoch === this.#lines.getEpoch() && isSameQuery(known.query, query) ? known : new LogRows(this.#lines, query, this.#reader);
	}

	#getProgress(): number | undefined {
		const unfinished = [this.#rows, this.#matches].flatMap(part => part === undefined || part.isComplete ? [] : [part.scanned]);
		const first = this.#lines.getFirst();
		return unfinished.length === 0 ? undefined : Math.max(0, Math.min(...unfinished) - first) / (this.#lines.getEnd() - first);
	}
}

export type LogFindingsOptions = {
	readonly logs: LogStore;
	readonly reader: MessageReader;
	readonly clock: Clock;
};

// Often enough to see it go on; each frame costs more than a slice of the work.
const drawIntervalMs = 200;

/**
Finds what is asked for in the log, and draws again when lines have come or more is found.

This is the one place where the screen works while React renders: each frame looks at one slice of the log, some milliseconds
at most, so that it shows at once what a key asked for. Drawing twice finds the same. Of a long log the rest is looked at between frames, a
slice at each turn of the event loop, so that keys are answered meanwhile.
*/
export const useLogFindings = ({logs, reader, clock}: LogFindingsOptions, request: LogRequest): LogFindings & {readonly revision: number} => {
	const version = useSyncExternalStore(logs.subscribe, logs.lines.getVersion);
	const [workCount, countWork] = useReducer((count: number) => count + 1, 0);
	const [view] = useState(() => new LogView(logs.lines, reader));
	const findings = view.look(request);
	const isUnfinished = findings.progress !== undefined;
	useEffect(() => {
		if (!isUnfinished) {
			return;
		}

		let drawnAt = clock.now();
		const work = (): void => {
			const hasMore = view.work();
			if (hasMore) {
				next = setImmediate(work);
			}

			if (!hasMore || clock.now() - drawnAt >= drawIntervalMs) {
				drawnAt = clock.now();
				countWork();
			}
		};

		let next = setImmediate(work);
		return () => {
			clearImmediate(next);
		};
	}, [view, clock, isUnfinished]);
	return {...findings, revision: version + workCount};
};
