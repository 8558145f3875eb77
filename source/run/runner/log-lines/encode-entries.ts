import {type LogLevel} from '../../../core/log/log-line.js';
import {type LogEntry} from '../log-entry.js';

/** A line as it is stored. The message is nearly always the end of the text: then only its length is. */
type Row = readonly [
	text: string,
	message: string | number,
	node: string,
	at: number,
	level: LogLevel | 0,
	seconds: number | 0 | '',
	source: string | 0,
	marks: number,
];

const encodeEntry = ({text, message, node, at, level, seconds, source, isNoise, isRunLog, isPrint}: LogEntry): Row => [
	text,
	text.endsWith(message) ? message.length : message,
	node,
	at,
	level ?? 0,
	seconds ?? '',
	source ?? 0,
	(isNoise ? 1 : 0) + (isRunLog === true ? 2 : 0) + (isPrint === true ? 4 : 0),
];

const decodeEntry = ([text, message, node, at, level, seconds, source, marks]: Row): LogEntry => ({
	text,
	message: typeof message === 'string' ? message : text.slice(text.length - message),
	node,
	at,
	...(level !== 0 && {level}),
	...(seconds !== '' && {seconds}),
	...(source !== 0 && {source}),
	isNoise: marks % 2 === 1,
	...(Math.floor(marks / 2) % 2 === 1 && {isRunLog: true}),
	...(marks >= 4 && {isPrint: true}),
});

/** Turns lines into a text for the disk. */
export const encodeEntries = (entries: readonly LogEntry[]): string => JSON.stringify(entries.map(entry => encodeEntry(entry)));

/** Reads what `encodeEntries` wrote. */
export const decodeEntries = (encoded: string): readonly LogEntry[] => {
	const rows = JSON.parse(encoded) as readonly Row[];
	return rows.map(row => decodeEntry(row));
};
