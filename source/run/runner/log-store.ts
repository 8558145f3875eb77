import {createListeners} from '../../ports/listeners/create-listeners.js';
import {createKeptLines, type LogBounds} from './kept-lines.js';
import {type LogEntry} from './log-entry.js';
import {type LogLines, type LogStore} from './run-store.js';

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
