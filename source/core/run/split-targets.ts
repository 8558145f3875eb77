import {countInvoked} from '../log/count-invoked.js';
import {type LogFacts} from '../log/log-facts.js';
import {type Action} from '../workflow/workflow.js';

/** How often each successor is invoked after a result: ranks count, and so does an edge that stands twice. */
const getChosenTargets = (action: Action, result: string): ReadonlyMap<string, number> => {
	const targets = new Map<string, number>();
	for (const edge of action.successors) {
		if (edge.when === 'always' || edge.when === result) {
			targets.set(edge.to, (targets.get(edge.to) ?? 0) + edge.rank);
		}
	}

	return targets;
};

/** Successors by whether the log says that all of their instances were invoked. */
export type SplitTargets = {readonly reached: readonly string[]; readonly missed: readonly string[]};

/** Tells which successors a log says were invoked, of those that its result leads to. */
export const splitTargets = (facts: LogFacts, action: Action): SplitTargets => {
	const targets = [...getChosenTargets(action, facts.result ?? 'None')];
	const isReached = ([to, count]: readonly [string, number]): boolean =>
		countInvoked(facts.invoked, to) >= count;
	return {
		reached: targets.filter(target => isReached(target)).map(([to]) => to),
		missed: targets.filter(target => !isReached(target)).map(([to]) => to),
	};
};
