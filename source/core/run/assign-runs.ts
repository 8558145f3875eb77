import {lookUp} from '../look-up.js';
import {nodeId} from '../workflow/node-id.js';
import {type Workflow} from '../workflow/workflow.js';
import {getInstanceIds} from './node-links.js';
import {type NodeState, type SeenRun} from './run-state.js';
import {compareRuns} from './run-id.js';
import {isRed} from './run-meaning.js';

/**
An action's platform runs by the node they belong to.

A join has one run per predecessor. A ranked action's runs carry their rank when our registration put it into `run-name`;
otherwise FaaSr's order tells: it dispatches rank 1 to n one after the other, so the k-th run is rank k.
Where that contradicts what S3 says, or where runs may be another invocation's and there are too many of them, they cannot be
told apart and are `unassigned`.
*/
export type AssignedRuns = {
	readonly byNode: ReadonlyMap<string, readonly SeenRun[]>;
	/** Oldest first. */
	readonly unassigned: readonly SeenRun[];
};

type Nodes = Pick<ReadonlyMap<string, NodeState>, 'get'>;

/** Whether a node's log tells its good end. */
const isGood = (node: NodeState | undefined): boolean =>
	node?.log?.result !== undefined && node.log.failure === undefined && node.log.dispatchFailure === undefined;

type Pairs = ReadonlyArray<readonly [id: string, run: SeenRun]>;

const collect = (pairs: Pairs, unassigned: readonly SeenRun[]): AssignedRuns => {
	const byNode = new Map<string, SeenRun[]>();
	for (const [id, run] of pairs) {
		const runs = byNode.get(id);
		if (runs === undefined) {
			byNode.set(id, [run]);
		} else {
			runs.push(run);
		}
	}

	return {byNode, unassigned};
};

/** A run's title can tell a rank that the workflow does not have. */
const getRankId = (action: string, ids: readonly string[], rank: number): string => ids[rank - 1] ?? nodeId(action, rank);

/** Which rank the next run without one belongs to: in a resumed run only those that run again are dispatched, in the same order; those already known are not waited for. */
const createRankFinder = (action: string, known: Pairs, ids: readonly string[], nodes: Nodes): ((index: number) => string) => {
	const again = ids.filter(id => nodes.get(id)?.resumed !== undefined);
	if (again.length === 0) {
		return index => getRankId(action, ids, index + 1);
	}

	const knownIds = new Set(known.map(([id]) => id));
	const waiting = again.filter(id => !knownIds.has(id));
	return index => waiting[index] ?? getRankId(action, ids, index + 1);
};

/**
Whether runs in the order of the ranks cannot be theirs: there are more than ranks, or one is red whose rank ended well while another
may have ended red in its place. Where more ended red than there are such others, one died after its last word, and the order stands.
*/
const isOutOfOrder = (ordered: Pairs, ids: readonly string[], nodes: Nodes): boolean => {
	const red = ordered.filter(([, run]) => isRed(run));
	const bad = ids.filter(id => !isGood(nodes.get(id)));
	return ordered.some(([id]) => nodes.get(id) === undefined) || (red.some(([id]) => isGood(nodes.get(id))) && red.length <= bad.length);
};

const assignRanked = (action: string, runs: readonly SeenRun[], ids: readonly string[], nodes: Nodes): AssignedRuns => {
	const known: Pairs = runs.flatMap(run => run.rank === undefined ? [] : [[getRankId(action, ids, run.rank), run]]);
	const unknown = runs.filter(run => run.rank === undefined);
	const getId = createRankFinder(action, known, ids, nodes);
	const ordered: Pairs = unknown.map((run, index) => [getId(index), run]);
	return isOutOfOrder(ordered, ids, nodes)
		? collect(known, unknown)
		: collect([...known, ...ordered], []);
};

/**
Sets aside runs that may be another invocation's.

Each dispatch makes one run: where there are more of an action than it was dispatched, nothing tells the guessed ones apart.
*/
const setAsideGuesses = (runs: readonly SeenRun[], countDispatches: () => number): {readonly own: readonly SeenRun[]; readonly guesses: readonly SeenRun[]} =>
	hasGuess(runs) && runs.length > countDispatches()
		? {own: runs.filter(run => run.isGuess !== true), guesses: runs.filter(run => run.isGuess === true)}
		: {own: runs, guesses: []};

/** Whether one of the runs may be another invocation's. */
export const hasGuess = (runs: readonly SeenRun[]): boolean => runs.some(run => run.isGuess === true);

export type AssignRunsOptions = {
	readonly workflow: Workflow;
	readonly action: string;
	/** The action's platform runs, oldest first. */
	readonly runs: readonly SeenRun[];
	/** What is known of the nodes by now. */
	readonly nodes: Nodes;
	/** How many dispatches of the action are known to have happened; asked only where there are guessed runs. */
	readonly countDispatches: () => number;
};

/** Finds out which node each platform run of an action belongs to. */
export const assignRuns = ({workflow, action, runs, nodes, countDispatches}: AssignRunsOptions): AssignedRuns => {
	const {own, guesses} = setAsideGuesses(runs, countDispatches);
	const assigned = workflow.actions.get(action)?.isRanked === true
		? assignRanked(action, own, lookUp(getInstanceIds(workflow), action), nodes)
		: collect(own.map(run => [action, run]), []);
	return guesses.length === 0
		? assigned
		: {byNode: assigned.byNode, unassigned: [...assigned.unassigned, ...guesses].sort(compareRuns)};
};
