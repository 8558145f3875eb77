import {type WorkflowDocument} from './document.js';

/** On which result of the action before it an edge is taken: always, or for one answer of a conditional. */
export type EdgeCondition = 'always' | 'True' | 'False';

/** One entry of an action's `InvokeNext`. */
export type Edge = {
	readonly from: string;
	readonly to: string;
	readonly when: EdgeCondition;
	/** How many instances the edge starts: `n` for `"name(n)"`, otherwise 1. */
	readonly rank: number;
};

/** The language a function is written in, as FaaSr names it. */
export type FunctionType = 'Python' | 'R' | 'Julia';

/** An entry of the document's `ActionList` with its place in the graph. */
export type Action = {
	readonly name: string;
	readonly functionName: string;
	/** As written in the document; a built-in VM action has none. */
	readonly type: string;
	/** Name of an entry of `ComputeServers`. */
	readonly server: string;
	/** Instances the workflow starts of it: more than 1 only behind a ranked edge. */
	readonly rank: number;
	/** True when it has more than one instance: only then its logs and markers carry the rank. FaaSr's scheduler sends no rank for `name(1)`. */
	readonly isRanked: boolean;
	readonly successors: readonly Edge[];
	readonly predecessors: readonly Edge[];
};

/** One instance of an action: `compute`, or `compute(2)` for the second rank. */
export type WorkflowNode = {
	readonly id: string;
	readonly action: string;
	/** From 1; absent for an action without ranks. */
	readonly rank?: number;
};

/** A checked workflow document as a graph. */
export type Workflow = {
	/** `WorkflowName`. */
	readonly name: string;
	/** `FunctionInvoke`: the action that a trigger dispatches. */
	readonly entry: string;
	/** In graph order: an action comes after all its predecessors. */
	readonly actions: ReadonlyMap<string, Action>;
	/** Every instance, in graph order, ranks ascending. */
	readonly nodes: readonly WorkflowNode[];
	readonly document: WorkflowDocument;
	/** The document as it is written; absent for one that was made in memory. */
	readonly text?: string;
};
