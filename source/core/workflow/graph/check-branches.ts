import {error, type Finding, warning} from '../finding.js';
import {quoteName, quoteNames} from '../quote-name.js';
import {getHighestRank, type Graph} from './graph.js';

const checkTarget = (graph: Graph, target: string): readonly Finding[] => {
	const incoming = graph.incoming.get(target)!;
	const conditional = incoming.filter(({when}) => when !== 'always');
	if (conditional.length === 0) {
		return [];
	}

	const always = incoming.find(({when}) => when === 'always');
	const sources = [...new Set(conditional.map(({from}) => from))];
	const findings: Finding[] = [];
	if (always !== undefined) {
		findings.push(error(
			'mixed-predecessors',
			always.at,
			`Action ${quoteName(target)} is invoked by ${quoteName(always.from)} always and by ${quoteNames(sources)} on a condition; FaaSr refuses the mix.`,
			'Let one of them invoke it.',
		));
	}

	if (sources.length > 1) {
		findings.push(error(
			'several-conditional-sources',
			conditional[1]!.at,
			`Action ${quoteName(target)} is invoked on a condition by ${sources.length} actions, ${quoteNames(sources)}; FaaSr allows one.`,
			'Give every condition an action of its own to invoke.',
		));
	}

	return findings;
};

const checkSides = (graph: Graph, source: string): readonly Finding[] => {
	const conditional = graph.outgoing.get(source)!.filter(({when}) => when !== 'always');
	const isRanked = getHighestRank(graph.incoming.get(source)) > 1;
	return conditional.length > 0 && isRanked
		? [warning(
			'ranked-conditional',
			['ActionList', source, 'InvokeNext'],
			`Action ${quoteName(source)} is ranked and decides a condition; its nodes may disagree and take both branches.`,
			'Let an action without a rank decide.',
		)]
		: [];
};

/** Checks conditional edges as FaaSr does. */
export const checkBranches = (graph: Graph): readonly Finding[] =>
	[...graph.outgoing.keys()].flatMap(action => [...checkTarget(graph, action), ...checkSides(graph, action)]);
