import {type RunState} from '../../core/run/run-state.js';
import {type LogEntry} from './log-entry.js';
import {type LineFlags} from './log-lines/line-flags.js';

/** What screens and reporters read. `subscribe` and `getSnapshot` fit React's `useSyncExternalStore`. */
export type RunStore = {
	readonly getSnapshot: () => RunState;
	/** Calls back after each batch that changed the state; returns the way to stop it. */
	readonly subscribe: (onChange: () => void) => () => void;
	readonly logs: LogStore;
};

/** Log lines in the order they were read. The newest are in memory; older ones can still be read through `lines`. */
export type LogStore = {
	/** The lines in memory: a new array after every change, the same one otherwise. */
	readonly getSnapshot: () => readonly LogEntry[];
	/** How many lines came before those of the snapshot. */
	readonly droppedCount: () => number;
	readonly subscribe: (onChange: () => void) => () => void;
	readonly lines: LogLines;
};

/**
All log lines of a run, by their numbers: the first has 0, and a line keeps its number for good.

Asking for what is known of a line is cheap; reading lines may read the disk.
*/
export type LogLines = {
	/** Another number after every change. */
	readonly getVersion: () => number;
	/** Another number after the lines of one run have made way for those of the next. */
	readonly getEpoch: () => number;
	/** Number of the oldest line that can still be read. */
	readonly getFirst: () => number;
	/** Number that the next line will get. */
	readonly getEnd: () => number;
	readonly getFlags: (number: number) => LineFlags;
	readonly getNode: (number: number) => string;
	/** How many lines a node's log has, on S3 or in the platform's log of its run. */
	readonly count: (node: string, isRunLog: boolean) => number;
	/** Lines `from` up to `to`, that one not included; what was lost comes as a line that says so. */
	readonly read: (from: number, to: number) => readonly LogEntry[];
	/** Why old lines are lost, for the user; nothing as long as none is. */
	readonly describeLoss: () => string | undefined;
};
