import {countInvoked} from '../log/count-invoked.js';
import {lookUp} from '../look-up.js';
import {isSilent} from './is-silent.js';
import {getInstanceIds, getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';
import {splitTargets} from './split-targets.js';

export type HalfDispatched = NodeState & Required<Pick<NodeState, 'log'>>;

/** Whether a function did its work (its log has the finish line, its marker is there) and failed only to invoke what comes after it. */
export const isHalfDispatched = (node: NodeState): node is HalfDispatched =>
	node.status === 'FAILED' && node.log?.result !== undefined && node.log.failure === undefined && node.doneAt !== undefined;

/**
The instances that a half dispatched function led to and could not invoke, ranks in FaaSr's order.

What shows any sign of its own was invoked after all, whatever the log says: an answer can get lost, and a killed container does
not write its last lines. A join's platform run is no sign, since another arrival may have made it.
*/
export const findMissing = ({log, action}: HalfDispatched, {workflow, nodes}: Pick<RunState, 'workflow' | 'nodes'>): readonly string[] =>
	splitTargets(log, lookUp(workflow.actions, action)).missed.flatMap(to =>
		lookUp(getInstanceIds(workflow), to).slice(countInvoked(log.invoked, to)).filter(id => {
			const target = lookUp(nodes, id);
			return isSilent(target) && (getNodeLinks(workflow, id).predecessors.length > 1 || target.runIds.length === 0);
		}));
