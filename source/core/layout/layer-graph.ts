import {assignLayers} from './assign-layers.js';
import {type LayoutGraph, type Line} from './layout-graph.js';

/** Something that stands in one layer: an action, or the lines of an action that pass the layer. */
export type Vertex = {
	readonly layer: number;
	/** The action, or the one whose lines pass. */
	readonly action: number;
	/** Of a passage: its place among the distant targets from which on they lie behind it. */
	readonly firstTarget?: number;
};

/** The graph with every link between neighbouring layers only. Vertices up to the number of actions are the actions themselves. */
export type LayeredGraph = {
	readonly vertices: readonly Vertex[];
	readonly layers: ReadonlyArray<readonly number[]>;
	/** By vertex, its neighbours in the next layer. */
	readonly next: ReadonlyArray<readonly number[]>;
	/** By vertex, its neighbours in the layer before. */
	readonly previous: ReadonlyArray<readonly number[]>;
	/** By action, its targets beyond the next layer, the nearest first. */
	readonly distant: ReadonlyMap<number, readonly number[]>;
	readonly hiddenLineCount: number;
};

/** So many passages are routed at most: a chain of thousands whose every action invokes the last has millions. */
const passageLimit = 10_000;

const findDistant = (lines: readonly Line[], layers: readonly number[]): readonly number[] => lines
	.filter(({from, to}) => layers[to]! - layers[from]! > 1)
	.map(({to}) => to)
	.toSorted((a, b) => layers[a]! - layers[b]!);

/** Picks the distant targets to draw: the shortest bundles first, until there are enough passages. */
const pickDistant = ({outgoing}: LayoutGraph, layers: readonly number[]): {readonly distant: ReadonlyMap<number, readonly number[]>; readonly hiddenLineCount: number} => {
	const bundles = outgoing
		.map((lines, action) => ({action, targets: findDistant(lines, layers)}))
		.filter(({targets}) => targets.length > 0)
		.map(bundle => ({...bundle, length: layers[bundle.targets.at(-1)!]! - layers[bundle.action]! - 1}))
		.toSorted((a, b) => a.length - b.length);
	const distant = new Map<number, readonly number[]>();
	let passageCount = 0;
	let hiddenLineCount = 0;
	for (const {action, targets, length} of bundles) {
		passageCount += length;
		if (passageCount > passageLimit) {
			hiddenLineCount += targets.length;
		} else {
			distant.set(action, targets);
		}
	}

	return {distant, hiddenLineCount};
};

/** Puts actions into layers, and a passage into every layer that lines of an action pass; all of an action's lines share it. */
export const layerGraph = (graph: LayoutGraph): LayeredGraph => {
	const actionLayers = assignLayers(graph);
	const {distant, hiddenLineCount} = pickDistant(graph, actionLayers);
	const vertices: Vertex[] = actionLayers.map((layer, action) => ({layer, action}));
	const next: number[][] = graph.outgoing.map((lines, action) =>
		lines.filter(({to}) => actionLayers[to] === actionLayers[action]! + 1).map(({to}) => to));
	for (const [action, targets] of distant) {
		let from = action;
		for (let firstTarget = 0, layer = actionLayers[action]! + 1; firstTarget < targets.length; layer++) {
			const passage = vertices.length;
			vertices.push({layer, action, firstTarget});
			next[from]!.push(passage);
			next.push([]);
			from = passage;
			while (firstTarget < targets.length && actionLayers[targets[firstTarget]!] === layer + 1) {
				next[from]!.push(targets[firstTarget]!);
				firstTarget++;
			}
		}
	}

	const layers: number[][] = [];
	const previous: number[][] = vertices.map(() => []);
	for (const [vertex, {layer}] of vertices.entries()) {
		(layers[layer] ??= []).push(vertex);
		for (const to of next[vertex]!) {
			previous[to]!.push(vertex);
		}
	}

	return {vertices, layers, next, previous, distant, hiddenLineCount};
};
