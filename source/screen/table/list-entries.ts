import {groupByAction} from '../../core/run/group-nodes.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {getWorkflowTree, type TreePlace} from './workflow-tree.js';

/** An action and its nodes in graph order. */
export type Entry = {
	readonly action: string;
	readonly isRanked: boolean;
	readonly place: TreePlace;
	readonly nodes: readonly NodeState[];
	/** Those of its nodes that pass the filter. */
	readonly matches: readonly NodeState[];
};

/** Every action with all of its nodes, in the order of the table. */
export const listEntries = ({workflow, nodes}: Pick<RunState, 'workflow' | 'nodes'>): readonly Entry[] => {
	const groups = groupByAction(nodes.values());
	return [...getWorkflowTree(workflow)].map(([action, place]) => {
		const own = groups.get(action) ?? [];
		return {action, isRanked: workflow.actions.get(action)?.isRanked === true, place, nodes: own, matches: own};
	});
};
