import {emptyFold, foldLogLine, getLogFacts, type LogFold} from './fold-log-facts.js';
import {type LogFacts} from './log-facts.js';
import {type LogLine} from './log-line.js';
import {noReport, stepOwnReport, type OwnReport} from './own-report.js';
import {parseLogLine} from './parse-log-line.js';

/** How many bytes before the last one are read again, to see whether the object was rewritten. */
const overlapBytes = 64;

/** How far one log object has been read, and what it said so far. */
export type LogCursor = {
	readonly etag: string;
	readonly sizeBytes: number;
	/** The last bytes read, at most `overlapBytes`. */
	readonly tail: Uint8Array;
	/** Bytes of a line whose end has not been written yet. */
	readonly pending: Uint8Array;
	readonly fold: LogFold;
	readonly report: OwnReport;
	/** The lines handed out, so that after a rewrite only the new ones are. */
	readonly seen?: SeenLines;
	/** Hashes of lines handed out that the object does not hold any more: when they come back, they are not new. */
	readonly ahead: readonly number[];
};

/** Hashes of lines, newest read last; a list that is never copied, because a log is read many times. */
type SeenLines = {
	readonly before: SeenLines | undefined;
	readonly hashes: readonly number[];
};

export const emptyCursor: LogCursor = {
	etag: '', sizeBytes: 0, tail: new Uint8Array(), pending: new Uint8Array(), fold: emptyFold, report: noReport, ahead: [],
};

/** What a read brought. */
export type CursorStep = {
	readonly cursor: LogCursor;
	/** Lines that were not handed out before. */
	readonly lines: readonly LogLine[];
	/** The object was rewritten, so it must be read once more from its first byte. */
	readonly mustRestart: boolean;
};

/** From which byte on to read an object of the listing, or `undefined` when nothing new is in it. */
export const getNextRead = (cursor: LogCursor, listed: {readonly etag: string; readonly sizeBytes: number}): number | undefined => {
	if (listed.sizeBytes === cursor.sizeBytes && (listed.etag === cursor.etag || listed.sizeBytes === 0)) {
		return undefined;
	}

	// The same size with another content, or a shorter one: a rewrite, which an overlap cannot prove harmless.
	return listed.sizeBytes <= cursor.sizeBytes ? 0 : Math.max(0, cursor.sizeBytes - cursor.tail.length);
};

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => {
	const joined = new Uint8Array(a.length + b.length);
	joined.set(a);
	joined.set(b, a.length);
	return joined;
};

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

const hashLine = (text: string): number => {
	let hash = 5381;
	for (let index = 0; index < text.length; index++) {
		hash = Math.trunc((hash * 33) + text.charCodeAt(index)) % 4_294_967_291; // eslint-disable-line unicorn/prefer-code-point
	}

	return hash;
};

const lineEnd = 10;

const readLines = (bytes: Uint8Array): {readonly texts: readonly string[]; readonly pending: Uint8Array} => {
	const end = bytes.lastIndexOf(lineEnd) + 1;
	const text = new TextDecoder().decode(bytes.subarray(0, end));
	return {texts: end === 0 ? [] : text.slice(0, -1).split('\n'), pending: bytes.slice(end)};
};

/** What was read anew, with the hash of each line. */
type Advance = {
	readonly next: LogCursor;
	readonly added: readonly LogLine[];
	readonly hashes: readonly number[];
};

const advance = (cursor: LogCursor, fresh: Uint8Array, etag: string, workflowName: string): Advance => {
	const {texts, pending} = readLines(concat(cursor.pending, fresh));
	const added: LogLine[] = [];
	let {fold, report} = cursor;
	for (const text of texts) {
		const line = parseLogLine(text);
		const step = stepOwnReport(report, line);
		added.push(step.isOwn ? {...line, isNoise: true} : line);
		fold = foldLogLine(fold, line, workflowName);
		report = step.report;
	}

	const hashes = texts.map(text => hashLine(text));
	const next = {
		etag,
		sizeBytes: cursor.sizeBytes + fresh.length,
		tail: concat(cursor.tail, fresh).slice(-overlapBytes),
		pending,
		fold,
		report,
		seen: {before: cursor.seen, hashes},
		ahead: [],
	};
	return {next, added, hashes};
};

const listHashes = (seen: SeenLines | undefined): readonly number[] => {
	const parts: Array<readonly number[]> = [];
	for (let part = seen; part !== undefined; part = part.before) {
		parts.push(part.hashes);
	}

	return parts.reverse().flat();
};

/** How many lines stand at the head of both. */
const countCommon = (known: readonly number[], hashes: readonly number[]): number => {
	const difference = hashes.findIndex((hash, index) => hash !== known[index]);
	return difference === -1 ? hashes.length : difference;
};

/** Hands out those of the added lines that were not handed out before: `known` tells which may come again, in their order. */
const handOut = ({next, added, hashes}: Advance, known: readonly number[]): CursorStep => {
	const count = countCommon(known, hashes);
	const ahead = count === hashes.length ? known.slice(count) : [];
	return {cursor: {...next, ahead}, lines: added.slice(count), mustRestart: false};
};

/**
Takes in the bytes of a ranged read.

The read must start at or before the last byte known. When the bytes known do not stand there any more, or
the object has shrunk, nothing is taken in and `mustRestart` asks for a read from byte 0.
*/
export const readCursor = (
	cursor: LogCursor,
	range: {readonly bytes: Uint8Array; readonly startByte: number; readonly etag: string},
	workflowName: string,
): CursorStep => {
	if (range.startByte === 0) {
		return handOut(advance(emptyCursor, range.bytes, range.etag, workflowName), [...listHashes(cursor.seen), ...cursor.ahead]);
	}

	const known = cursor.sizeBytes - range.startByte;
	const overlap = range.bytes.subarray(Math.max(0, known - cursor.tail.length), Math.max(0, known));
	if (!isEqual(overlap, cursor.tail)) {
		return {cursor, lines: [], mustRestart: true};
	}

	return handOut(advance(cursor, range.bytes.subarray(known), range.etag, workflowName), cursor.ahead);
};

/** Hands out the last line of a log that ends without a line end. */
export const flushCursor = (cursor: LogCursor, workflowName: string): CursorStep => {
	if (cursor.pending.length === 0) {
		return {cursor, lines: [], mustRestart: false};
	}

	const {next, added} = advance(cursor, Uint8Array.of(lineEnd), cursor.etag, workflowName);
	return {cursor: {...next, sizeBytes: cursor.sizeBytes, tail: cursor.tail}, lines: added, mustRestart: false};
};

/** What the log said as far as it was read. */
export const getCursorFacts = (cursor: LogCursor): LogFacts => getLogFacts(cursor.fold, cursor.sizeBytes);
