import {type Finding, warning} from '../finding.js';
import {getDefinedEdges, type Graph} from '../graph/graph.js';
import {quoteName} from '../quote-name.js';
import {
	type ActionOutcomes, findContradiction, findDifference, getAnswer, getBranchOutcomes,
} from './branch-outcomes.js';

const describeDead = (graph: Graph, {action, arrivals}: ActionOutcomes, decider: string, index: number): Finding => {
	const find = (answer: 'True' | 'False') => arrivals.find(({outcomes}) => getAnswer(outcomes, index) === answer);
	const onTrue = find('True')!.from;
	const onFalse = find('False')!.from;
	const describeWay = (from: string, answer: string) => `${quoteName(from)}, which runs when ${quoteName(decider)} returns ${answer}`;
	const behind = getDefinedEdges(graph, action).length > 0 ? ', nor does anything downstream of it' : '';
	return warning(
		'dead-join',
		['ActionList', action],
		`Action ${quoteName(action)} never runs${behind}: it waits for ${describeWay(onTrue, 'True')}, and for ${describeWay(onFalse, 'False')}.`,
		`Give each branch of ${quoteName(decider)} an action of its own to end in.`,
	);
};

const describePartial = ({action, outcomes}: ActionOutcomes, from: string, decider: string, index: number): Finding => warning(
	'conditional-join',
	['ActionList', action],
	`Action ${quoteName(action)} runs only when ${quoteName(decider)} returns ${getAnswer(outcomes, index)!}; otherwise ${quoteName(from)} invokes it and it waits forever for its other predecessors.`,
	`Join only actions that run whatever ${quoteName(decider)} returns, or only actions downstream of one of its branches.`,
);

const checkJoin = (graph: Graph, deciders: readonly string[], join: ActionOutcomes): readonly Finding[] => {
	const {arrivals, outcomes} = join;
	if (arrivals.length < 2 || arrivals.some(arrival => findContradiction(arrival.outcomes) !== undefined)) {
		// Not a join of different actions, or behind a dead join, which is reported itself.
		return [];
	}

	const contradiction = findContradiction(outcomes);
	if (contradiction !== undefined) {
		return [describeDead(graph, join, deciders[contradiction]!, contradiction)];
	}

	for (const arrival of arrivals) {
		const difference = findDifference(arrival.outcomes, outcomes);
		if (difference !== undefined) {
			return [describePartial(join, arrival.from, deciders[difference]!, difference)];
		}
	}

	return [];
};

/**
Finds joins that wait for actions which exclude each other, at any depth behind the branch, and joins that run on some answers only.

Such a join leaves no trace: every arrival ends well having done nothing (faasr.md, fact 4).
*/
export const lintJoins = (graph: Graph, order: readonly string[]): readonly Finding[] => {
	const hasConditions = [...graph.outgoing.values()].some(edges => edges.some(({when}) => when !== 'always'));
	if (!hasConditions) {
		return [];
	}

	const {deciders, actions} = getBranchOutcomes(graph, order);
	return actions.flatMap(join => checkJoin(graph, deciders, join));
};
