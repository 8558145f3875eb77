import {createNameFinder} from '../closest-name.js';
import {error, type Finding} from '../finding.js';
import {parseNodeId} from '../node-id.js';
import {quoteName} from '../quote-name.js';
import {findCycles} from './find-cycles.js';
import {getDefinedEdges, type Graph} from './graph.js';
import {type SortedGraph} from './sort-graph.js';

const shownLoopLength = 8;

/** A hint that offers the name a user most likely meant. */
export const suggest = (meant: string | undefined, otherwise: string): string =>
	meant === undefined ? otherwise : `Did you mean ${quoteName(meant)}?`;

const checkEntry = ({entry, outgoing}: Graph): readonly Finding[] => {
	if (entry === undefined || entry === '' || outgoing.has(entry)) {
		return [];
	}

	const at = ['FunctionInvoke'];
	const parsed = parseNodeId(entry);
	if (parsed?.rank !== undefined && outgoing.has(parsed.action)) {
		return [error('ranked-entry', at, `FunctionInvoke ${quoteName(entry)} has a rank; FaaSr starts a workflow with one node only.`, `Write ${quoteName(parsed.action)}, or put an action before it that invokes ${quoteName(entry)}.`)];
	}

	const meant = createNameFinder([...outgoing.keys()])(entry);
	return [error('undefined-entry', at, `FunctionInvoke names ${quoteName(entry)}, which is not in ActionList.`, suggest(meant, 'Name the action the workflow starts with.'))];
};

const checkTargets = ({outgoing}: Graph): readonly Finding[] => {
	const findName = createNameFinder([...outgoing.keys()]);
	return [...outgoing.values()].flat().filter(({to}) => !outgoing.has(to)).map(({from, to, at}) => error(
		'undefined-target',
		at,
		`Action ${quoteName(from)} invokes ${quoteName(to)}, which is not in ActionList.`,
		suggest(findName(to), 'Add the action to ActionList or remove it from InvokeNext.'),
	));
};

const checkCycles = (graph: Graph, sorted: SortedGraph): readonly Finding[] =>
	findCycles(graph, sorted.rest).map(loop => {
		const shown = loop.length > shownLoopLength
			? [...loop.slice(0, shownLoopLength).map(action => quoteName(action)), `${loop.length - shownLoopLength} more`]
			: loop.map(action => quoteName(action));
		return error(
			'cycle',
			['ActionList', loop[0]!],
			`Actions invoke each other in a loop: ${[...shown, quoteName(loop[0]!)].join(' → ')}.`,
			`Remove ${quoteName(loop[0]!)} from InvokeNext of ${quoteName(loop.at(-1)!)}.`,
		);
	});

const checkReachable = (graph: Graph): readonly Finding[] => {
	if (graph.entry === undefined || !graph.outgoing.has(graph.entry)) {
		return [];
	}

	const reached = new Set([graph.entry]);
	for (const action of reached) {
		for (const {to} of getDefinedEdges(graph, action)) {
			reached.add(to);
		}
	}

	return [...graph.outgoing.keys()].filter(action => !reached.has(action)).map(action => error(
		'unreachable-action',
		['ActionList', action],
		`No way leads from ${quoteName(graph.entry!)} to action ${quoteName(action)}, and FaaSr refuses such a workflow.`,
		'Invoke it from another action or remove it.',
	));
};

/** Checks that the graph has a start, an end, and nothing that hangs in the air. */
export const checkGraph = (graph: Graph, sorted: SortedGraph): readonly Finding[] => [
	...checkEntry(graph), ...checkTargets(graph), ...checkCycles(graph, sorted), ...checkReachable(graph),
];
