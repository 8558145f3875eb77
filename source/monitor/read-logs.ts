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
	readonly error?: unknown;
};

export type LogReaderOptions = {
	readonly bucket: Bucket;
	readonly workflowName: string;
	readonly clock: Clock;
};

/** How many logs are read at once: enough for a fan-out, few enough for a laptop's uplink. */
const parallelReads = 8;

type ReadLog = {readonly fresh: FreshLines; readonly event: RunEvent};

/** A node's log object in a listing. */
export type ListedLog = {readonly node: string; readonly object: BucketObject};

/** Reads what was added to log objects since the last time, and nothing twice unless an object was rewritten. */
export const createLogReader = ({bucket, workflowName, clock}: LogReaderOptions) => {
	const cursors = new Map<string, LogCursor>();
	/** Logs that could not be read when they were last tried: they come last, so that none keeps the others from being read. */
	const unreadable = new Set<string>();

	const readFrom = async (key: string, startByte: number, cursor: LogCursor, signal?: AbortSignal): Promise<CursorStep | undefined> => {
		const range = await bucket.read(key, {startByte, signal});
		return range && readCursor(cursor, range, workflowName);
	};

	const readOne = async ({node, object}: ListedLog, startByte: number, signal?: AbortSignal): Promise<ReadLog | undefined> => {
		const cursor = cursors.get(node) ?? emptyCursor;
		const first = await readFrom(object.key, startByte, cursor, signal);
		const step = first?.mustRestart === true ? await readFrom(object.key, 0, cursor, signal) : first;
		if (step === undefined) {
			return undefined;
		}

		cursors.set(node, step.cursor);
		const at = clock.now();
		return {
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
			const logsRead: ReadLog[] = [];
			let error: unknown;
			const work = grown.values();
			await Promise.all(Array.from({length: Math.min(parallelReads, grown.length)}, async () => {
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
			return {events: logsRead.map(({event}) => event), fresh: logsRead.map(({fresh}) => fresh), ...(error !== undefined && {error})};
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
