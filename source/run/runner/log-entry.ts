import {type LogLine} from '../../core/log/log-line.js';

/** A log line as readers get it. */
export type LogEntry = LogLine & {
	readonly node: string;
	/** When it was read (ms since the epoch). */
	readonly at: number;
	/** True for a line of the platform run's own log, where users' prints are; absent for lines of the log on S3. */
	readonly isRunLog?: true;
	/** True for what the function's process printed, told while it did; absent for other lines. */
	readonly isPrint?: true;
};

/** What a line is within its log: the first line of an error, or one of those that explain it. */
export type ErrorPart = 'error' | 'traceback';

/** A line as the store keeps it. */
export type KeptLine = LogEntry & {
	/** Absent for lines that are no part of an error. */
	readonly errorPart?: ErrorPart;
};

/** Where a line is from: FaaSr's log on S3, what the process printed, or the platform's own log of the run. Only the first can be read from S3 again. */
export type LogKind = 'log' | 'print' | 'run-log';

/** Tells where a line is from. */
export const getLogKind = ({isRunLog, isPrint}: Pick<LogEntry, 'isRunLog' | 'isPrint'>): LogKind =>
	isRunLog === true ? 'run-log' : (isPrint === true ? 'print' : 'log');
