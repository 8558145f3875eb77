import {type RunState} from '../../core/run/run-state.js';
import {type KeptLine, type LogEntry, type LogKind} from './log-entry.js';

/** What screens and reporters read. `subscribe` and `getSnapshot` fit React's `useSyncExternalStore`. */
export type RunStore = {
	readonly getSnapshot: () => RunState;
	/** Calls back after each batch that changed the state; returns the way to stop it. */
	readonly subscribe: (onChange: () => void) => () => void;
	readonly logs: LogStore;
};

/** Log lines in the order they were read: the newest 200,000 of them. */
export type LogStore = {
	/** The lines in memory: a new array after every change, the same one otherwise. */
	readonly getSnapshot: () => readonly LogEntry[];
	/** How many lines came before those of the snapshot. */
	readonly droppedCount: () => number;
	readonly subscribe: (onChange: () => void) => () => void;
	readonly lines: LogLines;
};

/** How many lines a node's log has of a kind, and how many of them, the oldest, are not in memory. */
export type LineCount = {
	readonly all: number;
	readonly gone: number;
};

/** The log lines of a run in memory, by their numbers: the first has 0, and a line keeps its number for good. */
export type LogLines = {
	/** Another number after every change. */
	readonly getVersion: () => number;
	/** Another number after the lines of one run have made way for those of the next. */
	readonly getEpoch: () => number;
	/** Number of the oldest line in memory. */
	readonly getFirst: () => number;
	/** Number that the next line will get. */
	readonly getEnd: () => number;
	/** The line with this number; nothing where it is not in memory. */
	readonly at: (number: number) => KeptLine | undefined;
	/** Those of the lines `from` up to `to`, that one not included, that are in memory. */
	readonly read: (from: number, to: number) => readonly KeptLine[];
	readonly count: (node: string, kind: LogKind) => LineCount;
};
