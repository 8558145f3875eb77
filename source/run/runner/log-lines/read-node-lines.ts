import {type LogEntry} from '../log-entry.js';
import {type LogLines} from '../run-store.js';
import {type LineFlags} from './line-flags.js';

/** Picks lines by what is known of them without reading. */
export type LinePick = {
	readonly nodes: ReadonlySet<string>;
	/**
	@default every line of the nodes
	*/
	readonly accepts?: (flags: LineFlags) => boolean;
};

// Lines near each other are read together; those between them are read in vain, so gaps are kept small.
const readAtOnce = 256;

const picksLine = (lines: LogLines, {nodes, accepts}: LinePick, number: number): boolean =>
	nodes.has(lines.getNode(number)) && accepts?.(lines.getFlags(number)) !== false;

const readPicked = (lines: LogLines, numbers: readonly number[]): readonly LogEntry[] => {
	const [first] = numbers;
	const last = numbers.at(-1);
	if (first === undefined || last === undefined) {
		return [];
	}

	const picked = new Set(numbers);
	return lines.read(first, last + 1).filter((_, index) => picked.has(first + index));
};

/** Reads the lines of some nodes from the first to the last, a few at a time, wherever they are. */
export function * readNodeLines(lines: LogLines, pick: LinePick): Generator<LogEntry> {
	for (let from = lines.getFirst(); from < lines.getEnd(); from += readAtOnce) {
		const numbers: number[] = [];
		for (let number = from; number < Math.min(lines.getEnd(), from + readAtOnce); number++) {
			if (picksLine(lines, pick, number)) {
				numbers.push(number);
			}
		}

		yield * readPicked(lines, numbers);
	}
}

/** Reads the last lines of some nodes, oldest first. */
export const readLastNodeLines = (lines: LogLines, pick: LinePick, length: number): readonly LogEntry[] => {
	const numbers: number[] = [];
	for (let number = lines.getEnd() - 1; number >= lines.getFirst() && numbers.length < length; number--) {
		if (picksLine(lines, pick, number)) {
			numbers.unshift(number);
		}
	}

	// Each by itself: between them may be any number of other nodes' lines.
	return numbers.flatMap(number => lines.read(number, number + 1));
};
