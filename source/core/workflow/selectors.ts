import {lookUp} from '../look-up.js';
import {type Workflow} from './workflow.js';

/** The actions that invoke this one, each once, as the document has them. */
export const predecessorsOf = (workflow: Workflow, action: string): readonly string[] =>
	[...new Set(workflow.actions.get(action)?.predecessors.map(({from}) => from))];

/** Whether every arrival but the last ends without running: the action is invoked by several instances (faasr.md 2h). */
export const isJoin = (workflow: Workflow, action: string): boolean => {
	const predecessors = workflow.actions.get(action)?.predecessors ?? [];
	return predecessors.length > 1 || predecessors.some(({from}) => lookUp(workflow.actions, from).rank > 1);
};
