import {type LogFacts} from '../log/log-facts.js';
import {lookUp} from '../look-up.js';
import {formatWallTime} from '../text/format-wall-time.js';
import {type EdgeCondition} from '../workflow/workflow.js';
import {describeEnd} from './describe-end.js';
import {describeGrounds} from './describe-grounds.js';
import {groupNodes} from './group-nodes.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState, type SeenRun} from './run-state.js';
import {isSettled, type Status} from './status.js';
import {getOwnId, isUpTo, type RunPlace} from './run-id.js';
import {isRed} from './run-meaning.js';

/** One thing that was observed of a node. */
export type Evidence = {
	/** When, as far as it is known: by our clock, that of a run's creation by the platform's. */
	readonly at?: number | undefined;
	readonly text: string;
	/** It says that the node did not do its work. */
	readonly isTrouble?: boolean;
};

/** A node before or behind another. */
export type Neighbour = {
	readonly id: string;
	readonly status: Status;
	/** The answer of a conditional that leads along this edge. */
	readonly branch?: Exclude<EdgeCondition, 'always'>;
	/** Whether that answer was given; absent as long as it is not known. */
	readonly isTaken?: boolean;
};

/** Why a node is in its state. */
export type NodeExplanation = {
	readonly node: NodeState;
	/** The decision, one sentence. */
	readonly sentence: string;
	/** What was observed, in the order of time; what has no time comes last. */
	readonly evidence: readonly Evidence[];
	readonly predecessors: readonly Neighbour[];
	readonly successors: readonly Neighbour[];
	/** Platform runs that are this node's, oldest first. */
	readonly runs: readonly SeenRun[];
};

// Ranks and platform runs are named one by one as long as there are no more than these.
const mostNamed = 3;

const sayOfMany = (text: string, times: ReadonlyArray<number | undefined>): Evidence => {
	const known = times.filter(at => at !== undefined);
	const [first, last] = [Math.min(...known), Math.max(...known)];
	const isOneMoment = known.length === 0 || formatWallTime(first) === formatWallTime(last);
	return {...(known.length > 0 && {at: first}), text: isOneMoment ? text : `${text}, the last at ${formatWallTime(last)}`};
};

/** Who invoked the node; many ranks of one action in one line. */
const listArrivals = (node: NodeState, {workflow, nodes}: RunState): readonly Evidence[] => {
	const arrivals = getNodeLinks(workflow, node.id).predecessors
		.map(({from}) => lookUp(nodes, from))
		.filter(({log}) => log !== undefined && Object.hasOwn(log.invoked, node.action));
	const getTime = ({endedAt, logGrewAt}: NodeState): number | undefined => endedAt ?? logGrewAt;
	return [...groupNodes(arrivals)].flatMap(([action, group]) => group.length > mostNamed
		? [sayOfMany(`${group.length} ranks of ${action} invoked it`, group.map(arrival => getTime(arrival)))]
		: group.map((arrival): Evidence => ({at: getTime(arrival), text: `${arrival.id} invoked it`})));
};

const isTroubled = (run: SeenRun | undefined): boolean => run !== undefined && isRed(run);

const describeRunState = (run: SeenRun): string => {
	const note = run.note === undefined ? '' : `: ${run.note}`;
	switch (run.status) {
		case 'queued': {
			return `is queued${note}`;
		}

		case 'in_progress': {
			return `is in progress${note}`;
		}

		case 'completed': {
			return describeEnd(run);
		}
	}
};

/** Runs that are alike in one line each way: of a join's runs, one for each arrival, all but one do nothing. What went wrong is named run by run. */
const listManyRuns = (runs: readonly SeenRun[]): readonly Evidence[] => {
	const ends = new Set(runs.map(run => describeRunState(run)));
	const created = runs.filter(({createdAt}) => createdAt !== undefined);
	return [
		...(created.length === 0 ? [] : [sayOfMany(`${created.length} platform runs were created`, created.map(({createdAt}) => createdAt))]),
		...[...ends].flatMap(end => {
			const group = runs.filter(run => describeRunState(run) === end);
			return isTroubled(group[0]) || group.length <= mostNamed
				? group.map((run): Evidence => ({at: run.seenAt, text: `Platform run ${getOwnId(run.id)} ${end}`, isTrouble: isTroubled(run)}))
				: [sayOfMany(`${group.length} platform runs ${end}`, group.map(({seenAt}) => seenAt))];
		}),
	];
};

const listRunEvidence = (runs: readonly SeenRun[], lastOldRuns: readonly RunPlace[]): readonly Evidence[] => runs.length > mostNamed
	? listManyRuns(runs)
	: runs.flatMap((run): readonly Evidence[] => {
		const name = `Platform run ${getOwnId(run.id)}`;
		const notes = [
			...(run.attempt !== undefined && run.attempt > 1 ? [`attempt ${run.attempt}`] : []),
			...(isUpTo(lastOldRuns, run) ? ['before it was resumed'] : []),
			...(run.isGuess === true ? ['identified only by its file and time'] : []),
		];
		const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
		return [
			...(run.createdAt === undefined ? [] : [{at: run.createdAt, text: `${name} was created${note}`}]),
			{
				at: run.seenAt,
				text: `${name} ${describeRunState(run)}${run.createdAt === undefined ? note : ''}`,
				isTrouble: isTroubled(run),
			},
		];
	});

