/* eslint-disable no-bitwise -- the sides of a cell are bits */
import * as fc from 'fast-check';
import t from 'tap';
import {drawLines} from '../../../source/core/layout/draw-lines.js';
import {type Direction, type GraphLayout, isBox, type Net} from '../../../source/core/layout/graph-layout.js';
import {layoutWorkflow} from '../../../source/core/layout/layout-workflow.js';
import {type LineGrid, sides} from '../../../source/core/layout/line-grid.js';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {arbitraryGraph, createActions} from '../../support/core/arbitrary-graph.js';

type Graph = Pick<Workflow, 'actions'>;

const arbitraryForm = fc.record({direction: fc.constantFrom<Direction>('down', 'right'), boxHeight: fc.constantFrom<1 | 3>(1, 3)});

const layout = (graph: Graph, form: {readonly direction: Direction; readonly boxHeight: 1 | 3}): GraphLayout =>
	layoutWorkflow(graph, {...form, getBoxWidth: action => action.length + 4 + ((action.codePointAt(1) ?? 0) % 5)});

const everything = ({width, height}: GraphLayout) => ({x: 0, y: 0, width, height});

const eachEdge = ({actions}: Graph) => [...actions.values()].flatMap(({successors}) => successors);

/** Checks a law for any workflow in any form. */
const checkLaw = (law: (graph: Graph, drawn: GraphLayout) => boolean, runCount = 200): void => {
	fc.assert(fc.property(arbitraryGraph, arbitraryForm, (graph, form) => law(graph, layout(graph, form))), {numRuns: runCount});
};

t.test('every action has one box, in the layer of its longest way from the entry, and edges go forward', async () => {
	checkLaw((graph, drawn) => {
		const seen = drawn.layers.flatMap(({boxes}, index) => boxes.map(box => [box.action, box.layer === index] as const));
		const isForward = eachEdge(graph).every(({from, to}) => drawn.boxes.get(to)!.layer > drawn.boxes.get(from)!.layer);
		const isLongest = [...graph.actions.values()].every(({name, predecessors}) =>
			drawn.boxes.get(name)!.layer === Math.max(0, ...predecessors.map(({from}) => drawn.boxes.get(from)!.layer + 1)));
		return seen.length === graph.actions.size && new Set(seen.map(([action]) => action)).size === seen.length
			&& seen.every(([, isOwn]) => isOwn) && isForward && isLongest;
	});
});

t.test('boxes do not overlap, stay inside the drawing, and no line runs through one', async () => {
	checkLaw((_graph, drawn) => {
		const {masks} = drawLines(drawn, everything(drawn));
		const taken = new Set<number>();
		return [...drawn.boxes.values()].every(({x, y, width, height}) => {
			const cells = Array.from({length: width * height}, (_, index) => ((y + Math.floor(index / width)) * drawn.width) + x + (index % width));
			const isFree = cells.every(cell => !taken.has(cell) && masks[cell] === 0);
			for (const cell of cells) {
				taken.add(cell);
			}

			return isFree && x >= 0 && y >= 0 && x + width <= drawn.width && y + height <= drawn.height;
		});
	});
});

const back = [[sides.back, -1, 0], [sides.forward, 1, 0], [sides.left, 0, -1], [sides.right, 0, 1]] as const;
const opposite: Record<number, number> = {1: 2, 2: 1, 4: 8, 8: 4};

const createReader = ({masks, marks}: LineGrid, {width, height, direction, boxes}: GraphLayout) => {
	const owner = new Map([...boxes.values()].flatMap(box => Array.from({length: box.width * box.height}, (_, index) =>
		[((box.y + Math.floor(index / box.width)) * width) + box.x + (index % box.width), box.action] as const)));
	return {
		cellCount: masks.length,
		step(cell: number, along: number, across: number): number {
			const [dx, dy] = direction === 'down' ? [across, along] : [along, across];
			const [x, y] = [(cell % width) + dx, Math.floor(cell / width) + dy];
			return x < 0 || y < 0 || x >= width || y >= height ? -1 : (y * width) + x;
		},
		isArrow: (cell: number) => marks.get(cell) === '\u0000',
		getOwner: (cell: number) => owner.get(cell),
	};
};

