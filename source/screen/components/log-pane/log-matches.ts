import {type LogEntry} from '../../../run/runner/log-entry.js';
import {isNoiseLine} from '../../../run/runner/log-lines/line-flags.js';
import {type LogLines} from '../../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {LineScan} from './line-scan.js';
import {createLineSelector, type LogQuery} from './log-query.js';
import {type LogPattern} from './log-pattern.js';
import {RowList} from './row-list.js';

/** Every line that a search finds among those a query shows, found piece by piece. */
export class LogMatches {
	readonly epoch: number;
	readonly #query: LogQuery;
	readonly #pattern: LogPattern;
	readonly #lines: LogLines;
	readonly #list = new RowList();
	readonly #scan: LineScan;
	#foldedCount = 0;

	constructor(lines: LogLines, query: LogQuery, pattern: LogPattern, reader: MessageReader) {
		this.#query = query;
		this.epoch = lines.getEpoch();
		this.#pattern = pattern;
		this.#lines = lines;
		const {pattern: filter, shown} = query;
		this.#scan = new LineScan(lines, {
			selects: createLineSelector(query, lines),
			isReading: true,
			visit: (number, entry) => {
				const isPassed = (line: LogEntry): boolean => filter === undefined || reader.passes(line, filter, shown);
				if (entry && reader.matches(entry, pattern, shown) && isPassed(entry)) {
					this.#add(number);
				}
			},
		});
	}

	get query(): LogQuery {
		return this.#query;
	}

	get pattern(): LogPattern {
		return this.#pattern;
	}

	get count(): number {
		return this.#list.length;
	}

	/** Lines found that are folded, where nothing can be shown of them. */
	get foldedCount(): number {
		return this.#foldedCount;
	}

	get isComplete(): boolean {
		return this.#scan.isDone;
	}

	/** Number of the first line not looked at yet. */
	get scanned(): number {
		return this.#scan.next;
	}

	work(budget: number): number {
		this.#list.dropBefore(this.#lines.getFirst());
		return this.#scan.work(budget);
	}

	/** How many lines found come before this one: its place among them, from 0. */
	getPlace(number: number): number {
		return this.#list.locate(number);
	}

	/** The line found at a place. */
	at(place: number): number | undefined {
		return place >= 0 && place < this.count ? this.#list.getKey(place) : undefined;
	}

	has(number: number): boolean {
		return this.at(this.getPlace(number)) === number;
	}

	#add(number: number): void {
		if (!this.#query.isNoiseShown && isNoiseLine(this.#lines.getFlags(number))) {
			this.#foldedCount++;
		} else {
			this.#list.push(number);
		}
	}
}
