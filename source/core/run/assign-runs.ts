import {type Workflow} from '../workflow/workflow.js';
import {type NodeState, type SeenRun} from './run-state.js';

/**
Platform runs by the node they belong to.

A join has one run per predecessor. A ranked action's runs carry their rank when our registration put it into `run-name`;
otherwise FaaSr's order tells: it dispatches rank 1 to n one after the other and run ids grow, so the k-th run is rank k.
Where that contradicts what S3 says, the runs cannot be told apart and are `unassigned`.
*/
export type AssignedRuns = {
	readonly byNode: ReadonlyMap<string, readonly SeenRun[]>;
	/** By action. */
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

/** Finds out which node each platform run belongs to. */
export const assignRuns = (workflow: Workflow, nodes: ReadonlyMap<string, NodeState>, runs: Iterable<SeenRun>): AssignedRuns => {
	const byNode = new Map<string, readonly SeenRun[]>();
	const unassigned = new Map<string, readonly SeenRun[]>();
	for (const [action, own] of groupByAction(runs)) {
		if (workflow.actions.get(action)?.isRanked !== true) {
			byNode.set(action, own.toSorted((a, b) => a.id - b.id));
			continue;
		}

		const {assigned, rest} = assignRanked(action, own, nodes);
		for (const [id, run] of assigned) {
			byNode.set(id, [...(byNode.get(id) ?? []), run]);
		}

		if (rest.length > 0) {
			unassigned.set(action, rest);
		}
	}

	return {byNode, unassigned};
};
