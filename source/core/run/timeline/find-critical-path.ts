import {lookUp} from '../../look-up.js';
import {getDispatchFate} from '../dispatch-fate.js';
import {getNodeLinks} from '../node-links.js';
import {type RunState} from '../run-state.js';
import {getPhasesEnd, type PhaseName, type Phases} from './phase.js';

/** The chain of nodes that decided how long the run took: each began when the one before it had ended. */
export type CriticalPath = {
	/** Node ids, the first one first. */
	readonly nodes: readonly string[];
	/** When the first of them was dispatched. */
	readonly from: number;
	/** When the last of them ended; absent while it goes on. */
	readonly to?: number;
};

/** What a critical path's time went into; `other` is time that no evidence explains. */
export type PathShares = Readonly<Record<PhaseName | 'other', number>>;

type Run = Pick<RunState, 'workflow' | 'nodes'>;

const getEnd = (phases: Phases): number => phases.length === 0 ? Number.NEGATIVE_INFINITY : getPhasesEnd(phases) ?? Number.POSITIVE_INFINITY;

/** The predecessor that a node began after: the last to end of those that dispatched it. */
const findCause = (id: string, {workflow, nodes}: Run, timeline: ReadonlyMap<string, Phases>): string | undefined => {
	const node = lookUp(nodes, id);
	let cause: {readonly id: string; readonly end: number} | undefined;
	for (const {from, edges} of getNodeLinks(workflow, id).predecessors) {
		const end = getPhasesEnd(lookUp(timeline, from));
		if (end !== undefined && (cause === undefined || end > cause.end) && getDispatchFate(lookUp(nodes, from), edges, node) === 'dispatched') {
			cause = {id: from, end};
		}
	}

	return cause?.id;
};

/** Finds the critical path of a run, from its latest end back to its trigger; nothing before anything has begun. */
export const findCriticalPath = (run: Run, timeline: ReadonlyMap<string, Phases>): CriticalPath | undefined => {
	let last: {readonly id: string; readonly end: number} | undefined;
	for (const [id, phases] of timeline) {
		const end = getEnd(phases);
		// What waits for others is not what the run waits for.
		const isIdle = phases.at(-1)?.name === 'waiting';
		// Of two that ended together the later one in the graph is what the other led to.
		if (phases.length > 0 && !isIdle && (last === undefined || end >= last.end)) {
			last = {id, end};
		}
	}

	const path: string[] = [];
	for (let id = last?.id; id !== undefined;) {
		path.push(id);
		id = findCause(id, run, timeline);
	}

	const from = timeline.get(path.at(-1) ?? '')?.[0]?.from;
	return last === undefined || from === undefined
		? undefined
		: {nodes: path.toReversed(), from, ...(Number.isFinite(last.end) && {to: last.end})};
};

/** Tells what the time of a critical path went into, each node from the end of the one before it to its own. */
export const sumUpPath = ({nodes, from, to}: CriticalPath, timeline: ReadonlyMap<string, Phases>, now: number): PathShares => {
	const shares = {waiting: 0, queued: 0, starting: 0, running: 0, other: 0};
	let covered = 0;
	let before = from;
	for (const id of nodes) {
		for (const phase of lookUp(timeline, id)) {
			const end = phase.to ?? Math.max(now, phase.from);
			const ms = Math.max(0, end - Math.max(phase.from, before));
			shares[phase.name] += ms;
			covered += ms;
			before = Math.max(before, end);
		}
	}

	return {...shares, other: Math.max(0, (to ?? Math.max(now, from)) - from - covered)};
};
