import {fitPositions, type Wishes} from './fit-positions.js';
import {type LayeredGraph} from './layer-graph.js';

/** How much room a vertex takes beside its port, across the direction. */
export type Extent = {readonly before: number; readonly after: number};

export type PlaceOptions = {
	readonly graph: LayeredGraph;
	readonly order: ReadonlyArray<readonly number[]>;
	readonly getExtent: (vertex: number) => Extent;
	/** Free cells between two neighbours. */
	readonly getGap: (first: number, second: number) => number;
	/** Cells that the drawing may be wider than its widest layer, so that lines can be straight. */
	readonly slack: number;
};

/** Offsets of the ports of one layer from the first one's, packed as tightly as the gaps allow. */
const packLayer = (layer: readonly number[], {getExtent, getGap}: PlaceOptions): readonly number[] => {
	const offsets = [0];
	for (let index = 1; index < layer.length; index++) {
		const [first, second] = [layer[index - 1]!, layer[index]!];
		offsets.push(offsets[index - 1]! + getExtent(first).after + getGap(first, second) + getExtent(second).before + 1);
	}

	return offsets;
};

/** Long lines are kept straight before boxes are centred. */
const weigh = (isPassage: boolean, isNeighbourPassage: boolean): number => isPassage && isNeighbourPassage ? 8 : (isPassage || isNeighbourPassage ? 2 : 1);

/** Below the weight of any neighbour: what nothing pulls stays where it is, but gives way. */
const idleWeight = 0.1;

/** Where the vertices of one layer would stand in the middle of their neighbours. */
const collectWishes = (layer: readonly number[], neighbourLists: ReadonlyArray<LayeredGraph['next']>, ports: readonly number[], actionCount: number): {readonly at: number[]; readonly weights: number[]} => {
	const wishes = {at: [] as number[], weights: [] as number[]};
	for (const vertex of layer) {
		let sum = 0;
		let weight = 0;
		for (const neighbours of neighbourLists) {
			for (const neighbour of neighbours[vertex]!) {
				const own = weigh(vertex >= actionCount, neighbour >= actionCount);
				sum += own * ports[neighbour]!;
				weight += own;
			}
		}

		wishes.at.push(weight === 0 ? ports[vertex]! : sum / weight);
		wishes.weights.push(weight === 0 ? idleWeight : weight);
	}

	return wishes;
};

/** What the layer before it, the one behind it, and both wish in turn; the last word has the layer before, so that chains are straight. */
const getSweeps = ({previous, next}: LayeredGraph): ReadonlyArray<{readonly isUpwards: boolean; readonly neighbours: ReadonlyArray<LayeredGraph['next']>}> => [
	{isUpwards: false, neighbours: [previous]},
	{isUpwards: true, neighbours: [next]},
	{isUpwards: false, neighbours: [previous]},
	{isUpwards: true, neighbours: [next]},
	{isUpwards: false, neighbours: [previous, next]},
	{isUpwards: false, neighbours: [previous]},
];

/** Finds every vertex's port across the direction; little takes more room than the widest layer. */
export const placeAcross = (options: PlaceOptions, actionCount: number): readonly number[] => {
	const {graph, order, getExtent, slack} = options;
	const packed = order.map(layer => packLayer(layer, options));
	const ends = order.map((layer, index) => ({
		before: Math.max(0, ...layer.slice(0, 1).map(vertex => getExtent(vertex).before)),
		length: Math.max(...packed[index]!) + 1,
		after: Math.max(0, ...layer.slice(-1).map(vertex => getExtent(vertex).after)),
	}));
	const width = slack + Math.max(0, ...ends.map(({before, length, after}) => before + length + after));
	const ports = Array.from({length: graph.vertices.length}, () => 0);
	const place = (index: number, {at, weights}: Wishes): void => {
		const {before, after} = ends[index]!;
		const positions = fitPositions({at: at.map(cell => cell - before), weights}, packed[index]!, width - before - after - 1);
		for (const [column, position] of positions.entries()) {
			ports[order[index]![column]!] = position + before;
		}
	};

	for (const [index, offsets] of packed.entries()) {
		const {before, length, after} = ends[index]!;
		const middle = Math.floor((width - length - before - after) / 2) + before;
		place(index, {at: offsets.map(offset => middle + offset), weights: offsets.map(() => 1)});
	}

	for (const {isUpwards, neighbours} of getSweeps(graph)) {
		for (let step = 0; step < order.length; step++) {
			const index = isUpwards ? order.length - 1 - step : step;
			place(index, collectWishes(order[index]!, neighbours, ports, actionCount));
		}
	}

	const margin = Math.min(...order.flatMap((layer, index) => layer.slice(0, 1).map(vertex => ports[vertex]! - ends[index]!.before)));

	return ports.map(port => port - margin);
};
