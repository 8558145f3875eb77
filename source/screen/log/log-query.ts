import {type LogLevel} from '../../core/log/log-line.js';
import {logKinds} from '../../run/runner/count-gone.js';
import {type LogKind} from '../../run/runner/log-entry.js';
import {type LogColumns} from './create-message-reader.js';
import {type LogPattern} from './log-pattern.js';

/** Which log of a node: the one FaaSr writes to S3, or the platform's own of the run, where the user's prints are. */
export type LogTab = 'log' | 'run-log';

const kindsOf = {log: ['log', 'print'], 'run-log': ['run-log']} as const satisfies Record<LogTab, readonly LogKind[]>;

/** The kinds of lines that are in a tab; all without one. */
export const getShownKinds = (tab: LogTab | undefined): readonly LogKind[] => tab === undefined ? logKinds : kindsOf[tab];

/** The least grave level that is shown. */
export type LevelFilter = 'all' | Exclude<LogLevel, 'DEBUG' | 'CRITICAL'>;

/** A line drawn by the user across the log. */
export type Mark = {
	/** Of the run it was drawn in. */
	readonly epoch: number;
	/** Number of the first line behind it. */
	readonly number: number;
	/** Time of day it was drawn at (ms since the epoch). */
	readonly at: number;
};

/** Which lines are shown. */
export type LogQuery = {
	/** Only these nodes' lines, joined by spaces to compare them; absent for all. */
	readonly nodes?: ReadonlySet<string> | undefined;
	/** Absent for both. */
	readonly tab?: LogTab | undefined;
	readonly level: LevelFilter;
	readonly pattern?: LogPattern | undefined;
	/** Of what the pattern leaves, only what this finds. */
	readonly search?: LogPattern | undefined;
	/** What a pattern is looked for in, besides the message: what the pane shows beside it. */
	readonly shown: LogColumns;
	/** FaaSr's own chatter is not hidden. */
	readonly isNoiseShown: boolean;
};

const isSameSet = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean =>
	a === b || (a !== undefined && b?.size === a.size && [...a].every(name => b.has(name)));

/** Whether two queries show the same lines. */
export const isSameQuery = (a: LogQuery, b: LogQuery): boolean => isSameSet(a.nodes, b.nodes)
	&& a.tab === b.tab && a.level === b.level && a.pattern?.text === b.pattern?.text && a.search?.text === b.search?.text && a.isNoiseShown === b.isNoiseShown
	&& a.shown.hasNode === b.shown.hasNode && a.shown.hasOrigin === b.shown.hasOrigin;
