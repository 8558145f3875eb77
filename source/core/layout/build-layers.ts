import {type Direction, type GraphBox, isBox, type Layer, type Net, type Passage, type Stop} from './graph-layout.js';
import {type LayeredGraph} from './layer-graph.js';
import {type LayoutGraph} from './layout-graph.js';
import {routeGap, type RoutedGap} from './route-gap.js';

/** Everything that is known across the direction; where along it things stand is worked out layer by layer. */
export type Frame = {
	readonly direction: Direction;
	readonly boxHeight: 1 | 3;
	readonly graph: LayoutGraph;
	readonly layered: LayeredGraph;
	readonly order: ReadonlyArray<readonly number[]>;
	/** By vertex. */
	readonly ports: readonly number[];
	/** By action. */
	readonly labels: readonly string[];
	/** By action. */
	readonly widths: readonly number[];
};

// Cells before a box for the end of the line and the arrowhead, a graph to the right has room for a label there too.
const entryRows = 1;
const entryColumns = 2;
const labelMargin = 3;

const getThickness = ({direction, boxHeight, graph, widths}: Frame, layer: readonly number[]): number => direction === 'down'
	? boxHeight
	: Math.max(1, ...layer.filter(vertex => vertex < graph.names.length).map(vertex => widths[vertex]!));

const getEntryLength = ({direction, labels}: Frame, layer: readonly number[] | undefined): number => {
	if (layer === undefined) {
		return 0;
	}

	if (direction === 'down') {
		return entryRows;
	}

	const longest = Math.max(0, ...layer.map(vertex => labels[vertex]?.length ?? 0));
	return longest === 0 ? entryColumns : longest + labelMargin;
};

const buildBox = (frame: Frame, vertex: number, place: number, {start, thickness}: {readonly start: number; readonly thickness: number}): GraphBox => {
	const {direction, boxHeight, graph, layered, ports, labels, widths} = frame;
	const isDown = direction === 'down';
	const port = ports[vertex]!;
	const across = port - Math.floor(((isDown ? widths[vertex]! : boxHeight) - 1) / 2);
	return {
		action: graph.names[vertex]!,
		label: labels[vertex]!,
		layer: layered.vertices[vertex]!.layer,
		place,
		x: isDown ? across : start,
		y: isDown ? start : across,
		width: isDown ? widths[vertex]! : thickness,
		height: boxHeight,
		port,
		hasSuccessors: layered.next[vertex]!.length > 0,
	};
};

/** Makes what stands in the layers, by vertex. */
const buildStops = (frame: Frame, places: ReadonlyArray<{readonly start: number; readonly thickness: number}>): ReadonlyMap<number, Stop> => {
	const {graph, layered, order, ports} = frame;
	const targets = new Map([...layered.distant].map(([action, numbers]) => [action, numbers.map(number => graph.names[number]!)]));
	return new Map(order.flatMap((layer, index) => {
		let boxCount = 0;
		return layer.map((vertex): [number, Stop] => {
			const {action, firstTarget} = layered.vertices[vertex]!;
			return firstTarget === undefined
				? [vertex, buildBox(frame, vertex, boxCount++, places[index]!)]
				: [vertex, {from: graph.names[action]!, port: ports[vertex]!, firstTarget, targets: targets.get(action)!} satisfies Passage];
		});
	}));
};

const toNets = ({nets, lanes}: RoutedGap, stops: ReadonlyMap<number, Stop>, firstTrack: number): readonly Net[] =>
	nets.map(({sources, targets, track, first, last}) => ({
		first,
		last,
		sources: sources.map(vertex => stops.get(vertex)!),
		targets: targets.map(vertex => ({stop: stops.get(vertex)!, lane: lanes.get(vertex)!})),
		...(track !== undefined && {track: firstTrack + track}),
	}));

/** Works out where every layer and gap lies along the direction, and what stands there. */
export const buildLayers = (frame: Frame): readonly Layer[] => {
	const {layered, order, ports, direction} = frame;
	const gaps = order.map(layer => routeGap(layer.map(from => ({from, to: layered.next[from]!})).filter(({to}) => to.length > 0), ports));
	let start = 0;
	const places = gaps.map(({lanes, trackCount}, index) => {
		const thickness = getThickness(frame, order[index]!);
		const hasJog = [...lanes].some(([vertex, lane]) => ports[vertex] !== lane);
		const end = start + thickness;
		// A line that leaves to the right is seen better with a piece before its first turn.
		const firstTrack = end + (direction === 'right' && trackCount > 0 ? 1 : 0);
		const jog = firstTrack + trackCount;
		const entry = jog + (hasJog ? 1 : 0);
		const place = {start, thickness, end, firstTrack, ...(hasJog && {jog}), entry, gapEnd: entry + getEntryLength(frame, order[index + 1])};
		start = place.gapEnd;
		return place;
	});
	const stops = buildStops(frame, places);
	return places.map(({thickness: _, firstTrack, ...place}, index) => {
		const own = order[index]!.map(vertex => stops.get(vertex)!);
		return {
			...place,
			boxes: own.filter(stop => isBox(stop)),
			passages: own.flatMap(stop => isBox(stop) ? [] : [stop]),
			nets: toNets(gaps[index]!, stops, firstTrack),
		};
	});
};
