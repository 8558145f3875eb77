import {lookUp} from '../look-up.js';
import {type Workflow} from '../workflow/workflow.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState} from './run-state.js';

const mostNamed = 3;

/** A function that did not do its work; where only a dispatch was refused, the work is done. */
const isWithoutWork = ({status, reason}: NodeState): boolean => status === 'FAILED' && reason !== 'dispatch-failed';

/**
The nodes right before a join that raised, although the join ran: FaaSr writes `.done` for them all the same (faasr.md 0, fact 3).

What such a join worked with may be incomplete. Empty for every other node.
*/
export const listRanWithout = ({id, status}: NodeState, nodes: ReadonlyMap<string, NodeState>, workflow: Workflow): readonly string[] => {
	const {predecessors} = getNodeLinks(workflow, id);
	return status === 'COMPLETED' && predecessors.length > 1
		? predecessors.filter(({from}) => isWithoutWork(lookUp(nodes, from))).map(({from}) => from)
		: [];
};

/** `ran without train(13)`, of many the first three. */
export const describeRanWithout = (ids: readonly string[]): string => {
	const rest = ids.length - mostNamed;
	return `ran without ${ids.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: its input may be incomplete`;
};
