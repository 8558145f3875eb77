import {type LogLevel} from '../../../core/log/log-line.js';
import {type LogEntry} from '../log-entry.js';

/** What is known of a line without reading it: a number, so that a million of them take a megabyte. */
export type LineFlags = number;

const severities = {
	DEBUG: 1, INFO: 2, WARNING: 3, ERROR: 4, CRITICAL: 5,
} as const satisfies Record<LogLevel, number>;

const severityBits = 7;
const noiseBit = 8;
const runLogBit = 16;
const tracebackBit = 32;
const errorBit = 64;

/** What a line is within its log: the first line of an error, one of those that explain it, or neither. */
export type ErrorPart = 'error' | 'traceback' | undefined;

const partBits = {error: errorBit, traceback: tracebackBit} as const;

/** Puts together what is known of a line. User text has INFO's severity, everything about an error ERROR's. */
export const getLineFlags = ({level, isNoise, isRunLog}: LogEntry, part: ErrorPart): LineFlags => {
	const own = severities[level ?? 'INFO'];
	return (part === undefined ? own : Math.max(own, severities.ERROR))
		+ (isNoise ? noiseBit : 0)
		+ (isRunLog === true ? runLogBit : 0)
		+ (part === undefined ? 0 : partBits[part]);
};

const has = (flags: LineFlags, bit: number): boolean => Math.floor(flags / bit) % 2 === 1;

/** FaaSr's own chatter. */
export const isNoiseLine = (flags: LineFlags): boolean => has(flags, noiseBit);

/** A line of the platform run's own log. */
export const isRunLogLine = (flags: LineFlags): boolean => has(flags, runLogBit);

/** A line that explains the error before it. */
export const isTracebackLine = (flags: LineFlags): boolean => has(flags, tracebackBit);

/** The first line of an error. */
export const isErrorLine = (flags: LineFlags): boolean => has(flags, errorBit);

/** Whether a line is of this level or a graver one. */
export const isAtLeast = (flags: LineFlags, level: LogLevel): boolean => flags % (severityBits + 1) >= severities[level];
