import {lookUp} from '../look-up.js';
import {hasGuess, type AssignedRuns} from './assign-runs.js';
import {getRunsOf} from './group-runs.js';
import {getJudgeAgainAt} from './judge-again.js';
import {type JudgeContext} from './judge-context.js';
import {getInstanceIds, getPositions} from './node-links.js';
import {remember, type Recalled} from './recall.js';
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

const isSameRuns = (node: NodeState | undefined, runs: readonly SeenRun[], changed: ReadonlySet<SeenRun>): boolean =>
	node?.runIds.length === runs.length && runs.every((run, index) => run.id === node.runIds[index] && !changed.has(run));

const unknownRuns: AssignedRuns = {byNode: new Map(), unassigned: []};

type ScopeOptions = {
	/** With the batch's facts in it. */
	readonly state: RunState;
	/** The time of the batch. */
	readonly at: number;
	/** Absent where every node is judged. */
	readonly recalled: Recalled | undefined;
	/** Filled while the nodes are judged. */
	readonly assigned: Map<string, AssignedRuns>;
};

/** Finds out what a batch can have an effect on. */
export const createScope = ({state, at, recalled, assigned}: ScopeOptions, context: JudgeContext): Scope => {
	const {workflow} = state;
	const positions = getPositions(workflow);
	const instances = getInstanceIds(workflow);
	const againAt = recalled?.againAt ?? new Float64Array(positions.size).fill(Number.NEGATIVE_INFINITY);
	const marks = new Uint8Array(positions.size);

	const mark = (ids: Iterable<string>): void => {
		for (const id of ids) {
			const position = positions.get(id);
			// A run's title can tell a rank that the workflow does not have.
			if (position !== undefined) {
				marks[position] = 1;
			}
		}
	};

	const markSuccessors = ({action}: NodeState): void => {
		for (const {to} of lookUp(workflow.actions, action).successors) {
			mark(lookUp(instances, to));
		}
	};

	/** Which rank a run belongs to depends on the runs and the results of all ranks. */
	const markRuns = (action: string, changed: ReadonlySet<SeenRun>): void => {
		const isPlain = workflow.actions.get(action)?.isRanked !== true || hasGuess(getRunsOf(state, action));
		const ids = instances.get(action) ?? [];
		const {byNode, unassigned} = isPlain ? unknownRuns : context.getAssigned(action);
		mark(isPlain || unassigned.length > 0 ? ids : ids.filter(id => !isSameRuns(state.nodes.get(id), byNode.get(id) ?? [], changed)));
	};

	const markChanges = ({changes: {runs, nodes}, touched}: Recalled): void => {
		mark(nodes.map(({id}) => id));
		for (const node of nodes) {
			markSuccessors(node);
		}

		const changed = new Set(runs);
		for (const [action, ids] of touched) {
			if (ids === undefined) {
				markRuns(action, changed);
			} else {
				mark(ids);
			}
		}
	};

	if (recalled !== undefined) {
		markChanges(recalled);
	}

	return {
		includes: position => marks[position] === 1 || againAt[position]! <= at,
		note(node, position, hasChanged) {
			againAt[position] = getJudgeAgainAt(node, context);
			if (hasChanged) {
				markSuccessors(node);
			}
		},
		close(derived) {
			remember(derived, {at, againAt, assigned});
		},
	};
};
