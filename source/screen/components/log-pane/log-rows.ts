import {isErrorLine, isNoiseLine} from '../../../run/runner/log-lines/line-flags.js';
import {type LogLines} from '../../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {LineScan} from './line-scan.js';
import {createLineSelector, type LogQuery, type Mark} from './log-query.js';
import {RowList} from './row-list.js';

/** One row of the log: a line, or a mark before a line. */
export type LogRow = {
	readonly kind: 'line' | 'mark';
	/** Names the row for good. */
	readonly key: number;
	/** Of the line, or of the line behind the mark. */
	readonly number: number;
};

/** The key of a line's row; a mark before it has the key below. */
export const getLineKey = (number: number): number => (2 * number) + 1;

/** The number of the line that a row's key belongs to. */
export const getLineNumber = (key: number): number => Math.floor(key / 2);

/** The rows that a query shows of a run's log, found piece by piece. */
export class LogRows {
	readonly epoch: number;
	readonly #query: LogQuery;
	readonly #lines: LogLines;
	readonly #list = new RowList();
	readonly #scan: LineScan;
	#marks: readonly Mark[] = [];
	#markCount = 0;
	#foldedCount = 0;

	constructor(lines: LogLines, query: LogQuery, reader: MessageReader) {
		this.#query = query;
		this.epoch = lines.getEpoch();
		this.#lines = lines;
		const {pattern, shown} = query;
		this.#scan = new LineScan(lines, {
			selects: createLineSelector(query, lines),
			isReading: pattern !== undefined,
			visit: (number, entry) => {
				if (pattern === undefined || (entry !== undefined && reader.passes(entry, pattern, shown))) {
					this.#add(number);
				}
			},
		});
	}

	get query(): LogQuery {
		return this.#query;
	}

	get length(): number {
		return this.#list.length;
	}

	get isComplete(): boolean {
		return this.#scan.isDone;
	}

	/** Lines of FaaSr's own that the query would show if they were not folded away. */
	get foldedCount(): number {
		return this.#foldedCount;
	}

	/** Number of the first line not looked at yet. */
	get scanned(): number {
		return this.#scan.next;
	}

	/** Takes in what is new; gives the budget that is left. */
	work(marks: readonly Mark[], budget: number): number {
		if (marks !== this.#marks) {
			this.#marks = marks.filter(({epoch}) => epoch === this.epoch);
		}

		this.#list.dropBefore(2 * this.#lines.getFirst());
		const left = this.#scan.work(budget);
		this.#addMarks(this.#scan.next);
		return left;
	}

	at(index: number): LogRow {
		const key = this.#list.getKey(index);
		return {key, number: getLineNumber(key), kind: key % 2 === 0 ? 'mark' : 'line'};
	}

	/** Key of the last row, -1 without rows. */
	get lastKey(): number {
		return this.length === 0 ? -1 : this.#list.getKey(this.length - 1);
	}

	/** Index of the first row with this key or a higher one. */
	locate(key: number): number {
		return this.#list.locate(key);
	}

	/** Index of a line's row; of the row before it, where the line is folded away. */
	findLine(number: number): number {
		const index = this.locate(getLineKey(number));
		return index < this.length && this.#list.getKey(index) === getLineKey(number) ? index : Math.max(0, index - 1);
	}

	/** Index of the next row in this direction that begins an error; nothing when there is none. */
	findError(from: number, step: 1 | -1): number | undefined {
		for (let index = from; index >= 0 && index < this.length; index += step) {
			const key = this.#list.getKey(index);
			if (key % 2 === 1 && isErrorLine(this.#lines.getFlags(getLineNumber(key)))) {
				return index;
			}
		}

		return undefined;
	}

	#add(number: number): void {
		this.#addMarks(number);
		if (!this.#query.isNoiseShown && isNoiseLine(this.#lines.getFlags(number))) {
			this.#foldedCount++;
		} else {
			this.#list.push(getLineKey(number));
		}
	}

	/** Puts the marks before this line in place. */
	#addMarks(number: number): void {
		for (let mark = this.#marks[this.#markCount]; mark !== undefined && mark.number <= number; mark = this.#marks[this.#markCount]) {
			this.#list.push(2 * mark.number);
			this.#markCount++;
		}
	}
}
