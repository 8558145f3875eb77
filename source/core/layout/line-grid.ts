/* eslint-disable no-bitwise -- the sides of a cell are bits */
import {type Direction} from './graph-layout.js';

/** A part of a drawing, in cells. */
export type Window = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
};

/** Sides of a cell that a line reaches, relative to the direction of the graph. */
export const sides = {back: 1, forward: 2, left: 4, right: 8} as const;

/** What is drawn in the cells of a window, row by row; 0 and spaces where there is nothing. */
export type LineGrid = {
	readonly window: Window;
	/** Sides that lines reach, a sum of `sides`. */
	readonly masks: Uint8Array;
	/** 1 where two lines cross that have nothing to do with each other. */
	readonly crossings: Uint8Array;
	/** The highest level of any line in the cell. */
	readonly levels: Uint8Array;
	/** Arrowheads and labels: by cell, one character. */
	readonly marks: ReadonlyMap<number, string>;
};

/** Stands for an arrowhead among the marks: every set of glyphs has its own. */
export const arrowMark = '\u0000';

/** A pen that draws along and across the direction, and only within the window. */
export type Pen = {
	/** Draws a line along the direction from one cell to another, both included, on one cell across. */
	readonly drawAlong: (from: number, to: number, across: number, level: number) => void;
	/** Draws a line across, with open ends only where it goes on. */
	readonly drawAcross: (along: number, from: number, to: number, level: number) => void;
	/** Adds sides to a cell. */
	readonly join: (along: number, across: number, mask: number, level: number) => void;
	readonly cross: (along: number, across: number) => void;
	readonly mark: (along: number, across: number, character: string, level: number) => void;
	/** The cells across that are in the window: first and last. */
	readonly acrossRange: readonly [number, number];
	readonly alongRange: readonly [number, number];
};

/** Creates an empty grid and the pen for it. */
export const createLineGrid = (window: Window, direction: Direction): {readonly grid: LineGrid; readonly pen: Pen} => {
	const {x, y, width, height} = window;
	const cellCount = Math.max(0, width) * Math.max(0, height);
	const masks = new Uint8Array(cellCount);
	const crossings = new Uint8Array(cellCount);
	const levels = new Uint8Array(cellCount);
	const marks = new Map<number, string>();
	const isDown = direction === 'down';
	const find = (along: number, across: number): number => {
		const column = (isDown ? across : along) - x;
		const row = (isDown ? along : across) - y;
		return column < 0 || row < 0 || column >= width || row >= height ? -1 : (row * width) + column;
	};

	const join = (along: number, across: number, mask: number, level: number): void => {
		const cell = find(along, across);
		if (cell !== -1) {
			masks[cell]! |= mask;
			levels[cell] = Math.max(levels[cell]!, level);
		}
	};

	const columns = [x, x + width - 1] as const;
	const rows = [y, y + height - 1] as const;
	const [alongRange, acrossRange] = isDown ? [rows, columns] : [columns, rows];
	return {
		grid: {window, masks, crossings, levels, marks},
		pen: {
			join,
			acrossRange,
			alongRange,
			drawAlong(from, to, across, level) {
				for (let along = Math.max(from, alongRange[0]); along <= Math.min(to, alongRange[1]); along++) {
					join(along, across, sides.back | sides.forward, level);
				}
			},
			drawAcross(along, from, to, level) {
				for (let across = Math.max(from, acrossRange[0]); across <= Math.min(to, acrossRange[1]); across++) {
					join(along, across, (across > from ? sides.left : 0) | (across < to ? sides.right : 0), level);
				}
			},
			cross(along, across) {
				const cell = find(along, across);
				if (cell !== -1) {
					crossings[cell] = 1;
				}
			},
			mark(along, across, character, level) {
				const cell = find(along, across);
				if (cell !== -1) {
					marks.set(cell, character);
					levels[cell] = Math.max(levels[cell]!, level);
				}
			},
		},
	};
};
