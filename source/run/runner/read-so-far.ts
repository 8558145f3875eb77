import {describeOmitted} from '../../core/log/omitted-lines.js';
import {type RunEvent} from '../../core/run/events.js';
import {type Monitor} from '../monitor/monitor.js';
import {pollToTheEnd} from '../monitor/poll-to-the-end.js';
import {type LogEntry} from './log-entry.js';
import {toLogEntries} from './watch-run.js';

/** So many lines of what was there before the watching began are kept: the newest. */
const mostLines = 20_000;

/** What an invocation's objects and platform runs say when somebody begins to watch it. */
export type SoFar = {
	readonly events: readonly RunEvent[];
	/** The newest lines, behind one that says how many others `faasr-tui logs` has. */
	readonly entries: readonly LogEntry[];
	/** How many those are, by node. */
	readonly omitted: ReadonlyMap<string, number>;
};

const noteOmitted = (entries: readonly LogEntry[], omitted: number): readonly LogEntry[] => {
	const [first] = entries;
	const text = `${describeOmitted(omitted)}: faasr-tui logs shows them`;
	return omitted === 0 || first === undefined ? entries : [{text, message: text, isNoise: false, node: first.node, at: first.at}, ...entries];
};

/** Reads all that is there, and once more what came since when `onRead` asks for it. */
export const readSoFar = async (monitor: Monitor, onRead?: (events: readonly RunEvent[]) => Promise<'again' | 'enough'>): Promise<SoFar> => {
	const all: RunEvent[] = [];
	let entries: readonly LogEntry[] = [];
	const omitted = new Map<string, number>();
	const readOn = async (): Promise<void> => pollToTheEnd(async () => monitor.poll(), ({batch, fresh}) => {
		all.push(...batch.events);
		const known = [...entries, ...toLogEntries(fresh)];
		entries = known.slice(-mostLines);
		for (const {node} of known.slice(0, known.length - entries.length)) {
			omitted.set(node, (omitted.get(node) ?? 0) + 1);
		}
	});

	await readOn();
	if (await onRead?.(all) === 'again') {
		await readOn();
	}

	const omittedCount = [...omitted.values()].reduce((sum, count) => sum + count, 0);
	return {events: all, entries: noteOmitted(entries, omittedCount), omitted};
};
