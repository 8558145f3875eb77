import {type ActionDefinition} from '../../../core/workflow/document.js';
import {ActionExit, missingKey} from './action-exit.js';
import {getActions, type Payload} from './payload.js';
import {type RunLog} from './run-log.js';

const source = 'graph_functions.py';

/** Splits `name(n)`; without a rank n is 1. */
export const parseTarget = (target: string): {readonly action: string; readonly rank: number} => {
	const [action = '', rank = '1'] = target.split(/[()]/u);
	return {action, rank: Number.parseInt(rank, 10)};
};

/** Every entry of an action's `InvokeNext`, conditional ones of both answers included; FaaSr reads the key of every action. */
const getTargets = ({InvokeNext}: ActionDefinition): readonly string[] => {
	if (InvokeNext === undefined) {
		throw missingKey('InvokeNext');
	}

	const entries = typeof InvokeNext === 'string' ? [InvokeNext] : InvokeNext;
	return entries.flatMap(entry => typeof entry === 'string' ? [entry] : Object.values(entry).flat());
};

type GraphEdge = {
	readonly from: string;
	readonly action: string;
	readonly rank: number;
};

type Fail = (message: string) => never;

/**
The rank of every action that an edge leads to.

Only an edge after the ranked one is refused, and `name(1)` is no rank: both as upstream (helpers/graph_functions.py).
*/
const readRanks = (edges: readonly GraphEdge[], fail: Fail): ReadonlyMap<string, number> => {
	const ranks = new Map<string, number>();
	for (const {action, rank} of edges) {
		if ((ranks.get(action) ?? 0) > 1) {
			fail('Function with rank cannot have multiple predecessors');
		}

		ranks.set(action, rank);
	}

	const nested = edges.find(({from, action}) => (ranks.get(action) ?? 0) > 1 && (ranks.get(from) ?? 0) > 1);
	if (nested !== undefined) {
		fail(`Function with rank cannot have predecessor with rank - offending functions: ${nested.action}(${ranks.get(nested.action)}) and ${nested.from}(${ranks.get(nested.from)})`);
	}

	return ranks;
};

const depthFirst = (payload: Payload, first: string, fail: Fail): ReadonlySet<string> => {
	const actions = getActions(payload);
	const visited = new Set<string>();
	const path = new Set<string>();
	const visit = (name: string): void => {
		visited.add(name);
		path.add(name);
		const definition = actions[name];
		for (const target of definition === undefined ? [] : getTargets(definition)) {
			const {action} = parseTarget(target);
			if (path.has(action)) {
				fail(`Function loop found from node ${name} to ${action}`);
			}

			if (!visited.has(action)) {
				visit(action);
			}
		}

		path.delete(name);
	};

	visit(first);
	return visited;
};

/**
Checks the graph as far as FaaSr does before every action, and lists the predecessors of one action.

A ranked predecessor is listed once per rank, as `name.n`; one that names the action twice is listed twice (faasr.md 2h).
*/
export const checkGraph = (payload: Payload, runLog: RunLog): readonly string[] => {
	const fail = (message: string): never => {
		runLog.line('ERROR', source, message);
		throw new ActionExit(1);
	};

	const actions = getActions(payload);
	const current = String(payload.require('FunctionInvoke'));
	if (!Object.hasOwn(actions, current)) {
		fail('FunctionInvoke does not refer to a valid function');
	}

	const edges = Object.entries(actions).flatMap(([from, definition]) => getTargets(definition).map(target => ({from, ...parseTarget(target)})));
	const reached = new Set(edges.map(({action}) => action));
	const first = Object.keys(actions).find(name => !reached.has(name));
	if (first === undefined) {
		return fail('Function loop found: no initial action');
	}

	const visited = depthFirst(payload, first, fail);
	const unreachable = Object.keys(actions).find(name => !visited.has(name));
	if (unreachable !== undefined) {
		fail(`Unreachable state found: ${unreachable}`);
	}

	const ranks = readRanks(edges, fail);
	return edges.filter(({action}) => action === current).flatMap(({from}) => {
		const rank = ranks.get(from) ?? 1;
		return rank <= 1 ? [from] : Array.from({length: rank}, (_, index) => `${from}.${index + 1}`);
	});
};

/** `max_rank` of an action: the n of the edge `name(n)` that leads to it. */
export const getMaxRank = (payload: Payload, name: string): number => Math.max(1, ...Object.values(getActions(payload))
	.flatMap(definition => getTargets(definition))
	.map(target => parseTarget(target))
	.filter(({action}) => action === name)
	.map(({rank}) => rank));
