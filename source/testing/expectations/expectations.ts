import {type Status} from '../../core/run/status.js';

/** What is expected of a node: its status, and of one that failed why. */
export type NodeExpectation = Status | {readonly status: Status; readonly reason?: string; readonly log?: string};

/** What is expected of a file that a function writes. */
export type FileExpectation = {
	/** A name below the run's folder, or a whole key with `{InvocationID}`, `{InvocationTimestamp}` or `{WorkflowName}`. */
	readonly path: string;
	/** The run must not have written it. @default false */
	readonly absent?: boolean;
	/** A file beside the expectations with the same contents. */
	readonly equals?: string;
	/** A CSV file beside the expectations with the same cells. */
	readonly csv?: string | {readonly file: string; readonly tolerance?: number; readonly ignore?: readonly string[]};
	/** What the file's JSON holds; other keys may be there, too. */
	readonly json?: unknown;
	/** A text that it contains. */
	readonly contains?: string;
	/** A regular expression of which it has a match. */
	readonly matches?: string;
};

/** What is expected of the log of a node, or of every rank of an action. */
export type LogExpectation = {readonly node: string; readonly contains?: string; readonly matches?: string};

/** What a run must have done: the contents of an expectations file (docs/expectations.md). */
export type Expectations = {
	readonly nodes?: Readonly<Record<string, NodeExpectation>>;
	readonly files?: readonly FileExpectation[];
	readonly logs?: readonly LogExpectation[];
	/** Seconds that the run may take at most. */
	readonly duration?: number;
};
