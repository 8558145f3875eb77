import {type NodeState} from '../../../core/run/run-state.js';

/** One line of the table. */
export type TableRow = {
	/** Names the row for as long as the run goes on: a node's id, or the name of a ranked action. */
	readonly key: string;
	/** The nodes it stands for. */
	readonly nodes: readonly NodeState[];
};

/** The lines of the table, in the order they are shown. */
export type TableRows = {
	readonly rows: readonly TableRow[];
	/** Place of every row by its key. */
	readonly places: ReadonlyMap<string, number>;
};

/** Lists the rows of the table. */
export const getTableRows = (nodes: ReadonlyMap<string, NodeState>): TableRows => {
	const rows = [...nodes.values()].map(node => ({key: node.id, nodes: [node]}));
	return {rows, places: new Map(rows.map(({key}, place) => [key, place]))};
};
