import {type LogLines} from '../../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {LogMatches} from './log-matches.js';
import {type LogPattern} from './log-pattern.js';
import {isSameQuery, type LogQuery, type Mark} from './log-query.js';
import {LogRows} from './log-rows.js';

/** What is to be shown and searched. */
export type LogWish = {
	readonly query: LogQuery;
	readonly search: LogPattern | undefined;
	readonly marks: readonly Mark[];
};

/** What is known so far of what was wished for. */
export type LogFindings = {
	readonly rows: LogRows;
	readonly matches: LogMatches | undefined;
	/** Part of the log looked at, from 0 to 1; absent when all was. */
	readonly progress: number | undefined;
};

// A few milliseconds: a key waits for the slice under way, and once more for one before its frame.
const sliceBudget = 250_000;

/**
Keeps the rows and matches of what is wished for, and finds them a slice at a time.

The answer to another wish starts over; lines that come are added to what is there.
*/
export class LogView {
	readonly #lines: LogLines;
	readonly #reader: MessageReader;
	#rows: LogRows | undefined;
	#matches: LogMatches | undefined;
	#wish: LogWish | undefined;

	constructor(lines: LogLines, reader: MessageReader) {
		this.#lines = lines;
		this.#reader = reader;
	}

	/** Takes a wish and looks for a moment. */
	look(wish: LogWish): LogFindings {
		const {query, search} = wish;
		this.#wish = wish;
		const isKept = (known: LogRows | LogMatches | undefined): boolean =>
			known?.epoch === this.#lines.getEpoch() && isSameQuery(known.query, query);
		const rows = this.#rows !== undefined && isKept(this.#rows) ? this.#rows : new LogRows(this.#lines, query, this.#reader);
		this.#rows = rows;
		if (!isKept(this.#matches) || this.#matches?.pattern.text !== search?.text) {
			this.#matches = search && new LogMatches(this.#lines, query, search, this.#reader);
		}

		this.work();
		return {rows, matches: this.#matches, progress: this.#getProgress()};
	}

	/** Goes on looking for a moment; false when there is nothing left to look at. */
	work(): boolean {
		const left = this.#rows?.work(this.#wish?.marks ?? [], sliceBudget) ?? 0;
		this.#matches?.work(left);
		return this.#getProgress() !== undefined;
	}

	#getProgress(): number | undefined {
		const known = [this.#rows, this.#matches].filter(part => part?.isComplete === false);
		const first = this.#lines.getFirst();
		const all = this.#lines.getEnd() - first;
		return known.length === 0 ? undefined : Math.min(...known.map(part => Math.max(0, (part?.scanned ?? 0) - first) / all));
	}
}
