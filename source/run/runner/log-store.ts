import {createListeners} from '../../ports/listeners/create-listeners.js';
import {type LogEntry} from './log-entry.js';
import {createErrorFinder} from './log-lines/create-error-finder.js';
import {createLineTable} from './log-lines/create-line-table.js';
import {createSpill} from './log-lines/create-spill.js';
import {LineChunks, type LineChunksOptions} from './log-lines/line-chunks.js';
import {getLineFlags, isRunLogLine} from './log-lines/line-flags.js';
import {type LogLines, type LogStore} from './run-store.js';

/** A log store that lines can be added to. */
export type WritableLogStore = LogStore & {
	readonly append: (entries: readonly LogEntry[]) => void;
	/** Puts lines in place that were written before this watching began: readers see them, nobody hears of them one by one. */
	readonly restore: (entries: readonly LogEntry[]) => void;
	/** Calls back with the lines just added; returns the way to stop it. */
	readonly onAppend: (listener: (entries: readonly LogEntry[]) => void) => () => void;
	/** Drops everything, for a new run. */
	readonly clear: () => void;
	/** Removes what is on the disk, at the end; the lines in memory stay. */
	readonly close: () => void;
};

/*
Some screens' worth. A line in memory takes five times its text and outlives the young generation of the heap, so that many of
them cost far more than they take: V8 lets the heap grow to a multiple of what is alive before it cleans up.
*/
const defaults: LineChunksOptions = {
	memoryLines: 8192,
	memoryBytes: 4 * 1024 * 1024,
	withoutDisk: {memoryLines: 100_000, memoryBytes: 32 * 1024 * 1024},
	chunkLines: 1024,
	createSpill: () => createSpill(),
};

const describeFault = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
	return `The oldest log lines are lost: the folder for temporary files does not keep them${code}. TMPDIR names another one.`;
};

/** The lines of one run after another, and what is known of them. */
const createLines = (options: LineChunksOptions) => {
	const chunks = new LineChunks(options);
	const table = createLineTable(isRunLogLine);
	let findError = createErrorFinder();
	let version = 0;
	let epoch = 0;
	const lines: LogLines = {
		getVersion: () => version,
		getEpoch: () => epoch,
		getFirst: () => chunks.first,
		getEnd: () => chunks.end,
		getFlags: table.getFlags,
		getNode: table.getNode,
		count: table.count,
		read: (from, to) => chunks.read(from, to),
		describeLoss: () => chunks.fault === undefined ? undefined : describeFault(chunks.fault),
	};
	return {
		lines,
		chunks,
		add(entries: readonly LogEntry[]): void {
			for (const entry of entries) {
				table.push(getLineFlags(entry, findError(entry)), entry.node);
				chunks.append(entry);
				chunks.trim();
			}

			version++;
		},
		clear(): void {
			chunks.clear();
			table.clear();
			findError = createErrorFinder();
			epoch++;
			version++;
		},
		close(): void {
			chunks.close();
			version++;
		},
	};
};

/** Keeps the newest lines in memory and the others on the disk, telling its readers once for each batch. */
export const createLogStore = (options: Partial<LineChunksOptions> = {}): WritableLogStore => {
	const {lines, chunks, add, clear, close} = createLines({...defaults, ...options});
	const changed = createListeners();
	const appended = createListeners<[readonly LogEntry[]]>();
	let snapshot: {readonly version: number; readonly entries: readonly LogEntry[]} | undefined;
	return {
		lines,
		close,
		// Put together for those who ask: adding lines must not cost more the more there are.
		getSnapshot() {
			const version = lines.getVersion();
			if (snapshot?.version !== version) {
				snapshot = {version, entries: chunks.readMemory()};
			}

			return snapshot.entries;
		},
		droppedCount: () => chunks.firstInMemory,
		subscribe: changed.add,
		onAppend: appended.add,
		append(added) {
			if (added.length > 0) {
				add(added);
				appended.call(added);
				changed.call();
			}
		},
		restore(known) {
			add(known);
			changed.call();
		},
		clear() {
			clear();
			changed.call();
		},
	};
};