const listInvoked = ({invoked}: LogFacts): string =>
	Object.entries(invoked).map(([action, count]) => count === 1 ? action : `${action} (${count} times)`).join(', ');

const listLogEvidence = (log: LogFacts, {logGrewAt: at, failureSeenAt}: NodeState): readonly Evidence[] => {
	const {attempts, warnings, failure, dispatchFailure, result, hasNoTriggers} = log;
	const failedAt = failureSeenAt ?? at;
	const [warning] = warnings;
	return [
		...(attempts > 1 ? [{text: `Its log has ${attempts} attempts; the latest counts`}] : []),
		...(warning === undefined ? [] : [{at, text: `${warnings.length === 1 ? 'An ERROR' : `${warnings.length} ERRORs`} of FaaSr's API in its log, which the function may have caught: ${warning}`}]),
		...(failure === undefined ? [] : [{at: failedAt, text: `ERROR from ${failure.source}: ${failure.message}`, isTrouble: true}]),
		...(result === undefined ? [] : [{at, text: `Log: finished with result ${result}`}]),
		...(dispatchFailure === undefined ? [] : [{at: failedAt, text: `ERROR from ${dispatchFailure.source}: ${dispatchFailure.message}`, isTrouble: true}]),
		...(Object.keys(log.invoked).length === 0 ? [] : [{at, text: `It invoked ${listInvoked(log)}`}]),
		...(hasNoTriggers ? [{at, text: 'Log: no further functions to invoke'}] : []),
	];
};

const listOwnEvidence = (node: NodeState, {outcome}: RunState): readonly Evidence[] => {
	const {startedAt, doneAt, log, logGrewAt, endedAt, status, reason, isDoneAbsent, failureSeenAt} = node;
	return [
		...(startedAt === undefined ? [] : [{at: startedAt, text: 'Started'}]),
		...(doneAt === undefined ? [] : [{at: doneAt, text: '.done marker found'}]),
		...(log === undefined ? [] : listLogEvidence(log, node)),
		...(log === undefined || isSettled(status) || outcome !== 'RUNNING' ? [] : [{at: logGrewAt, text: 'Last new line in its log'}]),
		...(isDoneAbsent === true ? [{at: failureSeenAt, text: 'A listing begun after the ERROR still had no .done marker'}] : []),
		...(endedAt === undefined ? [] : [{at: endedAt, text: `Final status: ${status}${reason === undefined || reason === 'completed' ? '' : ` (${reason})`}`}]),
	];
};

/** Earliest first; what was seen at the same moment stays in the order in which FaaSr does it. */
const sortByTime = (evidence: readonly Evidence[]): readonly Evidence[] =>
	evidence.toSorted((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || 0);

const createNeighbour = ({id, status}: NodeState, conditions: readonly EdgeCondition[], result: string | undefined): Neighbour => {
	const branch = conditions.includes('always') ? undefined : conditions.find(condition => condition !== 'always');
	return branch === undefined
		? {id, status}
		: {id, status, branch, ...(result !== undefined && {isTaken: (conditions as readonly string[]).includes(result)})};
};

const listPredecessors = (node: NodeState, {workflow, nodes}: RunState): readonly Neighbour[] =>
	getNodeLinks(workflow, node.id).predecessors.map(({from, edges}) => {
		const predecessor = lookUp(nodes, from);
		return createNeighbour(predecessor, edges.map(({when}) => when), predecessor.log?.result);
	});

const listSuccessors = (node: NodeState, {workflow, nodes}: RunState): readonly Neighbour[] => {
	const edges = lookUp(workflow.actions, node.action).successors;
	const targets = new Set(edges.map(({to}) => to));
	return [...nodes.values()]
		.filter(({action}) => targets.has(action))
		.map(state => createNeighbour(state, edges.filter(({to}) => to === state.action).map(({when}) => when), node.log?.result));
};

/** Explains a node's status: the decision, all evidence, and its neighbours. `undefined` for an unknown node. */
export const explainNode = (state: RunState, id: string): NodeExplanation | undefined => {
	const node = state.nodes.get(id);
	if (node === undefined) {
		return undefined;
	}

	const runs = node.runIds.map(runId => lookUp(state.platformRuns, runId));
	const resumed = node.resumed === undefined
		? []
		: [{at: state.triggeredAt, text: `It runs again in a resumed run${node.resumed.isDispatched ? ', dispatched by faasr-tui' : ''}`}];
	return {
		node,
		sentence: describeGrounds(node, state),
		evidence: sortByTime([
			...resumed,
			...listArrivals(node, state),
			...listRunEvidence(runs, state.lastOldRuns ?? []),
			...listOwnEvidence(node, state),
		]),
		predecessors: listPredecessors(node, state),
		successors: listSuccessors(node, state),
		runs,
	};
};
