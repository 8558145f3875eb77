import {lookUp} from '../look-up.js';
import {getInstances} from './node-id.js';
import {type Action, type Edge, type Workflow, type WorkflowNode} from './workflow.js';

/** The edges an action takes when its function returns `result`; all of them when no result is given. */
export const successorsOf = (workflow: Workflow, action: string, result?: boolean): readonly Edge[] => {
	const successors = workflow.actions.get(action)?.successors ?? [];
	if (result === undefined) {
		return successors;
	}

	const answer = result ? 'True' : 'False';
	return successors.filter(({when}) => when === 'always' || when === answer);
};

/** The actions that invoke this one, each once, as the document has them. */
export const predecessorsOf = (workflow: Workflow, action: string): readonly string[] =>
	[...new Set(workflow.actions.get(action)?.predecessors.map(({from}) => from))];

/** The instances of an action, ranks ascending; none for an action the workflow does not have. */
export const nodesOf = (workflow: Workflow, action: string): readonly WorkflowNode[] => {
	const found = workflow.actions.get(action);
	return found === undefined ? [] : getInstances(found);
};

/** Whether the action's function decides by its return value what runs next. */
export const isConditional = (action: Action): boolean => action.successors.some(({when}) => when !== 'always');

/** Whether every arrival but the last ends without running: the action is invoked by several instances (faasr.md 2h). */
export const isJoin = (workflow: Workflow, action: string): boolean => {
	const predecessors = workflow.actions.get(action)?.predecessors ?? [];
	return predecessors.length > 1 || predecessors.some(({from}) => lookUp(workflow.actions, from).rank > 1);
};
