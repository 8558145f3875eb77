import {Box, Transform} from 'ink';
import {createContext, type JSX, useContext} from 'react';

/** Where finished lines wait while Ink puts its frame together, each with a placeholder in its place. */
export type LineBoard = {
	/** Keeps a line for the frame that is being put together, and gives the placeholder that stands for it. */
	readonly hold: (line: string) => string;
	/** Puts the lines into the frame, and forgets them. */
	readonly fill: (frame: string) => readonly string[];
};

/** Cells of the canvas that Ink needs where all it gets are placeholders: the smaller it is, the less a frame costs. */
export const boardColumns = 3;

// A private use character, which no text that was sanitised begins a line with, and the line's number in printable ASCII:
// of those Ink knows the width without looking them up.
const mark = '\uE000';
const firstDigit = 33;
const digitCount = 94;

const toPlaceholder = (number: number): string =>
	mark + String.fromCodePoint(firstDigit + Math.floor(number / digitCount), firstDigit + (number % digitCount));

const toNumber = (placeholder: string): number => {
	const [high = 0, low = 0] = [1, 2].map(place => (placeholder.codePointAt(place) ?? firstDigit) - firstDigit);
	return (high * digitCount) + low;
};

/** Creates an empty board. */
export const createLineBoard = (): LineBoard => {
	let held: string[] = [];
	return {
		hold: line => toPlaceholder(held.push(line) - 1),
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
export const usePlaceholders = (): ((line: string) => string) => useContext(LineBoardContext)?.hold ?? same;

export type LinesProps = {
	/** Finished lines, each at most `columns` cells wide. They may contain colours and nothing else from outside. */
	readonly lines: readonly string[];
	readonly columns: number;
};

/**
A block of finished lines.

Ink lays out a blank of the same height and the lines take its place when the frame is put together. So Ink neither
measures nor wraps them, which it would do for every changed text, and does not remember them: its caches of measured
and wrapped texts (ink 6.8, `measure-text.js`, `wrap-text.js`) never forget, which a clock on the screen turns into a leak.

On the screen Ink gets only a placeholder for each line: taking every line apart into characters and styles and putting it together
again (ink 6.8, `output.js`), in every frame and however little has changed, would be four fifths of what a frame costs.
*/
export const Lines = ({lines, columns}: LinesProps): JSX.Element => {
	const toPlaceholder = usePlaceholders();
	return (
		<Box flexShrink={0} width={columns} height={lines.length}>
			<Transform transform={(_blank, index) => toPlaceholder(lines[index] ?? '')}>
				{Array.from({length: lines.length}, () => ' ').join('\n')}
			</Transform>
		</Box>
	);
};
