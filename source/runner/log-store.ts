import {type LogEntry} from './log-entry.js';
import {type LogStore} from './run-store.js';

/** Lines kept in memory unless told otherwise: some 20 MB of typical log. */
const defaultLimit = 100_000;

/** A log store that lines can be added to. */
export type WritableLogStore = LogStore & {
	readonly append: (entries: readonly LogEntry[]) => void;
	/** Puts lines in place that were written before this watching began: readers see them, nobody hears of them one by one. */
	readonly restore: (entries: readonly LogEntry[]) => void;
	/** Calls back with the lines just added; returns the way to stop it. */
	readonly onAppend: (listener: (entries: readonly LogEntry[]) => void) => () => void;
	/** Drops everything, for a new run. */
	readonly clear: () => void;
};

/** Keeps the newest lines, telling its readers once for each batch. */
export const createLogStore = (limit = defaultLimit): WritableLogStore => {
	let entries: readonly LogEntry[] = [];
	let droppedCount = 0;
	const listeners = new Set<() => void>();
	const appendListeners = new Set<(entries: readonly LogEntry[]) => void>();

	const notify = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const add = (added: readonly LogEntry[]): void => {
		const all = [...entries, ...added];
		const excess = Math.max(0, all.length - limit);
		entries = excess === 0 ? all : all.slice(excess);
		droppedCount += excess;
	};

	return {
		getSnapshot: () => entries,
		droppedCount: () => droppedCount,
		subscribe(onChange) {
			listeners.add(onChange);
			return () => {
				listeners.delete(onChange);
			};
		},
		append(added) {
			if (added.length === 0) {
				return;
			}

			add(added);
			for (const listener of appendListeners) {
				listener(added);
			}

			notify();
		},
		restore(known) {
			add(known);
			notify();
		},
		onAppend(listener) {
			appendListeners.add(listener);
			return () => {
				appendListeners.delete(listener);
			};
		},
		clear() {
			entries = [];
			droppedCount = 0;
			notify();
		},
	};
};
