import {lookUp} from '../look-up.js';
import {type WorkflowNode} from '../workflow/workflow.js';
import {type Attempt, findRedispatched, type Traces} from './find-redispatched.js';
import {getInstanceIds, getNodeLinks} from './node-links.js';

/** Kubernetes repeats a failed job by itself, within one attempt of the invocation (its backoffLimit). */
const isRepeatedByPlatform = ({action}: WorkflowNode, {workflow: {actions, document}}: Traces): boolean =>
	document.ComputeServers[lookUp(actions, action).server]?.FaaSType === 'Kubernetes';

/** Whether a join behind a node has run: FaaSr lets it only when all before it have their markers (faasr.md 2h). */
const hasJoinRun = ({action}: WorkflowNode, {workflow, logs}: Traces): boolean => lookUp(workflow.actions, action).successors.some(({to}) =>
	lookUp(getInstanceIds(workflow), to).some(target => logs.has(target) && getNodeLinks(workflow, target).isJoin));

const isRemoved = (node: WorkflowNode, traces: Traces): boolean => {
	const log = traces.logs.get(node.id);
	return log !== undefined && !traces.markers.has(node.id) && (log.result !== undefined || (log.attempts <= 1 && hasJoinRun(node, traces)));
};

/**
Nodes whose marker was there and is not any more: a resume deletes it of what runs again, so that their logs tell of an attempt that no longer counts.

FaaSr writes `.done` before the finish line, and it never runs the entry action twice: where even that one's is gone, somebody
removed markers for reasons of their own, and nothing is concluded.
*/
const findRemoved = (traces: Traces): ReadonlySet<string> => {
	const removed = new Set(traces.workflow.nodes.filter(node => isRemoved(node, traces)).map(({id}) => id));
	return removed.has(traces.workflow.entry) ? new Set() : removed;
};

/**
Finds out from what an invocation left which of its nodes run again in a resumed run, and which attempts before do not count.

So a run that was resumed is told by whoever looks later as the resume told it.
*/
export const findAttempts = (traces: Traces): ReadonlyMap<string, Attempt> => {
	const {workflow, logs} = traces;
	const removed = findRemoved(traces);
	const attempts = new Map<string, Attempt>();
	for (const node of workflow.nodes) {
		const {id, action} = node;
		const count = logs.get(id)?.attempts ?? 0;
		const old = removed.has(id) ? count : count - 1;
		const isAgain = removed.has(id) || (old > 0 && action !== workflow.entry && (removed.size > 0 || !isRepeatedByPlatform(node, traces)));
		if (isAgain) {
			const isBehind = getNodeLinks(workflow, id).predecessors.some(({from}) => attempts.get(from)?.resumed !== undefined);
			attempts.set(id, {resumed: {attempts: old, isDispatched: !isBehind}});
		}
	}

	return new Map([...attempts, ...findRedispatched(traces, new Set(attempts.keys()))]);
};
