import {hasGuess, type AssignedRuns} from './assign-runs.js';
import {type Batch} from './events.js';
import {groupRuns, passGroupsOn} from './group-runs.js';
import {getJudgeAgainAt} from './judge-again.js';
import {type JudgeContext} from './judge-context.js';
import {getInstanceIds, getPositions} from './node-links.js';
import {type NodeState, type RunState, type SeenRun} from './run-state.js';

/** Which nodes are to be judged, so that a batch costs what it changes and not what the workflow has. */
export type Scope = {
	/** Whether the node at a place in graph order is judged. */
	readonly includes: (position: number) => boolean;
	/** Takes note of a node that was judged: when it is to be judged again, and, when it has changed, what comes after it. */
	readonly note: (node: NodeState, position: number, hasChanged: boolean) => void;
	/** Every node has its status by what the state knows: the next scope may build on it. */
	readonly close: (state: RunState) => void;
};

/** For each node, from when on time alone may change it; by states all of whose nodes have the status that their facts give them. */
type Memory = {readonly at: number; readonly againAt: Float64Array};
const memories = new WeakMap<RunState, Memory>();

/** The memory to build on; none where something changed that means something for all nodes. */
const getMemory = (before: RunState, state: RunState, {at, events}: Batch): Memory | undefined => {
	const memory = memories.get(before);
	const isUsable = before.triggeredAt === state.triggeredAt
		&& before.isCancelRequested === state.isCancelRequested
		&& before.watchFailures === state.watchFailures
		&& !events.some(({type}) => type === 'watch.resumed');
	return memory !== undefined && memory.at <= at && isUsable ? memory : undefined;
};

const listChangedRuns = (before: RunState, {platformRuns}: RunState, {events}: Batch): readonly SeenRun[] => {
	const ids = new Set(events.flatMap(event => event.type === 'platform-run.observed' ? [event.run.id] : []));
	return [...ids].flatMap(id => {
		const run = platformRuns.get(id);
		return run === undefined || before.platformRuns.get(id) === run ? [] : [run];
	});
};

const listChangedNodes = (before: RunState, {nodes}: RunState, {events}: Batch): readonly NodeState[] => {
	const ids = new Set(events.flatMap(event => event.type === 'log.observed' || event.type === 'done.appeared' ? [event.node] : []));
	return [...ids].flatMap(id => {
		const node = nodes.get(id);
		return node === undefined || before.nodes.get(id) === node ? [] : [node];
	});
};

const isSameRuns = (node: NodeState | undefined, runs: readonly SeenRun[], changed: ReadonlySet<SeenRun>): boolean =>
	node?.runIds.length === runs.length && runs.every((run, index) => run.id === node.runIds[index] && !changed.has(run));

const unknownRuns: AssignedRuns = {byNode: new Map(), unassigned: []};

type ScopeOptions = {
	readonly before: RunState;
	/** With the batch's facts in it. */
	readonly state: RunState;
	readonly batch: Batch;
};

/** Finds out what a batch can have an effect on. */
export const createScope = ({before, state, batch}: ScopeOptions, context: JudgeContext): Scope => {
	const {workflow} = state;
	const positions = getPositions(workflow);
	const instances = getInstanceIds(workflow);
	const memory = getMemory(before, state, batch);
	const againAt = memory?.againAt.slice() ?? new Float64Array(positions.size).fill(Number.NEGATIVE_INFINITY);
	const marks = new Uint8Array(positions.size);

	const mark = (ids: readonly string[]): void => {
		for (const id of ids) {
			marks[positions.get(id) ?? 0] = 1;
		}
	};

	const markAction = (action: string): void => {
		mark(instances.get(action) ?? []);
	};

	const markSuccessors = ({action}: NodeState): void => {
		for (const {to} of workflow.actions.get(action)?.successors ?? []) {
			markAction(to);
		}
	};

	/** Which rank a run belongs to depends on the runs and the results of all ranks. */
	const markRuns = (action: string, changed: ReadonlySet<SeenRun>): void => {
		const isPlain = workflow.actions.get(action)?.isRanked !== true || hasGuess(groupRuns(state).get(action) ?? []);
		const ids = instances.get(action) ?? [];
		const {byNode, unassigned} = isPlain ? unknownRuns : context.getAssigned(action);
		mark(isPlain || unassigned.length > 0 ? ids : ids.filter(id => !isSameRuns(state.nodes.get(id), byNode.get(id) ?? [], changed)));
	};

	const markChanges = (): void => {
		const runs = listChangedRuns(before, state, batch);
		const nodes = listChangedNodes(before, state, batch);
		const runActions = new Set(runs.flatMap(run => [run.action, before.platformRuns.get(run.id)?.action ?? run.action]));
		passGroupsOn(before, state, runActions);
		mark(nodes.map(({id}) => id));
		for (const node of nodes) {
			markSuccessors(node);
		}

		const ranked = nodes.filter(({action}) => workflow.actions.get(action)?.isRanked === true && groupRuns(state).has(action));
		const changed = new Set(runs);
		for (const action of new Set([...runActions, ...ranked.map(({action}) => action)])) {
			markRuns(action, changed);
		}
	};

	if (memory !== undefined) {
		markChanges();
	}

	return {
		includes: position => marks[position] === 1 || againAt[position]! <= batch.at,
		note(node, position, hasChanged) {
			againAt[position] = getJudgeAgainAt(node, context);
			if (hasChanged) {
				markSuccessors(node);
			}
		},
		close(derived) {
			memories.set(derived, {at: batch.at, againAt});
		},
	};
};
