import {lookUp} from '../look-up.js';
import {type Edge, type Workflow} from '../workflow/workflow.js';

/** The edges from one action to another, drawn as one line. */
export type Line = {
	readonly from: number;
	readonly to: number;
	/** `True`, `False`, or nothing for an edge that is always taken. */
	readonly label: string;
};

/** A workflow as the layout sees it: actions by number, in graph order. */
export type LayoutGraph = {
	readonly names: readonly string[];
	readonly lines: readonly Line[];
	/** By action, the lines that leave it. */
	readonly outgoing: ReadonlyArray<readonly Line[]>;
};

const labelEdges = (edges: readonly Edge[]): string => {
	const conditions = new Set(edges.map(({when}) => when));
	return conditions.has('always') ? '' : [...conditions].toSorted().toReversed().join('/');
};

const mergeEdges = (edges: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> => {
	const merged = new Map<string, Edge[]>();
	for (const edge of edges) {
		merged.set(edge.to, [...merged.get(edge.to) ?? [], edge]);
	}

	return merged;
};

/** Reads the actions of a workflow and one line for each pair of them that is joined by edges. */
export const readLayoutGraph = ({actions}: Pick<Workflow, 'actions'>): LayoutGraph => {
	const names = [...actions.keys()];
	const numbers = new Map(names.map((name, index) => [name, index]));
	const outgoing = [...actions.values()].map(({successors}, from) =>
		[...mergeEdges(successors)].map(([name, edges]): Line => ({from, to: lookUp(numbers, name), label: labelEdges(edges)})));
	return {names, lines: outgoing.flat(), outgoing};
};
