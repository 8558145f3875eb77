import {lookUp} from '../look-up.js';
import {describeEnd} from './describe-end.js';
import {type NodeState, type RunState} from './run-state.js';
import {getOwnId} from './run-id.js';

/** The time of day, such as `12:00:03 UTC`. */
export const formatUtc = (at: number): string => `${new Date(at).toISOString().slice(11, 19)} UTC`;

/** When the first of a node's runs was queued, if the platform has begun none of them. */
const getQueuedSince = (node: NodeState, {platformRuns}: RunState): number | undefined => {
	const runs = node.runIds.map(id => lookUp(platformRuns, id));
	const isQueued = node.log === undefined && runs.length > 0 && runs.every(run => run.status === 'queued');
	return isQueued ? Math.min(...runs.map(({createdAt, seenAt}) => createdAt ?? seenAt)) : undefined;
};

/** Names the sources that could not be watched: the run may not have been silent. */
const describeUnseen = (failures: RunState['watchFailures']): string => {
	const sources = (['bucket', 'platform'] as const).filter(source => failures[source] !== undefined);
	return sources.length === 0 ? '' : `, and the ${sources.join(' and the ')} could not be watched`;
};

/** What the platform last told of a node's runs: that one goes on, or how the last one ended; nothing where it told of none. */
const describeRuns = (node: NodeState, {platformRuns, watchFailures}: RunState): string | undefined => {
	const runs = node.runIds.map(id => lookUp(platformRuns, id));
	const alive = runs.findLast(({status}) => status === 'in_progress') ?? runs.findLast(({status}) => status === 'queued');
	if (alive !== undefined) {
		const state = alive.status === 'queued' ? 'queued' : 'in progress';
		return watchFailures.platform === undefined
			? `its platform run is still ${state} (run ${getOwnId(alive.id)}); --timeout waits longer`
			: `its platform run was ${state} when it was last listed (run ${getOwnId(alive.id)})`;
	}

	const last = runs.at(-1);
	return last === undefined ? undefined : `its platform run ${getOwnId(last.id)} ${describeEnd(last)}`;
};

/** Why a node timed out: silence, with what the platform reports of it, or a queue that never reached it, with the option that waits longer. */
export const describeTimeout = (node: NodeState, state: RunState): string => {
	const seconds = Math.round(state.timeoutMs / 1000);
	const queuedSince = getQueuedSince(node, state);
	if (queuedSince !== undefined) {
		return `Its platform run ${node.runIds.map(id => getOwnId(id)).join(', ')} was still queued, since ${formatUtc(queuedSince)}, and nothing else was new for ${seconds} s; --timeout waits longer for a runner`;
	}

	const told = describeRuns(node, state);
	const unseen = describeUnseen(state.watchFailures);
	return told === undefined
		? `Nothing new was observed for ${seconds} s${unseen}`
		: `Nothing else was new for ${seconds} s${unseen}: ${told}`;
};
