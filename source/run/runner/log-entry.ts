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
