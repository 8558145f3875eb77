import {countInvoked} from '../log/count-invoked.js';
import {type LogFacts} from '../log/log-facts.js';
import {lookUp} from '../look-up.js';
import {type Workflow, type WorkflowNode} from '../workflow/workflow.js';
import {nodeId} from '../workflow/node-id.js';
import {getInstanceIds, getNodeLinks} from './node-links.js';
import {type PlatformRun} from './platform-run.js';
import {type NodeState} from './run-state.js';
import {splitTargets} from './split-targets.js';
import {isRed} from './run-meaning.js';

/** What an invocation left, all attempts together. */
export type Traces = {
	readonly workflow: Workflow;
	/** What each node's log says of its latest attempt. */
	readonly logs: ReadonlyMap<string, LogFacts>;
	/** Nodes with their `.done`, by a listing begun after the logs were read. */
	readonly markers: ReadonlySet<string>;
	readonly runs: readonly PlatformRun[];
};

/** What a resume did to a node, as `createResumedState` would note it. */
export type Attempt = Pick<NodeState, 'resumed' | 'redispatched'>;

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

/** How many of those before a join may have invoked it: what its log and its marker tell may be another arrival's doing. */
const countArrivals = (target: string, workflow: Workflow, logs: Traces['logs']): number => getNodeLinks(workflow, target).predecessors
	.filter(({from, edges}) => logs.get(from)?.dispatchFailure === undefined || countInvoked(logs.get(from)!.invoked, edges[0]!.to) > 0).length;

/** The instances that a function was refused to invoke and that run all the same, when it is all of them: a resume has dispatched them. */
const findRedispatched = ({id, action}: WorkflowNode, {workflow, logs, markers, runs}: Traces): readonly string[] | undefined => {
	const log = logs.get(id);
	if (log?.result === undefined || log.failure !== undefined || !markers.has(id)) {
		return undefined;
	}

	const isCutOff = log.dispatchFailure !== undefined || runs.some(run => run.action === action && isRed(run));
	const missing = splitTargets(log, lookUp(workflow.actions, action)).missed
		.flatMap(to => lookUp(getInstanceIds(workflow), to).slice(countInvoked(log.invoked, to)));
	const countRuns = (target: string): number =>
		new Set(runs.filter(run => run.isGuess !== true && nodeId(run.action, run.rank) === target).map(run => run.id)).size;
	const isDispatched = (target: string): boolean => getNodeLinks(workflow, target).isJoin
		? countRuns(target) > countArrivals(target, workflow, logs)
		: logs.has(target) || markers.has(target) || countRuns(target) > 0;
	return isCutOff && missing.length > 0 && missing.every(target => isDispatched(target)) ? missing : undefined;
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
			continue;
		}

		const redispatched = findRedispatched(node, traces);
		if (redispatched !== undefined) {
			attempts.set(id, {redispatched});
		}
	}

	return attempts;
};
