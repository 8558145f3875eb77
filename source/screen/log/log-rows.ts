import {type LogLevel} from '../../core/log/log-line.js';
import {type KeptLine} from '../../run/runner/log-entry.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {type MessageReader} from './create-message-reader.js';
import {type LogQuery, type Mark} from './log-query.js';

/*
A row is named by the number of its line for good; a mark by half less than that of the line behind it.
*/

/** Whether a row is a mark. */
export const isMark = (row: number): boolean => !Number.isInteger(row);

/** The row of the mark before a line. */
export const getMarkRow = (number: number): number => number - 0.5;

/** The number of a row's line; for a mark, of the line behind it. */
export const getLineNumber = (row: number): number => Math.ceil(row);

// A line whose text is compared, and perhaps cleaned, costs so many times one that is only looked up.
const comparisonCost = 60;

const severities = {
	DEBUG: 1, INFO: 2, WARNING: 3, ERROR: 4, CRITICAL: 5,
} as const satisfies Record<LogLevel, number>;

/** User text has INFO's severity, everything about an error at least ERROR's. */
const isAtLeast = ({level, errorPart}: KeptLine, wanted: LogLevel): boolean =>
	Math.max(severities[level ?? 'INFO'], errorPart === undefined ? 0 : severities.ERROR) >= severities[wanted];

/** Creates the test of what a query shows, hidden lines included. */
export const createLineTest = ({nodes, tab, level, pattern, search, shown}: LogQuery, reader: MessageReader): ((line: KeptLine) => boolean) => line =>
	(tab === undefined || (line.isRunLog === true) === (tab === 'run-log'))
	&& (level === 'all' || isAtLeast(line, level))
	&& (nodes === undefined || nodes.has(line.node))
	&& (search === undefined || reader.matches(line, search, shown))
	&& (pattern === undefined || reader.passes(line, pattern, shown));

/** Ascending numbers: the highest is added, the lowest are dropped. */
class RowList {
	#numbers: number[] = [];
	#start = 0;

	get length(): number {
		return this.#numbers.length - this.#start;
	}

	get(index: number): number | undefined {
		return index < 0 ? undefined : this.#numbers[this.#start + index];
	}

	push(number: number): void {
		this.#numbers.push(number);
	}

	/** Index of the first that is this number or a higher one. */
	locate(number: number): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if ((this.get(middle) ?? 0) < number) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	/** Forgets those below a number. */
	dropBelow(number: number): void {
		this.#start += this.locate(number);
		// Moved only when half of it is unused, so that dropping one costs the same however many there are.
		if (this.#start * 2 > this.#numbers.length) {
			this.#numbers = this.#numbers.slice(this.#start);
			this.#start = 0;
		}
	}
}

/** The rows that a query shows of a run's log, found a slice at a time. */
export class LogRows {
	readonly epoch: number;
	readonly query: LogQuery;
	/** Whether the query shows a line, or would if it were not hidden. */
	readonly #accepts: (line: KeptLine) => boolean;
	readonly #lines: LogLines;
	readonly #rows = new RowList();
	readonly #hidden = new RowList();
	readonly #lineCost: number;
	#scanned: number;
	#marks: readonly Mark[] = [];
	#markCount = 0;

	constructor(lines: LogLines, query: LogQuery, reader: MessageReader) {
		this.epoch = lines.getEpoch();
		this.query = query;
		this.#accepts = createLineTest(query, reader);
		this.#lines = lines;
		this.#lineCost = query.pattern === undefined && query.search === undefined ? 1 : comparisonCost;
		this.#scanned = lines.getFirst();
	}

	get length(): number {
		return this.#rows.length;
	}

	/** Whether all lines there are were looked at. */
	get isComplete(): boolean {
		return this.#scanned >= this.#lines.getEnd();
	}

	/** Lines of FaaSr's own that the query would show if they were not hidden. */
	get hiddenCount(): number {
		return this.#hidden.length;
	}

	/** Number of the first line not looked at yet. */
	get scanned(): number {
		return this.#scanned;
	}

	/** Takes in what is new until the work done has this cost, one for a line that is only looked up; gives the cost that is left. */
	work(marks: readonly Mark[], budget: number): number {
		if (marks !== this.#marks) {
			this.#marks = marks.filter(({epoch}) => epoch === this.epoch);
		}

		const first = this.#lines.getFirst();
		this.#rows.dropBelow(getMarkRow(first));
		this.#hidden.dropBelow(first);
		this.#scanned = Math.max(this.#scanned, first);
		let left = budget;
		for (; !this.isComplete && left > 0; this.#scanned++) {
			left -= this.#lineCost;
			this.#look(this.#scanned);
		}

		this.#addMarks(this.#scanned);
		return left;
	}

	/** Whether a line is among those shown. */
	shows(line: KeptLine): boolean {
		return (this.query.isNoiseShown || !line.isNoise) && this.#accepts(line);
	}

	/** The row at a place, from 0. */
	get(index: number): number | undefined {
		return this.#rows.get(index);
	}

	/** The last row, -1 without rows. */
	get last(): number {
		return this.get(this.length - 1) ?? -1;
	}

	/** Index of the first row that is this one or comes after it. */
	locate(row: number): number {
		return this.#rows.locate(row);
	}

	has(row: number): boolean {
		return this.get(this.locate(row)) === row;
	}

	/** Index of a line's row; of the row before it, where the line is hidden. */
	findLine(number: number): number {
		const index = this.locate(number);
		return this.get(index) === number ? index : Math.max(0, index - 1);
	}

	/** Index of the next row in this direction that begins an error; nothing when there is none. */
	findError(from: number, step: 1 | -1): number | undefined {
		for (let index = from; index >= 0 && index < this.length; index += step) {
			if (this.#lines.at(this.get(index) ?? -1)?.errorPart === 'error') {
				return index;
			}
		}

		return undefined;
	}

	#look(number: number): void {
		const line = this.#lines.at(number);
		if (line === undefined || !this.#accepts(line)) {
			return;
		}

		this.#addMarks(number);
		if (line.isNoise && !this.query.isNoiseShown) {
			this.#hidden.push(number);
		} else {
			this.#rows.push(number);
		}
	}

	/** Puts the marks before this line in place. */
	#addMarks(number: number): void {
		for (let mark = this.#marks[this.#markCount]; mark !== undefined && mark.number <= number; mark = this.#marks[this.#markCount]) {
			this.#rows.push(getMarkRow(mark.number));
			this.#markCount++;
		}
	}
}
