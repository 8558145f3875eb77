import {lookUp} from '../../look-up.js';
import {type JsonPath} from '../json/json-path.js';
import {type Edge} from '../workflow.js';

/** An edge as the document writes it. */
export type GraphEdge = Edge & {
	/** Whether a number in brackets was written. */
	readonly isRanked: boolean;
	readonly at: JsonPath;
};

/** The actions and edges of a document, also of one that has errors: what cannot be read is left out. */
export type Graph = {
	/** `FunctionInvoke`, when it is text. */
	readonly entry: string | undefined;
	/** By action, in document order, edges to undefined actions included. */
	readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
	/** By action, in document order; only between defined actions. */
	readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
};

/** The most instances any of the edges starts; 1 without edges. */
export const getHighestRank = (edges: readonly Edge[] = []): number => {
	let highest = 1;
	for (const {rank} of edges) {
		highest = Math.max(highest, rank);
	}

	return highest;
};

/** The edges of one action that lead to defined actions. */
export const getDefinedEdges = (graph: Graph, action: string): readonly GraphEdge[] =>
	lookUp(graph.outgoing, action).filter(({to}) => graph.outgoing.has(to));

/** The different actions that have an edge to this one. */
export const getSources = (graph: Graph, action: string): readonly string[] =>
	[...new Set(lookUp(graph.incoming, action).map(({from}) => from))];

/**
A join is started by more than one instance and lets only the last one through: it has several predecessors or a ranked one.

With a single edge FaaSr checks nothing (faasr.md 2h).
*/
export const isJoin = (graph: Graph, action: string): boolean => {
	const incoming = lookUp(graph.incoming, action);
	return incoming.length > 1 || incoming.some(({from}) => getHighestRank(graph.incoming.get(from)) > 1);
};
