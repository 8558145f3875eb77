import {lookUp} from '../../look-up.js';
import {getDispatchFate} from '../dispatch-fate.js';
import {getInstanceIds, getNodeLinks} from '../node-links.js';
import {type NodeState, type RunState, type SeenRun} from '../run-state.js';
import {isSettled} from '../status.js';
import {type Phase, type PhaseName, type Phases} from './phase.js';

/** The moments between which the phases of a node lie, as far as they are known. */
type Moments = {
	readonly waitedAt?: number | undefined;
	readonly dispatchedAt?: number | undefined;
	readonly beganAt?: number | undefined;
	readonly ranAt?: number | undefined;
};

type Run = Pick<RunState, 'workflow' | 'nodes' | 'platformRuns' | 'triggeredAt'>;

/** When the log of a node that comes after another began: what it waited for was there. */
const getFollowedAt = (node: NodeState, {workflow, nodes}: Run): number | undefined => {
	let followedAt: number | undefined;
	for (const {to} of lookUp(workflow.actions, node.action).successors) {
		for (const id of lookUp(getInstanceIds(workflow), to)) {
			const {logStartedAt} = lookUp(nodes, id);
			// What began before it is of an earlier attempt.
			const isLater = logStartedAt !== undefined && logStartedAt >= (node.logStartedAt ?? node.startedAt!);
			followedAt = isLater ? Math.min(followedAt ?? logStartedAt, logStartedAt) : followedAt;
		}
	}

	return followedAt;
};

/** When a node did what those behind it wait for: its marker, its end where no marker was seen, and in any case before one of them began. */
const getDoneAt = (node: NodeState, run: Run): number | undefined => {
	const {doneAt, endedAt, status} = node;
	const isDone = doneAt !== undefined || status === 'COMPLETED';
	return isDone ? getEarliest([doneAt, status === 'COMPLETED' ? endedAt : undefined, getFollowedAt(node, run)]) : undefined;
};

const getEarliest = (times: ReadonlyArray<number | undefined>): number | undefined => {
	let earliest: number | undefined;
	for (const time of times) {
		earliest = time === undefined ? earliest : Math.min(earliest ?? time, time);
	}

	return earliest;
};

/** When a join had all it waits for, and since when it had some of it. */
const getJoinMoments = (predecessors: readonly NodeState[], run: Run): Moments => {
	const times = predecessors.map(node => getDoneAt(node, run));
	let last: number | undefined = Number.NEGATIVE_INFINITY;
	for (const time of times) {
		last = last === undefined || time === undefined ? undefined : Math.max(last, time);
	}

	return {waitedAt: getEarliest(times), dispatchedAt: last};
};

const getDispatchMoments = (node: NodeState, run: Run): Moments => {
	const {predecessors, isJoin} = getNodeLinks(run.workflow, node.id);
	const isOurs = node.resumed === undefined ? predecessors.length === 0 : node.resumed.isDispatched;
	if (isOurs) {
		return {dispatchedAt: run.triggeredAt};
	}

	if (isJoin) {
		return getJoinMoments(predecessors.map(({from}) => lookUp(run.nodes, from)), run);
	}

	const [dispatchedAt] = predecessors.map(({from, edges}) => {
		const source = lookUp(run.nodes, from);
		return getDispatchFate(source, edges, node) === 'dispatched' ? getDoneAt(source, run) ?? source.endedAt ?? source.logGrewAt : undefined;
	});
	return {dispatchedAt};
};

/** Of a join's runs the last that began is the one that does the work: the others found a marker missing. */
const getBeganAt = (runs: readonly SeenRun[], ranAt: number | undefined): number | undefined => {
	let latest: number | undefined;
	for (const {beganAt} of runs) {
		if (beganAt !== undefined && (ranAt === undefined || beganAt <= ranAt)) {
			latest = Math.max(latest ?? beganAt, beganAt);
		}
	}

	return latest;
};

/** When the function itself began: its log, or, for a node that is known to have run without one, the first sign of it. */
const getRanAt = (node: NodeState, runs: readonly SeenRun[]): number | undefined => {
	const {log, logStartedAt, startedAt, doneAt, status} = node;
	if (log !== undefined) {
		return logStartedAt;
	}

	const hasRun = doneAt !== undefined || status === 'COMPLETED' || (startedAt !== undefined && runs.length === 0);
	return hasRun ? startedAt : undefined;
};

const getEndedAt = (node: NodeState, run: Run): number | undefined => {
	const {status, endedAt} = node;
	return status === 'FAILED' ? endedAt : getDoneAt(node, run) ?? (isSettled(status) ? endedAt : undefined);
};

/** Brings the moments into their order: what came later was seen more directly, so what came before gives way. */
const buildPhases = ({waitedAt, dispatchedAt, beganAt, ranAt}: Moments, end: number | undefined): Phases => {
	const starts: ReadonlyArray<readonly [PhaseName, number | undefined]> = [['waiting', waitedAt], ['queued', dispatchedAt], ['starting', beganAt], ['running', ranAt]];
	const phases: Phase[] = [];
	let next = end;
	for (const [name, start] of starts.toReversed()) {
		if (start !== undefined) {
			const from = Math.min(start, next ?? start);
			const isEmpty = next !== undefined && from >= next;
			if (!isEmpty) {
				phases.push(next === undefined ? {name, from} : {name, from, to: next});
			}

			next = from;
		}
	}

	return phases.toReversed();
};

/** Works out what a node was doing when, from the facts of a run; nothing for one that never had its turn. */
export const listPhases = (node: NodeState, run: Run): Phases => {
	const runs = node.runIds.map(id => lookUp(run.platformRuns, id));
	const hadNoTurn = isSettled(node.status) && node.startedAt === undefined && runs.length === 0;
	if (hadNoTurn) {
		return [];
	}

	const moments = getDispatchMoments(node, run);
	const createdAt = getEarliest(runs.map(({createdAt, seenAt}) => createdAt ?? seenAt));
	const isDispatched = node.status !== 'PENDING';
	const ranAt = getRanAt(node, runs);
	return buildPhases({
		waitedAt: moments.waitedAt,
		dispatchedAt: isDispatched ? moments.dispatchedAt ?? (moments.waitedAt === undefined ? createdAt : undefined) : moments.dispatchedAt,
		beganAt: moments.dispatchedAt === undefined && moments.waitedAt !== undefined && ranAt === undefined ? undefined : getBeganAt(runs, ranAt),
		ranAt,
	}, getEndedAt(node, run));
};
