import {type Workflow} from '../../core/workflow/workflow.js';

/** The size of a workflow, for people and programs. */
export const countParts = ({actions, nodes}: Workflow) => {
	let edgeCount = 0;
	for (const {successors} of actions.values()) {
		edgeCount += successors.length;
	}

	return {actions: actions.size, instances: nodes.length, edges: edgeCount};
};
