import {error, type Finding, warning} from '../finding.js';
import {nodeId} from '../node-id.js';
import {quoteName, quoteNames} from '../quote-name.js';
import {
	getHighestRank, getSources, type Graph, type GraphEdge,
} from './graph.js';

/** More instances than any platform starts; a limit so that a mistyped number cannot exhaust the memory. */
const instanceLimit = 10_000;
const totalInstanceLimit = 100_000;

const checkNumber = ({to, rank, isRanked, at}: GraphEdge): readonly Finding[] => {
	if (isRanked && rank === 0) {
		return [error('rank-zero', at, `"${to}(0)" starts no node of ${quoteName(to)}, so nothing downstream of it can run.`, 'Write a number of at least 1.')];
	}

	return rank > instanceLimit
		? [error('rank-too-large', at, `${quoteName(nodeId(to, rank))} asks for more than ${instanceLimit} nodes.`, 'Write a smaller number.')]
		: [];
};

const checkSources = (graph: Graph, target: string): readonly Finding[] => {
	const incoming = graph.incoming.get(target)!;
	const ranked = incoming.find(({isRanked}) => isRanked);
	if (ranked === undefined) {
		return [];
	}

	const findings = ranked.rank > 1
		? getSources(graph, target)
			.filter(source => getHighestRank(graph.incoming.get(source)) > 1)
			.map(source => error('ranked-to-ranked', ranked.at, `Ranked action ${quoteName(target)} is invoked by ${quoteName(source)}, which is ranked itself.`, 'Put an action without a rank between the two.'))
		: [];
	if (incoming.length === 1) {
		return findings;
	}

	const report = getHighestRank(incoming) > 1 ? error : warning;
	return [...findings, report(
		'ranked-several-predecessors',
		ranked.at,
		`Ranked action ${quoteName(target)} is invoked from ${incoming.length} places, by ${quoteNames(getSources(graph, target))}; a ranked action may have one.`,
		'Join the predecessors in an action without a rank first.',
	)];
};

const countInstances = (graph: Graph): number => {
	let count = 0;
	for (const edges of graph.incoming.values()) {
		count += getHighestRank(edges);
	}

	return count;
};

/** Checks the rules for `name(n)`, whatever the order in which the document has the edges. */
export const checkRanks = (graph: Graph): readonly Finding[] => {
	const findings = [
		...[...graph.outgoing.values()].flat().flatMap(edge => checkNumber(edge)),
		...[...graph.incoming.keys()].flatMap(target => checkSources(graph, target)),
	];
	const instanceCount = countInstances(graph);
	return findings.length === 0 && instanceCount > totalInstanceLimit
		? [error('too-many-instances', ['ActionList'], `The workflow starts ${instanceCount} nodes; the limit is ${totalInstanceLimit}.`, 'Write smaller ranks.')]
		: findings;
};
