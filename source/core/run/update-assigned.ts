import {lookUp} from '../look-up.js';
import {contradicts, getRankId, type AssignedRuns, type RankOrder} from './assign-runs.js';
import {findRunPlace, getRunsOf, placeRun} from './group-runs.js';
import {getInstanceIds} from './node-links.js';
import {type Changes} from './list-changes.js';
import {type RunState, type SeenRun} from './run-state.js';

export type UpdateOptions = Changes & {
	readonly action: string;
	readonly before: RunState;
	/** With the changes in it. */
	readonly state: RunState;
};

/** Gives the node a run belongs to; nothing when it stands where it moves others, or says something else than before. */
const createFinder = ({isTold, getId}: RankOrder, {action, before, state, runs}: UpdateOptions): ((run: SeenRun) => string | undefined) => {
	const group = getRunsOf(state, action);
	const rankIds = lookUp(getInstanceIds(state.workflow), action);
	const oldCount = group.length - runs.filter(({id}) => !before.platformRuns.has(id)).length;
	return run => {
		const known = before.platformRuns.get(run.id);
		const isOther = known !== undefined && (known.action !== run.action || known.rank !== run.rank);
		if (run.isGuess === true || isOther || (run.rank !== undefined) !== isTold) {
			return undefined;
		}

		if (run.rank !== undefined) {
			return getRankId(action, rankIds, run.rank);
		}

		const index = findRunPlace(group, run.id);
		const id = getId(index);
		const isBetween = known === undefined && index < oldCount;
		return isBetween || contradicts(run, state.nodes.get(id)) ? undefined : id;
	};
};

/**
Puts the runs of a ranked action that changed where they belong, without looking at all the others: ten thousand ranks cost
what changes. Gives the ids of their nodes; nothing when all runs must be assigned anew.

What was assigned before is changed in place: it belongs to the state before no longer.
*/
export const updateAssigned = ({byNode, order}: AssignedRuns, options: UpdateOptions): ReadonlySet<string> | undefined => {
	if (order === undefined) {
		return undefined;
	}

	const findId = createFinder(order, options);
	const ids = new Set<string>();
	for (const run of options.runs) {
		const id = findId(run);
		if (id === undefined) {
			return undefined;
		}

		const own = [...byNode.get(id) ?? []];
		placeRun(own, run);
		(byNode as Map<string, readonly SeenRun[]>).set(id, own);
		ids.add(id);
	}

	const isContradicted = !order.isTold && options.nodes.some(node => byNode.get(node.id)?.some(run => contradicts(run, node)) === true);
	return isContradicted ? undefined : ids;
};
