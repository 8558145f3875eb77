/* eslint-disable no-bitwise -- the sides of a cell are bits */
import {lookUp} from '../look-up.js';
import {type Arrival, type GraphLayout, isBox, type Layer, type Net, type Passage, type Stop} from './graph-layout.js';
import {arrowMark, createLineGrid, type LineGrid, type Pen, sides, type Window} from './line-grid.js';

/** How strongly the edges between two actions are drawn: 0 for those not taken, 1 for those not decided, 2 for those taken. */
export type GetLevel = (from: string, to: string) => number;

const getPassageLevel = ({from, targets, firstTarget}: Passage, getLevel: GetLevel): number => {
	let level = 0;
	for (let index = firstTarget; index < targets.length && level < 2; index++) {
		level = Math.max(level, getLevel(from, targets[index]!));
	}

	return level;
};

const getLinkLevel = (source: Stop, target: Stop, getLevel: GetLevel): number =>
	isBox(target) ? getLevel(isBox(source) ? source.action : source.from, target.action) : getPassageLevel(target, getLevel);

/** What is known of the lines that reach one stop: they join at the first track and come down its lane together. */
type Landing = {readonly arrival: Arrival; firstTrack: number; level: number; readonly tracks: Set<number>};

const drawNet = (net: Net, layer: Layer, pen: Pen, getLevel: GetLevel): ReadonlyMap<Stop, number> => {
	const levels = new Map<Stop, number>();
	const reach = [0, 1, 2].map((): {first: number; last: number} => ({first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY}));
	for (const source of net.sources) {
		for (const {stop, lane} of net.targets) {
			const level = getLinkLevel(source, stop, getLevel);
			levels.set(source, Math.max(levels.get(source) ?? 0, level));
			levels.set(stop, Math.max(levels.get(stop) ?? 0, level));
			const span = reach[level]!;
			span.first = Math.min(span.first, source.port, lane);
			span.last = Math.max(span.last, source.port, lane);
		}
	}

	const {track} = net;
	if (track !== undefined) {
		for (const [level, {first, last}] of reach.entries()) {
			pen.drawAcross(track, first, last, level);
		}

		for (const source of net.sources) {
			pen.drawAlong(layer.end, track - 1, source.port, lookUp(levels, source));
			pen.join(track, source.port, sides.back, lookUp(levels, source));
		}
	}

	return levels;
};

const collectLandings = (layer: Layer, nets: readonly Net[], pen: Pen, getLevel: GetLevel): readonly Landing[] => {
	const landings = new Map<Stop, Landing>();
	for (const net of nets) {
		const levels = drawNet(net, layer, pen, getLevel);
		for (const arrival of net.targets) {
			const landing: Landing = landings.get(arrival.stop) ?? {arrival, firstTrack: Number.POSITIVE_INFINITY, level: 0, tracks: new Set()};
			landings.set(arrival.stop, landing);
			landing.level = Math.max(landing.level, lookUp(levels, arrival.stop));
			// A straight line comes from the layer itself.
			const from = net.track ?? layer.end - 1;
			landing.firstTrack = Math.min(landing.firstTrack, from);
			landing.tracks.add(from);
		}
	}

	return [...landings.values()];
};

/** Where lines are drawn at present. */
type Sheet = {readonly layer: Layer; readonly pen: Pen; readonly isDown: boolean};

const drawEntry = ({stop}: Arrival, level: number, {layer, pen, isDown}: Sheet): void => {
	if (!isBox(stop)) {
		pen.drawAlong(layer.entry, layer.gapEnd - 1, stop.port, level);
		return;
	}

	pen.drawAlong(layer.entry, layer.gapEnd - 2, stop.port, level);
	pen.mark(layer.gapEnd - 1, stop.port, arrowMark, level);
	for (const [index, character] of [...stop.label].entries()) {
		if (isDown) {
			pen.mark(layer.gapEnd - 1, stop.port + 2 + index, character, level);
		} else {
			pen.mark(layer.entry + 1 + index, stop.port, character, level);
		}
	}
};

const drawLanding = ({arrival, firstTrack, level, tracks}: Landing, sheet: Sheet): void => {
	const {layer, pen} = sheet;
	const {stop, lane} = arrival;
	const jog = layer.jog ?? layer.entry;
	for (const track of tracks) {
		if (track >= layer.end) {
			pen.join(track, lane, track === firstTrack ? sides.forward : sides.back | sides.forward, level);
		}
	}

	pen.drawAlong(firstTrack + 1, jog - 1, lane, level);
	if (layer.jog !== undefined) {
		if (lane === stop.port) {
			pen.drawAlong(layer.jog, layer.jog, lane, level);
		} else {
			pen.join(layer.jog, lane, sides.back | sides.left, level);
			pen.join(layer.jog, stop.port, sides.right | sides.forward, level);
		}
	}

	drawEntry(arrival, level, sheet);
};

/** A piece of a line along the direction, on one cell across. */
type Column = {readonly across: number; readonly first: number; readonly last: number};

/** Marks where a line along crosses a track that it has no part in. */
const markCrossings = (layer: Layer, nets: readonly Net[], landings: readonly Landing[], pen: Pen): void => {
	const ownTracks = new Map<number, Set<number>>();
	const columns: Column[] = [];
	const add = (column: Column, tracks: Iterable<number>): void => {
		if (column.across >= pen.acrossRange[0] && column.across <= pen.acrossRange[1]) {
			columns.push(column);
			ownTracks.set(column.across, new Set([...ownTracks.get(column.across) ?? [], ...tracks]));
		}
	};

	for (const {sources, track} of nets) {
		for (const {port} of track === undefined ? [] : sources) {
			add({across: port, first: layer.end, last: track! - 1}, [track!]);
		}
	}

	for (const {arrival, tracks, firstTrack} of landings) {
		add({across: arrival.lane, first: firstTrack + 1, last: (layer.jog ?? layer.entry) - 1}, tracks);
	}

	for (const {track, first, last} of nets) {
		for (const column of columns) {
			const isMet = track !== undefined && column.across > first && column.across < last && column.first <= track && track <= column.last;
			if (isMet && ownTracks.get(column.across)?.has(track) !== true) {
				pen.cross(track, column.across);
			}
		}
	}
};

/** Draws the lines of a layout as far as they lie in the window. Only the layers in the window are looked at. */
export const drawLines = (layout: GraphLayout, window: Window, getLevel: GetLevel = () => 1): LineGrid => {
	const {grid, pen} = createLineGrid(window, layout.direction);
	const isDown = layout.direction === 'down';
	for (const layer of layout.layers) {
		if (layer.gapEnd > pen.alongRange[0] && layer.start <= pen.alongRange[1]) {
			for (const passage of layer.passages) {
				pen.drawAlong(layer.start, layer.end - 1, passage.port, getPassageLevel(passage, getLevel));
			}

			const nets = layer.nets.filter(({first, last}) => last >= pen.acrossRange[0] && first <= pen.acrossRange[1] + 1);
			const landings = collectLandings(layer, nets, pen, getLevel);
			for (const landing of landings) {
				drawLanding(landing, {layer, pen, isDown});
			}

			markCrossings(layer, nets, landings, pen);
		}
	}

	return grid;
};
