import {getDefinedEdges, type Graph} from './graph.js';

/** The actions sorted, or what is left over because loops hold it. */
export type SortedGraph = {
	/** Every action after all its predecessors; actions in or behind a loop are missing. */
	readonly order: readonly string[];
	/** Actions in a loop or behind one, in document order. */
	readonly rest: readonly string[];
};

/**
Sorts actions by their longest way from a start, and among equals as the document has them.

Siblings stand together that way, which is how people read a workflow.
*/
export const sortGraph = (graph: Graph): SortedGraph => {
	const waitingFor = new Map<string, number>();
	for (const [name, edges] of graph.incoming) {
		waitingFor.set(name, edges.length);
	}

	let level = [...waitingFor.keys()].filter(name => waitingFor.get(name) === 0);
	const order: string[] = [];
	const position = new Map([...waitingFor.keys()].map((name, index) => [name, index]));
	while (level.length > 0) {
		for (const name of level) {
			order.push(name);
		}

		const next: string[] = [];
		for (const {to} of level.flatMap(name => getDefinedEdges(graph, name))) {
			const count = waitingFor.get(to)! - 1;
			waitingFor.set(to, count);
			if (count === 0) {
				next.push(to);
			}
		}

		level = next.toSorted((a, b) => position.get(a)! - position.get(b)!);
	}

	return {order, rest: [...waitingFor.keys()].filter(name => waitingFor.get(name)! > 0)};
};
