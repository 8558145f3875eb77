import {type Invocation} from '../log/invocation.js';

/** What the user wants to rerun. */
export type ResumeSelection =
	/** Everything, under a new InvocationID. */
	| {readonly kind: 'workflow'}
	/** Nodes that failed, timed out or were cancelled, and everything downstream, within the same invocation. */
	| {readonly kind: 'failed'}
	/** One node and everything downstream, within the same invocation. */
	| {readonly kind: 'node'; readonly node: string};

/** One action that is dispatched with the old ids. */
export type ResumeDispatch = {
	readonly node: string;
	readonly action: string;
	/** FunctionRank of the node, kept. */
	readonly rank?: number;
};

/** An object, or a folder of them (its key ends with `/`), that is removed first. Keys are relative to the invocation's folder. */
export type ResumeDeletion = {
	readonly key: string;
	/** `log`: LoggingDataStore, `done`: DefaultDataStore. */
	readonly store: 'log' | 'done';
};

/** What a resume does, in this order: delete, dispatch, watch. With a `refusal` it does nothing. */
export type ResumePlan = {
	readonly selection: ResumeSelection;
	/** Absent for a new invocation. */
	readonly invocation?: Invocation;
	/** Why it cannot be done, one sentence. */
	readonly refusal?: string;
	/** What to do instead, a sentence; there with `refusal`. */
	readonly advice?: string;
	readonly deletions: readonly ResumeDeletion[];
	readonly dispatches: readonly ResumeDispatch[];
	/** Nodes that run again, in graph order; those behind a conditional only if its answer leads to them. */
	readonly runsAgain: ReadonlyArray<{readonly node: string; readonly isCertain: boolean}>;
	/** Joins behind what runs again that will still not run, and why. */
	readonly blocked: ReadonlyArray<{readonly node: string; readonly sentence: string}>;
	/** Functions that did their work and were refused dispatches, all of which the plan makes in their place: they count as completed then. */
	readonly completes: ReadonlyArray<{readonly node: string; readonly missing: readonly string[]}>;
	/** Nodes whose ends stand. */
	readonly kept: readonly string[];
};
