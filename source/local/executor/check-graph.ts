import {type ActionDefinition} from '../../core/workflow/document.js';
import {ActionExit} from './action-exit.js';
import {getActions, type Payload} from './payload.js';
import {type RunLog} from './run-log.js';

const source = 'graph_functions.py';

/** Splits `name(n)`; without a rank n is 1. */
export const parseTarget = (target: string): {readonly action: string; readonly rank: number} => {
	const [action = '', rank = '1'] = target.split(/[()]/u);
	return {action, rank: Number.parseInt(rank, 10)};
};

/** Every entry of an action's `InvokeNext`, conditional ones of both answers included. */
export const getTargets = ({InvokeNext = []}: ActionDefinition): readonly string[] => {
	const entries = typeof InvokeNext === 'string' ? [InvokeNext] : InvokeNext;
	return entries.flatMap(entry => typeof entry === 'string' ? [entry] : Object.values(entry).flat());
};

const depthFirst = (payload: Payload, first: string, fail: (message: string) => never): ReadonlySet<string> => {
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

	const ranks = new Map(edges.filter(({rank}) => rank > 1).map(({action, rank}) => [action, rank]));
	return edges.filter(({action}) => action === current).flatMap(({from}) => {
		const rank = ranks.get(from);
		return rank === undefined ? [from] : Array.from({length: rank}, (_, index) => `${from}.${index + 1}`);
	});
};

/** `max_rank` of an action: the n of the edge `name(n)` that leads to it. */
export const getMaxRank = (payload: Payload, name: string): number => Math.max(1, ...Object.values(getActions(payload))
	.flatMap(definition => getTargets(definition))
	.map(target => parseTarget(target))
	.filter(({action}) => action === name)
	.map(({rank}) => rank));
