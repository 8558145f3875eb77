/* eslint-disable no-bitwise -- the sides of a cell are bits */
import {type Direction} from '../../core/layout/graph-layout.js';
import {sides} from '../../core/layout/line-grid.js';

/** How lines and boxes of a graph look in a terminal. */
export type LineGlyphs = {
	/** By the sides that a line reaches: 1 up, 2 right, 4 down, 8 left. */
	readonly lines: readonly string[];
	/** Two lines that cross and have nothing to do with each other. */
	readonly crossing: string;
	readonly arrows: Readonly<Record<Direction, string>>;
	/** Corners from the top left one clockwise, a horizontal and a vertical side. */
	readonly box: BoxGlyphs;
	readonly selectedBox: BoxGlyphs;
	/** Where a line leaves a box. */
	readonly exits: Readonly<Record<Direction, string>>;
	/** Before and behind a box without a border, and the selected one. */
	readonly brackets: readonly [string, string];
	readonly selectedBrackets: readonly [string, string];
	readonly times: string;
};

export type BoxGlyphs = readonly [topLeft: string, topRight: string, bottomRight: string, bottomLeft: string, horizontal: string, vertical: string];

const utf8Glyphs: LineGlyphs = {
	lines: [...' ╵╶└╷│┌├╴┘─┴┐┤┬╬'],
	crossing: '┼',
	arrows: {down: '▼', right: '▶'},
	box: ['┌', '┐', '┘', '└', '─', '│'],
	selectedBox: ['┏', '┓', '┛', '┗', '━', '┃'],
	exits: {down: '┬', right: '├'},
	brackets: ['[', ']'],
	selectedBrackets: ['▶', '◀'],
	times: '×',
};

const asciiGlyphs: LineGlyphs = {
	lines: [...' |-+||++-+-+++++'],
	crossing: '|',
	arrows: {down: 'v', right: '>'},
	box: ['+', '+', '+', '+', '-', '|'],
	selectedBox: ['#', '#', '#', '#', '=', '#'],
	exits: {down: '+', right: '+'},
	brackets: ['[', ']'],
	selectedBrackets: ['>', '<'],
	times: 'x',
};

/** Picks the glyphs a terminal can show. */
export const getLineGlyphs = (isUtf8: boolean): LineGlyphs => isUtf8 ? utf8Glyphs : asciiGlyphs;

const compass = {
	down: [[sides.back, 1], [sides.right, 2], [sides.forward, 4], [sides.left, 8]],
	right: [[sides.left, 1], [sides.forward, 2], [sides.right, 4], [sides.back, 8]],
} as const satisfies Record<Direction, ReadonlyArray<readonly [number, number]>>;

const everySide = 15;

const createTurns = (direction: Direction): readonly number[] => Array.from({length: everySide + 1}, (_, mask) => {
	let turned = 0;
	for (const [side, point] of compass[direction]) {
		turned += (mask & side) === 0 ? 0 : point;
	}

	return turned;
});

const turns = {down: createTurns('down'), right: createTurns('right')};

/** The glyph of a cell from the sides that lines reach relative to the graph's direction. */
export const getLineGlyph = (mask: number, isCrossing: boolean, direction: Direction, glyphs: LineGlyphs): string =>
	isCrossing && mask === everySide ? glyphs.crossing : glyphs.lines[turns[direction][mask]!]!;
