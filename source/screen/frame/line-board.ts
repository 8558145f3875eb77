import {createContext, useContext} from 'react';

/** Where finished lines wait while Ink puts its frame together, each with a sign in its place. */
export type LineBoard = {
	/** Keeps a line for the frame that is being put together, and gives the sign that stands for it. */
	readonly hold: (line: string) => string;
	/** Puts the lines into the frame, and forgets them. */
	readonly fill: (frame: string) => readonly string[];
};

/** Cells of the canvas that Ink needs where all it gets are signs: the smaller it is, the less a frame costs. */
export const boardColumns = 3;

// A private use character, which no text that was sanitised begins a line with, and the line's number in printable ASCII:
// of those Ink knows the width without looking them up.
const mark = '\uE000';
const firstDigit = 33;
const digitCount = 94;

const toSign = (number: number): string =>
	mark + String.fromCodePoint(firstDigit + Math.floor(number / digitCount), firstDigit + (number % digitCount));

const toNumber = (sign: string): number => {
	const [high = 0, low = 0] = [1, 2].map(place => (sign.codePointAt(place) ?? firstDigit) - firstDigit);
	return (high * digitCount) + low;
};

/** Creates an empty board. */
export const createLineBoard = (): LineBoard => {
	let held: string[] = [];
	return {
		hold: line => toSign(held.push(line) - 1),
		fill(frame) {
			const lines = frame.split('\n').map(line => (line.startsWith(mark) ? held[toNumber(line)] ?? '' : line).trimEnd());
			held = [];
			return lines;
		},
	};
};

/** The board of the screen that is drawn; without one Ink puts the lines into its frame itself. */
export const LineBoardContext = createContext<LineBoard | undefined>(undefined);

const same = (line: string): string => line;

/** What Ink is to draw for a finished line. */
export const useLineSigns = (): ((line: string) => string) => useContext(LineBoardContext)?.hold ?? same;
