import {createContext} from 'react';

/** Where finished lines wait while Ink puts its frame together, each with a sign in its place. */
export type LineBoard = {
	/** Keeps a line for the frame that is being put together, and gives the sign that stands for it. */
	readonly hold: (line: string) => string;
	/** Puts the lines into the frame, and forgets them. */
	readonly fill: (frame: string) => readonly string[];
};

// The private use area of Unicode's first plane: one cell, one code unit, and more of them than any screen has lines.
const firstSign = 0xE0_00;
const signCount = 0x19_00;

/** Creates an empty board. */
export const createLineBoard = (): LineBoard => {
	let held: string[] = [];
	const fillLine = (line: string): string => (held[line.charCodeAt(0) - firstSign] ?? line).trimEnd(); // eslint-disable-line unicorn/prefer-code-point -- NaN where the line is empty
	return {
		hold(line) {
			// Beyond that many lines Ink has them as they are.
			return held.length < signCount ? String.fromCodePoint(firstSign + held.push(line) - 1) : line;
		},
		fill(frame) {
			const lines = frame.split('\n').map(line => fillLine(line));
			held = [];
			return lines;
		},
	};
};

/** The board of the screen that is drawn; without one Ink puts the lines into its frame itself. */
export const LineBoardContext = createContext<LineBoard | undefined>(undefined);
