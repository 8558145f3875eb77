import {type RunState} from '../core/run/run-state.js';
import {type LogEntry} from './log-entry.js';

/** What screens and reporters read. `subscribe` and `getSnapshot` fit React's `useSyncExternalStore`. */
export type RunStore = {
	readonly getSnapshot: () => RunState;
	/** Calls back after each batch that changed the state; returns the way to stop it. */
	readonly subscribe: (onChange: () => void) => () => void;
	readonly logs: LogStore;
};

/** Log lines in the order they were read, the oldest dropped beyond a bound. */
export type LogStore = {
	/** A new array after every change, the same one otherwise. */
	readonly getSnapshot: () => readonly LogEntry[];
	/** How many lines were dropped at the head. */
	readonly droppedCount: () => number;
	readonly subscribe: (onChange: () => void) => () => void;
};
