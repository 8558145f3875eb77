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

/** These nodes and all that is invoked downstream of them: a join that waits for a marker that nobody writes ends there. */
const addDownstream = (ids: readonly string[], {workflow, markers}: Traces): ReadonlySet<string> => {
	const running = new Set(ids);
	const reached = new Set(ids);
	for (const {id} of workflow.nodes) {
		const {predecessors, isJoin} = getNodeLinks(workflow, id);
		if (predecessors.some(({from}) => running.has(from))) {
			reached.add(id);
			if (!isJoin || predecessors.every(({from}) => running.has(from) || markers.has(from))) {
				running.add(id);
			}
		}
	}

	return reached;
};

/**
Functions that could not invoke all that comes after them, and for which a resume has made up, each with what it could not invoke; where
it could not make up for all, what it did dispatch in their place.

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
	// Of others another arrival may have made the run.
	const hasOneUpstream = (id: string): boolean => getNodeLinks(workflow, id).predecessors.length === 1;
	const isDispatched = (id: string): boolean => again.has(id) || extra.has(id) || (hasOneUpstream(id) && hasRun(id));
	const wasResumed = again.size > 0 || extra.size > 0 || half.some(({missing}) => missing.some(id => isDispatched(id)));
	return new Map(half.flatMap(({id, missing}): ReadonlyArray<readonly [string, Attempt]> => {
		const made = missing.filter(to => isDispatched(to));
		const reached = addDownstream(made, traces);
		return wasResumed && missing.every(to => reached.has(to) || hasRun(to))
			? [[id, {redispatched: missing}]]
			: made.filter(to => !again.has(to)).map(to => [to, {resumed: {attempts: 0, isDispatched: true}}]);
	}));
};
