/* eslint-disable no-bitwise -- a set of two answers is two bits. */
import {getHighestRank, getSources, type Graph} from '../graph/graph.js';
import {type EdgeCondition} from '../workflow.js';

/**
What must have been decided for an action to run: for each deciding action 0, or the answers needed, True and False as a bit each.

A join waits for all its predecessors, so the condition of an action is always a conjunction.
Both answers of one decider at once mean that the action can never run.
*/
export type Outcomes = Uint8Array;

/** One way into an action: a predecessor, and what must have been decided for it to invoke the action. */
export type Arrival = {
	readonly from: string;
	readonly outcomes: Outcomes;
};

const bits = {True: 1, False: 2} as const;
const contradiction = bits.True | bits.False;

const isDecider = (graph: Graph, action: string): boolean =>
	graph.outgoing.get(action)!.some(({when}) => when !== 'always')
	// The instances of a ranked action decide each for themselves, so its branches do not exclude each other.
	&& getHighestRank(graph.incoming.get(action)) === 1;

const needAnswer = (outcomes: Outcomes, decider: number | undefined, conditions: readonly EdgeCondition[]): Outcomes => {
	const [first] = conditions;
	if (decider === undefined || first === undefined || first === 'always' || conditions.some(when => when !== first)) {
		// Invoked in any case, or on either answer.
		return outcomes;
	}

	const changed = Uint8Array.from(outcomes);
	changed[decider]! |= bits[first];
	return changed;
};

/** Everything that any of the ways needs. */
const mergeOutcomes = (arrivals: readonly Arrival[], none: Outcomes): Outcomes => {
	const [first, ...rest] = arrivals.map(({outcomes}) => outcomes);
	if (first === undefined || rest.length === 0) {
		return first ?? none;
	}

	const merged = Uint8Array.from(first);
	for (const outcomes of rest) {
		for (const [decider, answers] of outcomes.entries()) {
			merged[decider]! |= answers;
		}
	}

	return merged;
};

/** Whether an action needs both answers of some decider, and of which one. */
export const findContradiction = (outcomes: Outcomes): number | undefined => {
	const decider = outcomes.indexOf(contradiction);
	return decider === -1 ? undefined : decider;
};

/** The answer an action needs of a decider. */
export const getAnswer = (outcomes: Outcomes, decider: number): 'True' | 'False' | undefined =>
	(['True', 'False'] as const).find(answer => outcomes[decider] === bits[answer]);

/** The first decider of which one action needs an answer and the other does not. */
export const findDifference = (a: Outcomes, b: Outcomes): number | undefined => {
	const decider = a.findIndex((answers, index) => answers !== b[index]);
	return decider === -1 ? undefined : decider;
};

/** The conditions under which an action runs, with the ways into it. */
export type ActionOutcomes = {
	readonly action: string;
	readonly arrivals: readonly Arrival[];
	readonly outcomes: Outcomes;
};

/** Computes for every action, in graph order, what must have been decided for it to run. */
export const getBranchOutcomes = (graph: Graph, order: readonly string[]): {
	readonly deciders: readonly string[];
	readonly actions: readonly ActionOutcomes[];
} => {
	const deciders = order.filter(action => isDecider(graph, action));
	const positions = new Map(deciders.map((action, index) => [action, index]));
	const none = new Uint8Array(deciders.length);
	const byAction = new Map<string, Outcomes>();
	const actions = order.map(action => {
		const arrivals = getSources(graph, action).map(from => ({
			from,
			outcomes: needAnswer(
				byAction.get(from)!,
				positions.get(from),
				graph.outgoing.get(from)!.filter(({to}) => to === action).map(({when}) => when),
			),
		}));
		const outcomes = mergeOutcomes(arrivals, none);
		byAction.set(action, outcomes);
		return {action, arrivals, outcomes};
	});
	return {deciders, actions};
};
