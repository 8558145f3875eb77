import {type LogEntry} from '../../../runner/log-entry.js';

/** Which lines are shown. */
export type LogFilter = {
	/** Only this node's lines; absent for all. */
	readonly node?: string | undefined;
	/** FaaSr's own chatter too. */
	readonly isNoiseShown: boolean;
};

/** A line that passes the filter. */
export type LogRow = {
	/** Counts all lines of the run from 0, dropped and filtered ones too, so it names the line for good. */
	readonly number: number;
	readonly entry: LogEntry;
	/** A line without a prefix behind an ERROR of the same node. */
	readonly isTraceback: boolean;
};

/** The filtered lines, and what is needed to go on from there. */
export type LogIndex = {
	readonly filter: LogFilter;
	readonly rows: readonly LogRow[];
	/** Number of the first line not looked at yet. */
	readonly nextNumber: number;
	readonly lastEntry?: LogEntry | undefined;
	/** Nodes whose last prefixed line was an ERROR. */
	readonly failing: ReadonlySet<string>;
};

export type LogSource = {
	readonly entries: readonly LogEntry[];
	readonly droppedCount: number;
	readonly filter: LogFilter;
};

const createIndex = (filter: LogFilter): LogIndex => ({filter, rows: [], nextNumber: 0, failing: new Set()});

export const emptyLogIndex: LogIndex = createIndex({isNoiseShown: false});

const isSameFilter = (a: LogFilter, b: LogFilter): boolean => a.node === b.node && a.isNoiseShown === b.isNoiseShown;

/** Tells whether the index has seen the beginning of these entries and nothing else, so that it can go on behind it. */
const canContinue = (index: LogIndex, {entries, droppedCount, filter}: LogSource): boolean => {
	const lastPlace = index.nextNumber - 1 - droppedCount;
	return isSameFilter(index.filter, filter) && (lastPlace < 0
		? index.nextNumber <= droppedCount
		: entries[lastPlace] === index.lastEntry);
};

const isError = ({level}: LogEntry): boolean => level === 'ERROR' || level === 'CRITICAL';

/** Brings the index up to date with the log; looks only at new lines unless the filter or the run has changed. */
export const updateLogIndex = (previous: LogIndex, source: LogSource): LogIndex => {
	const {entries, droppedCount, filter} = source;
	const isContinued = canContinue(previous, source);
	const index = isContinued ? previous : createIndex(filter);
	const nextNumber = droppedCount + entries.length;
	const firstKept = index.rows.findIndex(({number}) => number >= droppedCount);
	const hasDropped = index.rows.length > 0 && firstKept !== 0;
	if (isContinued && nextNumber === index.nextNumber && !hasDropped) {
		return previous;
	}

	const rows = firstKept === -1 ? [] : index.rows.slice(firstKept);
	const failing = new Set(index.failing);
	const firstNew = Math.max(index.nextNumber, droppedCount);
	for (const [offset, entry] of entries.slice(firstNew - droppedCount).entries()) {
		if (isError(entry)) {
			failing.add(entry.node);
		} else if (entry.level !== undefined) {
			failing.delete(entry.node);
		}

		const isShown = (filter.isNoiseShown || !entry.isNoise) && (filter.node === undefined || filter.node === entry.node);
		if (isShown) {
			rows.push({number: firstNew + offset, entry, isTraceback: entry.level === undefined && failing.has(entry.node)});
		}
	}

	return {filter, rows, nextNumber, lastEntry: entries.at(-1), failing};
};
