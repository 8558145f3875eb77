import {type AssertionReport} from '../../testing/assertions/assertion-report.js';
import {type LogFacts} from '../../core/log/log-facts.js';
import {type LogLevel} from '../../core/log/log-line.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type NodeState, type RunState, type SeenRun} from '../../core/run/run-state.js';
import {type Outcome, type Status} from '../../core/run/status.js';

/*
What a recording holds: one JSON object a line, the version first, then a snapshot, then changes. Described for its readers
in docs/events.md and docs/events.schema.json; a change of this file is a change of both, and of the version.
*/

export const recordingFormat = 'faasr-tui-events';

/** A reader of 2.x reads every 2.y: minor versions only add. */
export const recordingVersion = '2.0';

/** The versions that can be replayed. Before 2.0 ids of platform runs were GitHub's numbers. */
export const readMajors: readonly string[] = ['1', '2'];

/** What is known of a node's log, the parts that change with every line left out. */
export type RecordedLog = Omit<LogFacts, 'sizeBytes' | 'seconds'>;

export type RecordedNode = Pick<NodeState, 'id' | 'action' | 'rank' | 'status' | 'reason' | 'sentence' | 'startedAt' | 'endedAt' | 'doneAt' | 'logStartedAt' | 'failureSeenAt' | 'resumed' | 'runIds' | 'cause' | 'ranWithout' | 'isTrailing'> & {
	readonly log?: RecordedLog;
};

export type RecordedRun = Pick<RunState, 'outcome' | 'invocation' | 'triggeredAt' | 'begunBy' | 'endedAt' | 'isCancelRequested' | 'watchFailures'>;

export type RecordedPlatformRun = Pick<SeenRun, 'id' | 'action' | 'rank' | 'status' | 'conclusion' | 'meaning' | 'note' | 'createdAt' | 'url' | 'attempt' | 'mostAttempts' | 'isGuess' | 'seenAt' | 'beganAt'>;

export type RecordedLine = {
	readonly node: string;
	readonly text: string;
	/** When it was read. */
	readonly at: number;
	readonly level?: LogLevel;
	/** FaaSr's own chatter. */
	readonly isNoise?: true;
	/** A line of the platform run's own log. */
	readonly isRunLog?: true;
	/** What the function's process printed, told while it did. */
	readonly isPrint?: true;
};

/** How a node ended, for the result. */
export type RecordedEnd = Pick<NodeState, 'id' | 'status' | 'reason' | 'sentence' | 'cause' | 'ranWithout'> & {
	readonly durationMs?: number;
	readonly url?: string;
};

export type RecordedEvent =
	| {readonly type: 'version'; readonly format: string; readonly version: string}
	/** Everything known at this moment; what came before it no longer counts. */
	| {
		readonly type: 'snapshot';
		readonly at: number;
		readonly cloud: string;
		readonly timeoutMs: number;
		/** The workflow document, without credentials. */
		readonly document: Readonly<Record<string, unknown>>;
		readonly run: RecordedRun;
		readonly nodes: readonly RecordedNode[];
		readonly platformRuns: readonly RecordedPlatformRun[];
	}
	| {readonly type: 'run.changed'; readonly at: number; readonly run: RecordedRun}
	| {readonly type: 'node.changed'; readonly at: number; readonly node: RecordedNode; readonly from?: Status}
	| {readonly type: 'platform-run.changed'; readonly at: number; readonly platformRun: RecordedPlatformRun}
	| {readonly type: 'log.grew'; readonly at: number; readonly lines: readonly RecordedLine[]}
	/** A sentence of faasr-tui itself. */
	| {readonly type: 'note' | 'warning'; readonly at: number; readonly message: string}
	| {
		readonly type: 'result';
		readonly at: number;
		readonly outcome: Outcome;
		readonly exitCode: number;
		readonly durationMs: number;
		readonly invocation?: Invocation;
		readonly counts: Readonly<Partial<Record<Status, number>>>;
		readonly nodes: readonly RecordedEnd[];
		/** Why the outcome is not all there is to say. */
		readonly warnings?: readonly string[];
		/** Of a test file that ran beside the workflow. */
		readonly assertions?: {readonly file: string; readonly assertions: readonly AssertionReport[]};
	}
	/** There is no result: the run could not be started or watched. */
	| {readonly type: 'error'; readonly at: number; readonly code: string; readonly message: string; readonly hint?: string; readonly exitCode: number};

/** An event of the run's own time: all but the first line. */
export type TimedEvent = Exclude<RecordedEvent, {readonly type: 'version'}>;
