import {type Timeline} from '../../core/run/timeline/create-timeline.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type ReadRunFiles} from '../../run/files/read-run-files.js';
import {type ReportedResult} from '../reporter.js';

/** Lines of a log that look alike, in a row. */
export type LogPiece = {
	/** `noise` is FaaSr's own chatter. */
	readonly look: 'plain' | 'noise' | 'error';
	readonly lines: readonly string[];
};

/** The log of a node as the page shows it. */
export type ShownLog = {
	readonly pieces: readonly LogPiece[];
	/** How many lines are in `pieces`. */
	readonly count: number;
	/** How many older ones are left out. */
	readonly omittedCount: number;
};

/** What the parts of the page are made of. */
export type ReportInput = {
	readonly state: RunState;
	readonly result: ReportedResult;
	readonly timeline: Timeline;
	readonly cloudLabel: string;
	/** When the page is written (ms since the epoch). */
	readonly now: number;
	/** Makes text from elsewhere one printable line without secrets. */
	readonly clean: (text: string) => string;
	/** Puts `***` in place of secrets. */
	readonly mask: (text: string) => string;
	/** What the run wrote; absent where nobody can look. */
	readonly files?: ReadRunFiles;
	/** The logs by node; nodes without one are absent. */
	readonly logs: ReadonlyMap<string, ShownLog>;
	/** The last lines of a node that are not FaaSr's own. */
	readonly getTail: (node: NodeState) => readonly string[];
	/** Id of a node's log in the page; nothing where it has none. */
	readonly getLogId: (node: string) => string | undefined;
};
