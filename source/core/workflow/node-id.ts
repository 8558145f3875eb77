import {type Action, type WorkflowNode} from './workflow.js';

/** Names one instance of an action: `compute`, or `compute(2)` for the second rank. */
export const nodeId = (action: string, rank?: number): string => rank === undefined ? action : `${action}(${rank})`;

const written = /^([^()]+)(?:\((\d+)\))?$/;

/** Reads `compute` or `compute(2)` into its parts; `undefined` for anything else. Also the form of an entry of `InvokeNext`, where the number counts instances. */
export const parseNodeId = (id: string): {readonly action: string; readonly rank?: number} | undefined => {
	const match = written.exec(id);
	if (!match) {
		return undefined;
	}

	return match[2] === undefined ? {action: match[1]!} : {action: match[1]!, rank: Number(match[2])};
};

/** Every instance the workflow starts of an action, ranks ascending. */
export const getInstances = ({name, rank: count, isRanked}: Pick<Action, 'name' | 'rank' | 'isRanked'>): readonly WorkflowNode[] => isRanked
	? Array.from({length: count}, (_, index) => ({id: nodeId(name, index + 1), action: name, rank: index + 1}))
	: [{id: name, action: name}];