t.test('every end of a line meets another line, an arrowhead or a box', async () => {
	checkLaw((_graph, drawn) => {
		const grid = drawLines(drawn, everything(drawn));
		const reader = createReader(grid, drawn);
		for (let cell = 0; cell < reader.cellCount; cell++) {
			for (const [side, along, across] of back) {
				if ((grid.masks[cell]! & side) !== 0) {
					const other = reader.step(cell, along, across);
					const isMet = other !== -1 && ((grid.masks[other]! & opposite[side]!) !== 0 || reader.isArrow(other) || reader.getOwner(other) !== undefined);
					if (!isMet) {
						return false;
					}
				}
			}
		}

		return true;
	});
});

/** Follows the line from an action's box forward through all cells of the highest level; returns the boxes it comes to. */
const follow = (from: string, grid: LineGrid, drawn: GraphLayout): ReadonlySet<string> => {
	const reader = createReader(grid, drawn);
	const {x, y, width, height, port} = drawn.boxes.get(from)!;
	const isDown = drawn.direction === 'down';
	const exit = isDown ? ((y + height - 1) * drawn.width) + port : (port * drawn.width) + x + width - 1;
	const waiting = [reader.step(exit, 1, 0)];
	const seen = new Set<number>();
	const found = new Set<string>();
	while (waiting.length > 0) {
		const cell = waiting.pop()!;
		if (cell === -1 || seen.has(cell) || grid.levels[cell] !== 2) {
			continue;
		}

		seen.add(cell);
		const isArrow = reader.isArrow(cell);
		for (const [side, along, across] of back) {
			const next = reader.step(cell, along, across);
			if (isArrow && side === sides.forward && next !== -1) {
				found.add(reader.getOwner(next) ?? 'nothing');
			} else if (!isArrow && (grid.masks[cell]! & side) !== 0 && next !== -1 && reader.getOwner(next) === undefined) {
				waiting.push(next);
			}
		}
	}

	return found;
};

t.test('the line of an edge can be followed from the one box to the other', async t => {
	checkLaw((graph, drawn) => eachEdge(graph).slice(0, 12).every(edge => {
		const grid = drawLines(drawn, everything(drawn), (from, to) => from === edge.from && to === edge.to ? 2 : 0);
		return follow(edge.from, grid, drawn).has(edge.to);
	}), 60);

	// The lane beside the last port lies outside of every box.
	const pairs = [[0, 9], [0, 3], [0, 1], [1, 2], [2, 4], [2, 5], [4, 9], [5, 10], [5, 11]] as const;
	const graph = createActions(24, pairs);
	const drawn = layout(graph, {direction: 'right', boxHeight: 1});
	const grid = drawLines(drawn, everything(drawn), (from, to) => from === 'n5' && to === 'n11' ? 2 : 0);
	t.ok(follow('n5', grid, drawn).has('n11'));
});

const areApart = (net: Net, other: Net): boolean => {
	const isTrackOwn = net.track === undefined || net.track !== other.track || net.last < other.first || other.last < net.first;
	const own = new Set(net.targets.map(({stop}) => stop));
	const ports = new Set(net.sources.map(({port}) => port));
	return isTrackOwn && other.targets.every(({stop, lane}) => own.has(stop) || !ports.has(lane));
};

const areAllApart = (nets: readonly Net[]): boolean => nets.every(net => nets.every(other => other === net || areApart(net, other)));

t.test('lines of different actions cross without touching unless they lead to the same place', async () => {
	checkLaw((_graph, drawn) => {
		const {crossings, masks} = drawLines(drawn, everything(drawn));
		return drawn.layers.every(({nets}) => areAllApart(nets)) && crossings.every((isCrossing, cell) => isCrossing === 0 || masks[cell] === 15);
	});
});

