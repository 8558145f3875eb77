import {type InvokeNextEntry, type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {createTinyDocument} from '../core/tiny-workflow.js';
import {type Random} from './random.js';

/** A workflow as a story tells it: who invokes whom, the entry first. */
export type Shape = {
	readonly next: Readonly<Record<string, readonly InvokeNextEntry[]>>;
	/** Logs in one data store, markers in another: FaaSr then lets no join run (faasr.md 0.8). */
	readonly hasTwoStores: boolean;
};

type Draft = {
	readonly names: string[];
	readonly always: Map<string, string[]>;
	readonly branches: Map<string, {True: string[]; False: string[]}>;
	readonly ranked: Set<string>;
};

const names = [...'abcdefghij'];

const invoke = ({always}: Draft, from: string, target: string): void => {
	always.set(from, [...always.get(from) ?? [], target]);
};

/** FaaSr refuses a graph in which an action is reached by a condition and otherwise, too, or a rank by more than one edge (faasr.md 1d): each new action chooses one way. */
const addAction = (draft: Draft, random: Random): void => {
	const name = names[draft.names.length]!;
	const parent = random.pick(draft.names);
	const way = random.pick(['chain', 'chain', 'chain', 'join', 'join', 'ranks', 'branch', 'branch']);
	if (way === 'join' && draft.names.length > 1) {
		const others = draft.names.filter(other => other !== parent && random.chance(0.4)).slice(0, 3);
		for (const from of others.length === 0 ? [parent, draft.names.find(other => other !== parent)!] : [parent, ...others]) {
			invoke(draft, from, name);
		}
	} else if (way === 'ranks' && !draft.ranked.has(parent)) {
		draft.ranked.add(name);
		invoke(draft, parent, `${name}(${random.int(2, 4)})`);
	} else if (way === 'branch' && !draft.ranked.has(parent)) {
		const sides = draft.branches.get(parent) ?? {True: [], False: []};
		sides[random.chance(0.6) ? 'True' : 'False'].push(name);
		// Both answers may lead to one action, which is then listed twice among its predecessors (faasr.md 2h).
		if (random.chance(0.1)) {
			sides[sides.True.includes(name) ? 'False' : 'True'].push(name);
		}

		draft.branches.set(parent, sides);
	} else {
		invoke(draft, parent, name);
	}

	draft.names.push(name);
};

/** One-sided conditionals stay so now and then: FaaSr stumbles over the side that is missing (faasr.md 2d). */
const writeNext = ({always, branches}: Draft, name: string, random: Random): readonly InvokeNextEntry[] => {
	const entries: InvokeNextEntry[] = [...always.get(name) ?? []];
	const sides = branches.get(name);
	if (sides !== undefined) {
		const written = Object.fromEntries(Object.entries(sides).filter(([, targets]) => targets.length > 0 || random.chance(0.6)));
		entries.splice(random.int(0, entries.length), 0, written);
	}

	return entries;
};

/** Draws a workflow of up to ten actions: chains, fan-outs, joins, ranks, conditionals, one-sided and dead joins. */
export const drawShape = (random: Random): Shape => {
	const draft: Draft = {names: ['a'], always: new Map(), branches: new Map(), ranked: new Set()};
	const count = random.pick([1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10]);
	while (draft.names.length < count) {
		addAction(draft, random);
	}

	return {
		next: Object.fromEntries(draft.names.map(name => [name, writeNext(draft, name, random)])),
		hasTwoStores: random.chance(0.08),
	};
};

/** The document of a shape. */
export const writeDocument = ({next, hasTwoStores}: Shape): WorkflowDocument => {
	const document = createTinyDocument(next);
	return hasTwoStores
		? {...document, DataStores: {...document.DataStores, Logs: {...document.DataStores['S3']!, Bucket: 'logs'}}, LoggingDataStore: 'Logs'}
		: document;
};

/** One dispatch that an `InvokeNext` asks for. */
export type Target = {readonly action: string; readonly ranks: number};

/** Reads `name` or `name(n)`. */
export const readTarget = (text: string): Target => {
	const [, action = text, ranks = '1'] = /^(.+)\((\d+)\)$/u.exec(text) ?? [];
	return {action, ranks: Number(ranks)};
};

/** What an entry of `InvokeNext` leads to with a result; nothing where the conditional lacks that side. */
export const chooseTargets = (entry: InvokeNextEntry, result: string): readonly Target[] | undefined => {
	const chosen = typeof entry === 'string' ? [entry] : (entry as Readonly<Record<string, readonly string[]>>)[result];
	return chosen?.map(text => readTarget(text));
};

/** Who comes before an action, in FaaSr's eyes: with every rank, and twice where two answers lead to it. */
export const listPredecessors = ({next}: Shape, action: string): readonly string[] => Object.keys(next).flatMap(from => {
	const targets = (next[from] ?? []).flatMap(entry => typeof entry === 'string' ? [entry] : [...entry.True ?? [], ...entry.False ?? []]);
	return targets.filter(target => readTarget(target).action === action).flatMap(() => listInstances({next}, from));
});

/** The nodes of an action: itself, or its ranks. */
export const listInstances = ({next}: Pick<Shape, 'next'>, action: string): readonly string[] => {
	const targets = Object.values(next).flat().flatMap(entry => typeof entry === 'string' ? [entry] : [...entry.True ?? [], ...entry.False ?? []]);
	const ranks = Math.max(1, ...targets.map(text => readTarget(text)).filter(target => target.action === action).map(target => target.ranks));
	return ranks === 1 ? [action] : Array.from({length: ranks}, (_, index) => `${action}(${index + 1})`);
};
