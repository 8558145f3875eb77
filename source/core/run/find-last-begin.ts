import {lookUp} from '../look-up.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';

/** Dispatches that one resume makes follow each other within this time, and a function begins within it after the one before it (ms). */
const sameResumeMs = 60_000;

/** When a node's latest attempt was dispatched, as far as it is known; its first sign otherwise. */
const getBegin = ({runIds, startedAt}: NodeState, {platformRuns}: RunState): number | undefined => {
	const createdAt = runIds.map(id => lookUp(platformRuns, id).createdAt).findLast(at => at !== undefined && (startedAt === undefined || at <= startedAt));
	return createdAt ?? startedAt;
};

/** Nodes that a resume has dispatched: to run again, or in the place of one that was refused. */
const listAgain = ({nodes}: RunState): readonly NodeState[] => {
	const redispatched = new Set([...nodes.values()].flatMap(node => node.redispatched ?? []));
	return [...nodes.values()].filter(({id, resumed}) => resumed !== undefined || redispatched.has(id));
};

/**
When the last resume of a run began, by what it dispatched: nodes that had no reason to begin when they did, because nothing
before them had just ended. Nothing for a run that was not resumed, or of whose last attempt there is no sign yet.
*/
export const findLastBegin = (state: RunState): number | undefined => {
	const again = new Map(listAgain(state).map(node => [node.id, node]));
	const begins = [...again.values()].flatMap(node => {
		const begin = getBegin(node, state);
		const follows = getNodeLinks(state.workflow, node.id).predecessors.some(({from}) => {
			const endedAt = again.get(from)?.endedAt;
			return begin !== undefined && endedAt !== undefined && Math.abs(begin - endedAt) < sameResumeMs;
		});
		return begin === undefined || follows ? [] : [begin];
	}).toSorted((a, b) => b - a);
	let [last] = begins;
	for (const begin of begins) {
		last = last !== undefined && last - begin < sameResumeMs ? begin : last;
	}

	return last;
};