t.test('a part of a drawing is what the whole has there', async () => {
	fc.assert(fc.property(arbitraryGraph, arbitraryForm, fc.nat(20), fc.nat(20), (graph, form, x, y) => {
		const drawn = layout(graph, form);
		const whole = drawLines(drawn, everything(drawn));
		const part = drawLines(drawn, {x, y, width: 25, height: 8});
		return part.masks.every((mask, cell) => {
			const [column, row] = [x + (cell % 25), y + Math.floor(cell / 25)];
			const at = column < drawn.width && row < drawn.height ? (row * drawn.width) + column : -1;
			return at === -1 || (mask === whole.masks[at] && part.crossings[cell] === whole.crossings[at]);
		});
	}), {numRuns: 150});
});

t.test('the answer an edge is taken on stands beside its arrow, or before it, and the boxes make room for it', async t => {
	const branches = createTinyWorkflow({a: [{True: ['b', 'd'], False: ['c', 'd']}], b: [], c: [], d: []});
	for (const direction of ['down', 'right'] as const) {
		const drawn = layoutWorkflow(branches, {direction, boxHeight: 3, getBoxWidth: () => 3});
		const marks = [...drawLines(drawn, everything(drawn)).marks].toSorted(([a], [b]) => a - b).map(([, character]) => character === '\u0000' ? '>' : character).join('');
		t.equal(marks.replaceAll('>', '').length, 'TrueFalseTrue/False'.length, `every letter is drawn ${direction}`);
		t.same([...marks.matchAll(/True\/False|True|False/g)].map(([label]) => label).toSorted(), ['False', 'True', 'True/False']);
		t.same(['b', 'c', 'd'].map(action => drawn.boxes.get(action)!.width), direction === 'down' ? [13, 15, 25] : [3, 3, 3]);
	}
});

t.test('the same workflow is laid out the same every time, and straight where it is a chain', async t => {
	const graph = createActions(6, [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5]]);
	t.same(layout(graph, {direction: 'down', boxHeight: 3}), layout(graph, {direction: 'down', boxHeight: 3}));
	t.equal(layout(graph, {direction: 'down', boxHeight: 3}).height, (6 * 3) + 5, 'one row between two boxes');
	t.ok(layout(graph, {direction: 'right', boxHeight: 3}).layers.every(({nets}) => nets.every(({track}) => track === undefined)));
});

t.test('a join of many, and what one invokes, take one track', async t => {
	const wide = createActions(42, Array.from({length: 40}, (_, index): ReadonlyArray<readonly [number, number]> => [[0, index + 1], [index + 1, 41]]).flat());
	const {layers} = layout(wide, {direction: 'down', boxHeight: 3});
	t.same(layers.map(({nets}) => nets.length), [1, 1, 0]);
});

t.test('where the line of one that also leads elsewhere leaves before a join, the join is reached beside its port', async t => {
	const graph = createActions(7, [[0, 1], [0, 2], [0, 3], [1, 4], [2, 4], [2, 5], [3, 5]]);
	const drawn = layout(graph, {direction: 'right', boxHeight: 3});
	const targets = drawn.layers[1]!.nets.flatMap(net => net.targets);
	const getShifts = (action: string) => new Set(targets.filter(({stop}) => isBox(stop) && stop.action === action).map(({stop, lane}) => lane - stop.port));
	t.equal(drawn.boxes.get('n5')!.port, drawn.boxes.get('n2')!.port);
	t.same([...getShifts('n4')], [0]);
	t.same([...getShifts('n5')], [1]);
	t.ok(eachEdge(graph).every(({from, to}) => follow(from, drawLines(drawn, everything(drawn), (start, end) => start === from && end === to ? 2 : 0), drawn).has(to)));
});

t.test('edges that pass too many layers are counted instead of drawn, and what is drawn stays whole', async t => {
	const count = 400;
	const chain = createActions(count, Array.from({length: count - 1}, (_, index): ReadonlyArray<readonly [number, number]> => [[index, index + 1], [index, count - 1]]).flat());
	const drawn = layout(chain, {direction: 'down', boxHeight: 1});
	t.equal(drawn.layers.length, count);
	t.ok(drawn.hiddenEdgeCount > 0);
	t.ok(drawn.layers.reduce((sum, {passages}) => sum + passages.length, 0) <= 10_000);
	t.ok(drawn.layers.every(({boxes}) => boxes.every(box => isBox(box))));
});
