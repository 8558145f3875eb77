import {createListeners} from '../../ports/listeners/create-listeners.js';
import {createErrorFinder} from './create-error-finder.js';
import {getLogKind, type KeptLine, type LogEntry, type LogKind} from './log-entry.js';
import {type LineCount, type LogLines, type LogStore} from './run-store.js';

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
const createKeptLines = (bounds: Partial<LogBounds> = {}) => {
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

/** A log store that lines can be added to. */
export type WritableLogStore = LogStore & {
	readonly append: (entries: readonly LogEntry[]) => void;
	/** Puts lines in place that were written before this watching began: readers see them, nobody hears of them one by one. `omitted` counts, by node, the older ones that are left out. */
	readonly restore: (entries: readonly LogEntry[], omitted?: ReadonlyMap<string, number>) => void;
	/** Calls back with the lines just added; returns the way to stop it. */
	readonly onAppend: (listener: (entries: readonly LogEntry[]) => void) => () => void;
	/** Drops everything, for a new run. */
	readonly clear: () => void;
};

/** Keeps the newest lines of a run in memory, telling its readers once for each batch. */
export const createLogStore = (bounds: Partial<LogBounds> = {}): WritableLogStore => {
	const changed = createListeners();
	const appended = createListeners<[readonly LogEntry[]]>();
	let kept = createKeptLines(bounds);
	let version = 0;
	let epoch = 0;
	let snapshot: {readonly version: number; readonly entries: readonly LogEntry[]} | undefined;
	const lines: LogLines = {
		getVersion: () => version,
		getEpoch: () => epoch,
		getFirst: () => kept.getFirst(),
		getEnd: () => kept.getEnd(),
		at: number => kept.at(number),
		count: (node, kind) => kept.count(node, kind),
		read: (from, to) => kept.read(from, to),
	};
	const add = (entries: readonly LogEntry[]): void => {
		for (const entry of entries) {
			kept.push(entry);
		}

		version++;
	};

	return {
		lines,
		// Put together for those who ask: adding lines must not cost more the more there are.
		getSnapshot() {
			if (snapshot?.version !== version) {
				snapshot = {version, entries: lines.read(0, kept.getEnd())};
			}

			return snapshot.entries;
		},
		droppedCount: lines.getFirst,
		subscribe: changed.add,
		onAppend: appended.add,
		append(added) {
			if (added.length > 0) {
				add(added);
				appended.call(added);
				changed.call();
			}
		},
		restore(known, omitted = new Map()) {
			for (const [node, count] of omitted) {
				kept.omit(node, count);
			}

			add(known);
			changed.call();
		},
		clear() {
			kept = createKeptLines(bounds);
			epoch++;
			version++;
			changed.call();
		},
	};
};
