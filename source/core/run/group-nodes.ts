import {type NodeState} from './run-state.js';

/** Puts together what belongs to the same action, in the order it comes. */
export const groupByAction = <Item extends {readonly action: string}>(items: Iterable<Item>): Map<string, Item[]> => {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const group = groups.get(item.action);
		if (group === undefined) {
			groups.set(item.action, [item]);
		} else {
			group.push(item);
		}
	}

	return groups;
};

/** Puts the nodes of each action together: one for most, all ranks of a ranked one, in their order. */
export const groupNodes = (nodes: Iterable<NodeState>): ReadonlyMap<string, readonly NodeState[]> => groupByAction(nodes);
