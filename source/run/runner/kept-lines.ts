import {createErrorFinder} from './create-error-finder.js';
import {getLogKind, type KeptLine, type LogEntry, type LogKind} from './log-entry.js';
import {type LineCount} from './run-store.js';

/** What is kept in memory: so many lines, of so many characters together. The last line stays, however long. */
export type LogBounds = {
	readonly mostLines: number;
	readonly mostCharacters: number;
};

const defaultBounds: LogBounds = {mostLines: 200_000, mostCharacters: 64 * 1024 * 1024};

/** The newest lines. Line n has slot n modulo the number of slots, so that a new one takes the place of the oldest. */
const createRing = ({mostLines, mostCharacters}: LogBounds, onDrop: (line: KeptLine) => void) => {
	const slots: Array<KeptLine | undefined> = [];
	let first = 0;
	let end = 0;
	let characters = 0;
	const at = (number: number): KeptLine | undefined => number >= first && number < end ? slots[number % mostLines] : undefined;
	const isFull = (): boolean => end > first && (end - first >= mostLines || characters > mostCharacters);
	const dropOldest = (): void => {
		const oldest = at(first);
		if (oldest !== undefined) {
			characters -= oldest.text.length;
			onDrop(oldest);
		}

		slots[first % mostLines] = undefined;
		first++;
	};

	return {
		at,
		getFirst: () => first,
		getEnd: () => end,
		push(line: KeptLine): void {
			characters += line.text.length;
			while (isFull()) {
				dropOldest();
			}

			slots[end % mostLines] = line;
			end++;
		},
	};
};

/** Counts lines by their kind and node. */
const createCounts = () => {
	const counts: Readonly<Record<LogKind, Map<string, {all: number; gone: number}>>> = {log: new Map(), print: new Map(), 'run-log': new Map()};
	return {
		get: (node: string, kind: LogKind): LineCount => counts[kind].get(node) ?? {all: 0, gone: 0},
		add(node: string, kind: LogKind, {all, gone}: LineCount): void {
			const count = counts[kind].get(node) ?? {all: 0, gone: 0};
			count.all += all;
			count.gone += gone;
			counts[kind].set(node, count);
		},
	};
};

const oneAdded: LineCount = {all: 1, gone: 0};
const oneGone: LineCount = {all: 0, gone: 1};

/** The lines of one run, and how many of them are gone. */
export const createKeptLines = (bounds: Partial<LogBounds> = {}) => {
	const counts = createCounts();
	const findError = createErrorFinder();
	const {push, ...ring} = createRing({...defaultBounds, ...bounds}, line => {
		counts.add(line.node, getLogKind(line), oneGone);
	});
	return {
		...ring,
		read(from: number, to: number): readonly KeptLine[] {
			const {at, getFirst, getEnd} = ring;
			const lines: KeptLine[] = [];
			for (let number = Math.max(from, getFirst()); number < Math.min(to, getEnd()); number++) {
				const line = at(number);
				if (line !== undefined) {
					lines.push(line);
				}
			}

			return lines;
		},
		count: counts.get,
		/** Lines that are left out from the beginning. */
		omit(node: string, count: number): void {
			counts.add(node, 'log', {all: count, gone: count});
		},
		push(entry: LogEntry): void {
			const errorPart = findError(entry);
			counts.add(entry.node, getLogKind(entry), oneAdded);
			push(errorPart === undefined ? entry : {...entry, errorPart});
		},
	};
};
