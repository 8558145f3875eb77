import {type NodeState} from '../../core/run/run-state.js';
import {type TableOptions} from './state.js';
import {type StatusCounts} from './rank-counts.js';

type SharedRow = {
	/** Names the row for as long as the run goes on. */
	readonly key: string;
	/** The nodes it stands for. */
	readonly nodes: readonly NodeState[];
};

/** A node; its key is its id. */
export type NodeRow = SharedRow & {
	readonly kind: 'node';
	readonly node: NodeState;
	/** One letter a level before the name, as in TreePlace. */
	readonly lanes: string;
	readonly branch: 'True' | 'False' | undefined;
};

/** All ranks of an action; its key is the action's name. */
export type RanksRow = SharedRow & {
	readonly kind: 'ranks';
	readonly action: string;
	readonly lanes: string;
	readonly branch: 'True' | 'False' | undefined;
	/** Whether its ranks stand below it: all, those that failed, or none. */
	readonly opened: 'all' | 'failing' | 'none';
	readonly counts: StatusCounts;
};

/** Rows that are folded together. */
export type FoldRow = SharedRow & {
	readonly kind: 'fold';
	readonly lanes: string;
	/** Keys of the rows inside. */
	readonly keys: readonly string[];
	readonly counts: StatusCounts;
};

/** One line of the table. */
export type TableRow = NodeRow | RanksRow | FoldRow;

/** The lines of the table, in the order they are shown. */
export type TableRows = {
	readonly rows: readonly TableRow[];
	/** How many nodes stand above each row, folded ones too. */
	readonly nodesAbove: readonly number[];
	/** Place of every row by its key, and of the row that hides it for every key that is folded away. */
	readonly places: ReadonlyMap<string, number>;
	/** Place of the row a user would look at first. */
	readonly focus: number;
	/** Nodes that pass the filter. */
	readonly matchCount: number;
	readonly nodeCount: number;
	readonly options: TableOptions;
	/** Some node has run more than once. */
	readonly hasAttempts: boolean;
	/** Some node is known to have a run of the platform. */
	readonly hasRuns: boolean;
};
