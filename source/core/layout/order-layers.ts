import {countCrossings} from './count-crossings.js';
import {type LayeredGraph} from './layer-graph.js';

const mostSweeps = 8;
/** Above this size only a few sweeps are made, so that the largest workflows are drawn within a second. */
const largeVertexCount = 3000;
const fewSweeps = 2;
/** So many sweeps that bring nothing end the search. */
const mostIdleSweeps = 2;

const getPlaces = (order: ReadonlyArray<readonly number[]>, vertexCount: number): number[] => {
	const places = Array.from({length: vertexCount}, () => 0);
	for (const layer of order) {
		for (const [place, vertex] of layer.entries()) {
			places[vertex] = place;
		}
	}

	return places;
};

const countAll = (order: ReadonlyArray<readonly number[]>, next: LayeredGraph['next'], places: readonly number[]): number => {
	let crossings = 0;
	for (const [index, layer] of order.entries()) {
		crossings += countCrossings(layer, next, places, order[index + 1]?.length ?? 0);
	}

	return crossings;
};

const getMean = (neighbours: readonly number[], places: readonly number[], own: number): number => {
	if (neighbours.length === 0) {
		return own;
	}

	let sum = 0;
	for (const neighbour of neighbours) {
		sum += places[neighbour]!;
	}

	return sum / neighbours.length;
};

/** Sorts one layer by where its neighbours stand; equals keep their order, so the result is always the same. */
const sortLayer = (layer: readonly number[], neighbours: LayeredGraph['next'], places: number[]): number[] => {
	const wishes = new Map(layer.map(vertex => [vertex, getMean(neighbours[vertex]!, places, places[vertex]!)]));
	const sorted = layer.toSorted((a, b) => wishes.get(a)! - wishes.get(b)!);
	for (const [place, vertex] of sorted.entries()) {
		places[vertex] = place;
	}

	return sorted;
};

/** Starts from the order in which a walk from the first action meets the vertices, so that what belongs together stands together. */
const getWalkOrder = ({layers, next, vertices}: LayeredGraph): number[][] => {
	const order: number[][] = layers.map(() => []);
	const seen = vertices.map(() => false);
	for (const start of layers.slice(0, 1).flat()) {
		const waiting = [start];
		while (waiting.length > 0) {
			const vertex = waiting.pop()!;
			if (!seen[vertex]) {
				seen[vertex] = true;
				order[vertices[vertex]!.layer]!.push(vertex);
				waiting.push(...next[vertex]!.toReversed());
			}
		}
	}

	return order;
};

/** Orders every layer so that few links cross: sweeps down and up, each layer by the mean place of its neighbours, the best sweep kept. */
export const orderLayers = (graph: LayeredGraph): ReadonlyArray<readonly number[]> => {
	const {next, previous, vertices} = graph;
	let order = getWalkOrder(graph);
	let best: ReadonlyArray<readonly number[]> = [...order];
	const places = getPlaces(order, vertices.length);
	let fewest = countAll(order, next, places);
	const sweepCount = vertices.length > largeVertexCount ? fewSweeps : mostSweeps;
	let idleCount = 0;
	for (let sweep = 0; sweep < sweepCount && fewest > 0 && idleCount < mostIdleSweeps; sweep++) {
		order = sweep % 2 === 0
			? order.map((layer, index) => index === 0 ? layer : sortLayer(layer, previous, places))
			: order.toReversed().map((layer, index) => index === 0 ? layer : sortLayer(layer, next, places)).toReversed();
		const crossings = countAll(order, next, places);
		idleCount++;
		if (crossings < fewest) {
			idleCount = 0;
			fewest = crossings;
			best = order;
		}
	}

	return best;
};
