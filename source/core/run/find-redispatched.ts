import {countInvoked} from '../log/count-invoked.js';
import {type LogFacts} from '../log/log-facts.js';
import {lookUp} from '../look-up.js';
import {nodeId} from '../workflow/node-id.js';
import {type Workflow, type WorkflowNode} from '../workflow/workflow.js';
import {getInstanceIds, getNodeLinks} from './node-links.js';
import {type PlatformRun} from './platform-run.js';
import {isRed} from './run-meaning.js';
import {type NodeState} from './run-state.js';
import {splitTargets} from './split-targets.js';

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

/** The instances that a function was refused to invoke, or did not come to invoke, after it had done its work. */
const listMissing = ({id, action}: WorkflowNode, {workflow, logs, markers, runs}: Traces): readonly string[] => {
	const log = logs.get(id);
	if (log?.result === undefined || log.failure !== undefined || !markers.has(id)) {
		return [];
	}

	const isCutOff = log.dispatchFailure !== undefined || runs.some(run => run.action === action && isRed(run));
	return isCutOff
		? splitTargets(log, lookUp(workflow.actions, action)).missed.flatMap(to => lookUp(getInstanceIds(workflow), to).slice(countInvoked(log.invoked, to)))
		: [];
};

/** The instances with more runs than those before them can have made: a resume has dispatched them. */
const findExtra = ({workflow, logs, runs}: Traces): ReadonlySet<string> => {
	const runIds = new Map<string, Set<string>>();
	for (const {id, action, rank} of runs.filter(({isGuess}) => isGuess !== true)) {
		const node = nodeId(action, rank);
		runIds.set(node, (runIds.get(node) ?? new Set()).add(id));
	}

	const mayHaveInvoked = (log: LogFacts | undefined, {action, rank = 1}: WorkflowNode): boolean =>
		log?.dispatchFailure === undefined || countInvoked(log.invoked, action) >= rank;
	return new Set(workflow.nodes.flatMap(node => {
		const {id, action} = node;
		const arrivals = getNodeLinks(workflow, id).predecessors.filter(({from}) => mayHaveInvoked(logs.get(from), node)).length;
		return action !== workflow.entry && (runIds.get(id)?.size ?? 0) > arrivals ? [id] : [];
	}));
};

/** These nodes and all that is downstream of them. */
const addDownstream = (ids: readonly string[], workflow: Workflow): ReadonlySet<string> => {
	const reached = new Set(ids);
	for (const {id} of workflow.nodes) {
		if (getNodeLinks(workflow, id).predecessors.some(({from}) => reached.has(from))) {
			reached.add(id);
		}
	}

	return reached;
};

/**
Functions that could not invoke all that comes after them, and for which a resume has made up, each with what it could not invoke.

A resume dispatches what they could not invoke, leaves joins downstream of that to FaaSr, and leaves alone what has run anyway (see
`planResume`). It is known by what runs again, by a run more than there can be without it, or by one that nobody else can have invoked.
*/
export const findRedispatched = (traces: Traces, again: ReadonlySet<string>): ReadonlyMap<string, Attempt> => {
	const {workflow, logs, markers} = traces;
	const half = workflow.nodes.flatMap(node => {
		const missing = again.has(node.id) ? [] : listMissing(node, traces);
		return missing.length === 0 ? [] : [{id: node.id, missing}];
	});
	const extra = half.length === 0 ? new Set<string>() : findExtra(traces);
	const hasRun = (id: string): boolean => logs.has(id) || markers.has(id);
	const isDispatched = (id: string): boolean => again.has(id) || extra.has(id) || (!getNodeLinks(workflow, id).isJoin && hasRun(id));
	const wasResumed = again.size > 0 || extra.size > 0 || half.some(({missing}) => missing.some(id => isDispatched(id)));
	return new Map(half.filter(({missing}) => {
		const reached = addDownstream(missing.filter(id => isDispatched(id)), workflow);
		return wasResumed && missing.every(id => reached.has(id) || hasRun(id));
	}).map(({id, missing}) => [id, {redispatched: missing}]));
};
