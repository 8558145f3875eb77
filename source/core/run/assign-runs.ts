import {type Workflow} from '../workflow/workflow.js';
import {type NodeState, type SeenRun} from './run-state.js';

/**
Platform runs by the node they belong to.

A join has one run per predecessor. A ranked action's runs carry their rank when our registration put it into `run-name`;
otherwise FaaSr's order tells: it dispatches rank 1 to n one after the other and run ids grow, so the k-th run is rank k.
Where that contradicts what S3 says, or where runs may be another invocation's and there are too many of them, they cannot be
told apart and are `unassigned`.
*/
export type AssignedRuns = {
	readonly byNode: ReadonlyMap<string, readonly SeenRun[]>;
	/** By action, oldest first. */
	readonly unassigned: ReadonlyMap<string, readonly SeenRun[]>;
};

const isRed = (run: SeenRun): boolean => run.status === 'completed' && run.conclusion !== 'success';

const groupByAction = (runs: Iterable<SeenRun>): Map<string, SeenRun[]> => {
	const groups = new Map<string, SeenRun[]>();
	for (const run of runs) {
		const group = groups.get(run.action);
		if (group === undefined) {
			groups.set(run.action, [run]);
		} else {
			group.push(run);
		}
	}

	return groups;
};

const contradicts = (run: SeenRun, node: NodeState | undefined): boolean =>
	node === undefined || (isRed(run) && node.log?.result !== undefined);

const assignRanked = (action: string, runs: readonly SeenRun[], nodes: ReadonlyMap<string, NodeState>): {readonly assigned: ReadonlyArray<readonly [string, SeenRun]>; readonly rest: readonly SeenRun[]} => {
	const known = runs.filter(run => run.rank !== undefined).map(run => [`${action}(${run.rank})`, run] as const);
	const unknown = runs.filter(run => run.rank === undefined).toSorted((a, b) => a.id - b.id);
	const ids = [...nodes.values()].filter(node => node.action === action && node.resumed !== undefined).map(({id}) => id);
	// In a resumed run the ranks that run again are dispatched in the same order; those already known are not waited for.
	const waiting = ids.filter(id => !known.some(([knownId]) => knownId === id));
	const getId = (index: number): string => ids.length === 0 ? `${action}(${index + 1})` : waiting[index] ?? `${action}(${index + 1})`;
	const ordered = unknown.map((run, index) => [getId(index), run] as const);
	return ordered.some(([id, run]) => contradicts(run, nodes.get(id)))
		? {assigned: known, rest: unknown}
		: {assigned: [...known, ...ordered], rest: []};
};

/**
Sets aside runs that may be another invocation's.

Each dispatch makes one run: where there are more of an action than it was dispatched, nothing tells the guessed ones apart.
*/
const setAsideGuesses = (runs: readonly SeenRun[], dispatchCount: number): {readonly own: readonly SeenRun[]; readonly guesses: readonly SeenRun[]} => {
	const guesses = runs.length > dispatchCount ? runs.filter(run => run.isGuess === true) : [];
	return guesses.length === 0 ? {own: runs, guesses} : {own: runs.filter(run => run.isGuess !== true), guesses};
};

export type AssignRunsOptions = {
	readonly workflow: Workflow;
	readonly nodes: ReadonlyMap<string, NodeState>;
	readonly runs: Iterable<SeenRun>;
	/** How many dispatches of an action are known to have happened; asked only for actions with guessed runs. */
	readonly countDispatches: (action: string) => number;
};

/** Finds out which node each platform run belongs to. */
export const assignRuns = ({workflow, nodes, runs, countDispatches}: AssignRunsOptions): AssignedRuns => {
	const byNode = new Map<string, readonly SeenRun[]>();
	const unassigned = new Map<string, readonly SeenRun[]>();
	for (const [action, all] of groupByAction(runs)) {
		const {own, guesses} = all.some(run => run.isGuess === true)
			? setAsideGuesses(all, countDispatches(action))
			: {own: all, guesses: []};
		const isRanked = workflow.actions.get(action)?.isRanked === true;
		const {assigned, rest} = isRanked
			? assignRanked(action, own, nodes)
			: {assigned: own.toSorted((a, b) => a.id - b.id).map(run => [action, run] as const), rest: []};
		for (const [id, run] of assigned) {
			byNode.set(id, [...(byNode.get(id) ?? []), run]);
		}

		if (rest.length + guesses.length > 0) {
			unassigned.set(action, [...rest, ...guesses].toSorted((a, b) => a.id - b.id));
		}
	}

	return {byNode, unassigned};
};
