import {type LogEntry} from '../../../run/runner/log-entry.js';
import {type LogLines} from '../../../run/runner/run-store.js';

/** What looks at every line once. */
export type LineVisitor = {
	/** Picks lines by what is known of them without reading. */
	readonly selects: (number: number) => boolean;
	/** Whether picked lines are read. */
	readonly isReading: boolean;
	/** Takes a picked line. */
	readonly visit: (number: number, entry: LogEntry | undefined) => void;
};

const readAtOnce = 512;
// A line that is read, compared and perhaps cleaned costs some hundred times one that is only looked up.
const readCost = 500;

/** Goes through all lines, piece by piece, and goes on when there are more. */
export class LineScan {
	readonly #lines: LogLines;
	readonly #visitor: LineVisitor;
	#next: number;

	constructor(lines: LogLines, visitor: LineVisitor) {
		this.#lines = lines;
		this.#visitor = visitor;
		this.#next = lines.getFirst();
	}

	/** Number of the line that is looked at next. */
	get next(): number {
		return this.#next;
	}

	get isDone(): boolean {
		return this.#next >= this.#lines.getEnd();
	}

	/** Looks at lines until the work done has this cost, one for a line that is not read; gives the cost that is left. */
	work(budget: number): number {
		let left = budget;
		while (!this.isDone && left > 0) {
			left -= this.#visitor.isReading ? this.#readSome() : this.#lookUpSome(left);
		}

		return left;
	}

	#lookUpSome(mostLines: number): number {
		const {selects, visit} = this.#visitor;
		const from = this.#next;
		const end = Math.min(this.#lines.getEnd(), from + Math.ceil(mostLines));
		for (; this.#next < end; this.#next++) {
			if (selects(this.#next)) {
				visit(this.#next, undefined);
			}
		}

		return end - from;
	}

	#readSome(): number {
		const {selects, visit} = this.#visitor;
		const from = Math.max(this.#next, this.#lines.getFirst());
		const end = Math.min(this.#lines.getEnd(), from + readAtOnce);
		const selected: number[] = [];
		for (let number = from; number < end; number++) {
			if (selects(number)) {
				selected.push(number);
			}
		}

		const [first] = selected;
		const last = selected.at(-1);
		const entries = first === undefined || last === undefined ? [] : this.#lines.read(first, last + 1);
		for (const number of selected) {
			this.#next = number;
			visit(number, entries[number - (first ?? 0)]);
		}

		this.#next = end;
		return (end - from) + (entries.length * readCost);
	}
}
