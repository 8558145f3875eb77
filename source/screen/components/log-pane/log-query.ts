import {type LogLevel} from '../../../core/log/log-line.js';
import {isAtLeast, isRunLogLine} from '../../../run/runner/log-lines/line-flags.js';
import {type LogLines} from '../../../run/runner/run-store.js';
import {type LogPattern} from './log-pattern.js';

/** Which log of a node: the one FaaSr writes to S3, or the platform's own of the run, where the user's prints are. */
export type LogTab = 'log' | 'run-log';

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

/** The columns before the message. */
export type LogColumns = {
	/** The node's name. */
	readonly hasNode: boolean;
	/** The level, whichever it is, and the source file; without them only WARNING and worse are named. */
	readonly hasOrigin: boolean;
};

/** Which lines are shown. */
export type LogQuery = {
	/** Only these nodes' lines, joined by spaces to compare them; absent for all. */
	readonly nodes?: ReadonlySet<string> | undefined;
	/** Absent for both. */
	readonly tab?: LogTab | undefined;
	readonly level: LevelFilter;
	readonly pattern?: LogPattern | undefined;
	/** What a pattern is looked for in, besides the message: what the pane shows beside it. */
	readonly shown: LogColumns;
	/** FaaSr's own chatter is not folded. */
	readonly isNoiseShown: boolean;
};

const isSameSet = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean =>
	a === b || (a !== undefined && b?.size === a.size && [...a].every(name => b.has(name)));

/** Whether two queries show the same lines. */
export const isSameQuery = (a: LogQuery, b: LogQuery): boolean => isSameSet(a.nodes, b.nodes)
	&& a.tab === b.tab && a.level === b.level && a.pattern?.text === b.pattern?.text && a.isNoiseShown === b.isNoiseShown
	&& a.shown.hasNode === b.shown.hasNode && a.shown.hasOrigin === b.shown.hasOrigin;

/** Creates the test of a query that needs no reading. */
export const createLineSelector = ({nodes, tab, level}: LogQuery, lines: LogLines): ((number: number) => boolean) => number => {
	const flags = lines.getFlags(number);
	return (tab === undefined || isRunLogLine(flags) === (tab === 'run-log'))
		&& (level === 'all' || isAtLeast(flags, level))
		&& (nodes === undefined || nodes.has(lines.getNode(number)));
};
