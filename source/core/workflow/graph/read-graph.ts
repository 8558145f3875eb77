import {getEntries, getOwn, isJsonObject} from '../json/json-object.js';
import {type JsonPath} from '../json/json-path.js';
import {parseNodeId} from '../node-id.js';
import {type EdgeCondition} from '../workflow.js';
import {type Graph, type GraphEdge} from './graph.js';

const readTarget = (from: string, target: unknown, when: EdgeCondition, at: JsonPath): readonly GraphEdge[] => {
	const parsed = typeof target === 'string' ? parseNodeId(target) : undefined;
	return parsed === undefined
		? []
		: [{
			from, to: parsed.action, when, rank: parsed.rank ?? 1, isRanked: parsed.rank !== undefined, at,
		}];
};

const readConditional = (from: string, conditional: unknown, at: JsonPath): readonly GraphEdge[] =>
	(['True', 'False'] as const).flatMap(when => {
		const targets = isJsonObject(conditional) ? getOwn(conditional, when) : undefined;
		return Array.isArray(targets)
			? targets.flatMap((target, index) => readTarget(from, target, when, [...at, when, index]))
			: [];
	});

const readEdges = (from: string, action: unknown): readonly GraphEdge[] => {
	const invokeNext = isJsonObject(action) ? getOwn(action, 'InvokeNext') : undefined;
	const at = ['ActionList', from, 'InvokeNext'];
	if (!Array.isArray(invokeNext)) {
		return readTarget(from, invokeNext, 'always', at);
	}

	return invokeNext.flatMap((next: unknown, index) => typeof next === 'string'
		? readTarget(from, next, 'always', [...at, index])
		: readConditional(from, next, [...at, index]));
};

/** Reads the actions of a document and how they invoke each other. */
export const readGraph = (document: unknown): Graph => {
	const root = isJsonObject(document) ? document : {};
	const outgoing = new Map<string, readonly GraphEdge[]>();
	const incoming = new Map<string, GraphEdge[]>();
	for (const [name, action] of getEntries(getOwn(root, 'ActionList'))) {
		outgoing.set(name, readEdges(name, action));
		incoming.set(name, []);
	}

	for (const edges of outgoing.values()) {
		for (const edge of edges) {
			incoming.get(edge.to)?.push(edge);
		}
	}

	const entry = getOwn(root, 'FunctionInvoke');
	return {entry: typeof entry === 'string' ? entry : undefined, outgoing, incoming};
};
