import {type RunEvent} from '../core/run/events.js';
import {emptyCursor, flushCursor, getCursorFacts, getNextRead, readCursor, type CursorStep, type LogCursor} from '../core/log/log-cursor.js';
import {type LogLine} from '../core/log/log-line.js';
import {type Bucket, type BucketObject} from '../ports/bucket.js';
import {type Clock} from '../ports/clock.js';

/** Lines of one node that were not read before. */
export type FreshLines = {
	readonly node: string;
	readonly at: number;
	readonly lines: readonly LogLine[];
};

/** What reading the grown logs brought. A log that could not be read is tried again with the next listing. */
export type LogReading = {
	readonly events: readonly RunEvent[];
	readonly fresh: readonly FreshLines[];
	/** More is there already than one look reads: the next one need not wait. */
	readonly hasMore?: true;
	readonly error?: unknown;
};

export type LogReaderOptions = {
	readonly bucket: Bucket;
	readonly workflowName: string;
	readonly clock: Clock;
};

/** How many logs are read at once: enough for a fan-out, few enough for a laptop's uplink. */
const parallelReads = 8;

/** What one look reads, so that a log of hundreds of MB never stands in memory as a whole: at most so much of one log, and so much of all (bytes). */
const logBytes = 1024 * 1024;
const lookBytes = 4 * 1024 * 1024;

type ReadLog = {readonly fresh: FreshLines; readonly event: RunEvent; readonly hasMore: boolean};

/** A node's log object in a listing. */
export type ListedLog = {readonly node: string; readonly object: BucketObject};

type GrownLog = {readonly log: ListedLog; readonly startByte: number};

/** As many logs as one look may read; the first always. */
const takeFirst = (grown: readonly GrownLog[]): readonly GrownLog[] => {
	let planned = 0;
	return grown.filter(({log: {object}, startByte}) => {
		const isTaken = planned < lookBytes;
		planned += isTaken ? Math.min(logBytes, object.sizeBytes - startByte) : 0;
		return isTaken;
	});
};

/** Reads what was added to log objects since the last time, and nothing twice unless an object was rewritten. */
export const createLogReader = ({bucket, workflowName, clock}: LogReaderOptions) => {
	const cursors = new Map<string, LogCursor>();
	/** Logs that could not be read when they were last tried: they come last, so that none keeps the others from being read. */
	const unreadable = new Set<string>();

	const readFrom = async ({key, sizeBytes}: BucketObject, startByte: number, cursor: LogCursor, signal?: AbortSignal): Promise<CursorStep | undefined> => {
		const range = await bucket.read(key, {startByte, signal, ...(sizeBytes - startByte > logBytes && {maxBytes: logBytes})});
		return range && readCursor(cursor, range, workflowName);
	};

	const readOne = async ({node, object}: ListedLog, startByte: number, signal?: AbortSignal): Promise<ReadLog | undefined> => {
		const cursor = cursors.get(node) ?? emptyCursor;
		const first = await readFrom(object, startByte, cursor, signal);
		const step = first?.mustRestart === true ? await readFrom(object, 0, cursor, signal) : first;
		if (step === undefined) {
			return undefined;
		}

		cursors.set(node, step.cursor);
		const at = clock.now();
		return {
			hasMore: step.cursor.sizeBytes < object.sizeBytes,
			fresh: {node, at, lines: step.lines},
			event: {type: 'log.observed', at, node, facts: getCursorFacts(step.cursor)},
		};
	};

	return {
		async read(logs: readonly ListedLog[], signal?: AbortSignal): Promise<LogReading> {
			const grown = logs.flatMap(log => {
				const startByte = getNextRead(cursors.get(log.node) ?? emptyCursor, log.object);
				return startByte === undefined ? [] : [{log, startByte}];
			}).toSorted((a, b) => Number(unreadable.has(a.log.node)) - Number(unreadable.has(b.log.node)));
			const wanted = takeFirst(grown);
			const logsRead: ReadLog[] = [];
			let error: unknown;
			const work = wanted.values();
			await Promise.all(Array.from({length: Math.min(parallelReads, wanted.length)}, async () => {
				for (const {log, startByte} of work) {
					try {
						const logRead = await readOne(log, startByte, signal);
						unreadable.delete(log.node);
						if (logRead !== undefined) {
							logsRead.push(logRead);
						}
					} catch (error_) {
						signal?.throwIfAborted();
						error = error_;
						unreadable.add(log.node);
						// Where one read times out a hundred others would, one after the other; the next look goes on with them.
						return;
					}
				}
			}));
			const hasMore = error === undefined && (wanted.length < grown.length || logsRead.some(one => one.hasMore));
			return {events: logsRead.map(({event}) => event), fresh: logsRead.map(({fresh}) => fresh), ...(hasMore && {hasMore}), ...(error !== undefined && {error})};
		},

		/** Hands out last lines that lack a line end, once no more can come. */
		flush(): readonly FreshLines[] {
			return [...cursors].flatMap(([node, cursor]) => {
				const step = flushCursor(cursor, workflowName);
				cursors.set(node, step.cursor);
				return step.lines.length === 0 ? [] : [{node, at: clock.now(), lines: step.lines}];
			});
		},
	};
};
