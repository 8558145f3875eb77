import {type NodeState} from './run-state.js';

/** Puts the nodes of each action together: one for most, all ranks of a ranked one, in their order. */
export const groupNodes = (nodes: Iterable<NodeState>): ReadonlyMap<string, readonly NodeState[]> => {
	const groups = new Map<string, NodeState[]>();
	for (const node of nodes) {
		const group = groups.get(node.action);
		if (group === undefined) {
			groups.set(node.action, [node]);
		} else {
			group.push(node);
		}
	}

	return groups;
};
