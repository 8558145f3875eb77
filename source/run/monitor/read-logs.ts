import {type RunEvent} from '../../core/run/events.js';
import {emptyCursor, flushCursor, getCursorFacts, getNextRead, readCursor, type CursorStep, type LogCursor} from '../../core/log/log-cursor.js';
import {type LogLine} from '../../core/log/log-line.js';
import {type Bucket, type BucketObject} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';
import {forEachAtMost} from './for-each-at-most.js';

/** New lines of one node. */
export type FreshLines = {
	readonly node: string;
	readonly at: number;
	readonly lines: readonly LogLine[];
};

/** The result of reading the logs that grew. A log that could not be read is retried with the next listing. */
export type LogReading = {
	readonly events: readonly RunEvent[];
	readonly fresh: readonly FreshLines[];
	/** The logs have more than this poll read: the next one need not wait. */
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

/** How long a poll waits for its reads (ms): a read that hangs delays neither the others nor the platform. */
const timeoutMs = 1000;

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

/** Reads one node's log from where it was read to. */
const createCursors = ({bucket, workflowName, clock}: LogReaderOptions) => {
	const cursors = new Map<string, LogCursor>();
	const readFrom = async ({key, sizeBytes}: BucketObject, startByte: number, cursor: LogCursor, signal?: AbortSignal): Promise<CursorStep | undefined> => {
		const range = await bucket.read(key, {startByte, signal, ...(sizeBytes - startByte > logBytes && {maxBytes: logBytes})});
		return range && readCursor(cursor, range, workflowName);
	};

	return {
		/** From which byte on a listed log is new; nothing when it is not. */
		getNext: ({node, object}: ListedLog): number | undefined => getNextRead(cursors.get(node) ?? emptyCursor, object),

		async readOne({log: {node, object}, startByte}: GrownLog, signal?: AbortSignal): Promise<ReadLog | undefined> {
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

type Finished = {readonly read: readonly ReadLog[]; readonly failed?: {readonly error: unknown}};

/** Reads logs beside each other, and tells what is finished without waiting for the slowest for long. */
const createPools = (readOne: (grown: GrownLog, signal?: AbortSignal) => Promise<ReadLog | undefined>, clock: Clock) => {
	/** Logs that could not be read when they were last tried. */
	const unreadable = new Set<string>();
	/** Nodes whose log is being read. */
	const busy = new Set<string>();
	let pools: ReadonlyArray<Promise<void>> = [];
	let read: ReadLog[] = [];
	let failed: Finished['failed'];

	const startOne = async (grown: GrownLog, signal?: AbortSignal): Promise<'stop' | undefined> => {
		const {node} = grown.log;
		busy.add(node);
		let next: 'stop' | undefined;
		try {
			const logRead = await readOne(grown, signal);
			unreadable.delete(node);
			read.push(...(logRead === undefined ? [] : [logRead]));
		} catch (error) {
			failed = {error};
			unreadable.add(node);
			// Where one read times out a hundred others would, one after the other; the next look goes on with them.
			next = 'stop';
		}

		busy.delete(node);
		return next;
	};

	return {
		isBusy: (node: string): boolean => busy.has(node),
		isAnyBusy: (): boolean => pools.length > 0,
		isUnreadable: (node: string): boolean => unreadable.has(node),

		start(wanted: readonly GrownLog[], signal?: AbortSignal): void {
			pools = wanted.length === 0 ? pools : [...pools, forEachAtMost(parallelReads, wanted, async grown => startOne(grown, signal))];
		},

		/** What is finished, after all is or after a moment. */
		async take(signal?: AbortSignal): Promise<Finished> {
			const timer = new AbortController();
			const open = new Set(pools);
			const ends = pools.map(async pool => {
				await pool;
				open.delete(pool);
			});
			if (ends.length > 0) {
				await Promise.race([Promise.all(ends), Promise.allSettled([clock.sleep(timeoutMs, {signal: timer.signal})])]);
				timer.abort();
			}

			pools = [...open];
			signal?.throwIfAborted();
			const finished = {read, ...(failed !== undefined && {failed})};
			read = [];
			failed = undefined;
			return finished;
		},
	};
};

/**
Reads what was added to log objects since the last time, and nothing twice unless an object was rewritten.

A read that takes long goes on while others are told of: its look says `hasMore`, and a later one brings what it read.
*/
export const createLogReader = (options: LogReaderOptions) => {
	const {getNext, readOne, flush} = createCursors(options);
	const pools = createPools(readOne, options.clock);
	return {
		async read(logs: readonly ListedLog[], signal?: AbortSignal): Promise<LogReading> {
			const awaited = logs.filter(({node}) => pools.isBusy(node));
			const grown = logs.flatMap(log => {
				const startByte = pools.isBusy(log.node) ? undefined : getNext(log);
				return startByte === undefined ? [] : [{log, startByte}];
			// Those that could not be read come last, so that none keeps the others from being read.
			}).toSorted((a, b) => Number(pools.isUnreadable(a.log.node)) - Number(pools.isUnreadable(b.log.node)));
			const wanted = takeFirst(grown);
			pools.start(wanted, signal);
			const {read, failed} = await pools.take(signal);
			const hasMore = failed === undefined && (pools.isAnyBusy() || wanted.length < grown.length
				|| read.some(one => one.hasMore) || awaited.some(log => getNext(log) !== undefined));
			return {events: read.map(({event}) => event), fresh: read.map(({fresh}) => fresh), ...(hasMore && {hasMore}), ...failed};
		},

		flush,
	};
};
