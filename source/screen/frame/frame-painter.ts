import {Writable} from 'node:stream';
import {type TerminalSize} from './use-terminal-size.js';
import {boardColumns, createLineBoard, type LineBoard} from './lines.js';

/** Where frames end up. */
export type Screen = {
	readonly columns: number;
	readonly rows: number;
	readonly write: (text: string) => unknown;
};

// A terminal that changes its size may move what is on it to anywhere.
const clearScreen = '\u001B[2J';
const eraseToLineEnd = '\u001B[K';
const eraseBelow = '\u001B[J';
const moveTo = (row: number): string => `\u001B[${row + 1};1H`;
// Synchronized output (mode 2026): terminals that know it show the frame at once, the others ignore it.
const beginUpdate = '\u001B[?2026h';
const endUpdate = '\u001B[?2026l';
// DECTCEM
const hideCursor = '\u001B[?25l';
const showCursorAt = ({row, column}: CursorPlace): string => `\u001B[${row + 1};${column + 1}H\u001B[?25h`;

/** A cell of the screen, both from 0. */
export type CursorPlace = {readonly row: number; readonly column: number};

/** Takes whole frames from Ink and puts them on the screen. */
export type FramePainter = {
	/** The stream to give to Ink, with `debug: true`: every write of it is one whole frame, made of placeholders for lines on the board. */
	readonly stream: NodeJS.WriteStream;
	/** Takes finished lines past Ink into the frame. */
	readonly board: LineBoard;
	/** The terminal's size, for those who compose lines. */
	readonly terminal: TerminalSize;
	/** Has Ink draw a frame for the terminal's size and paints every line of it, whatever is on the screen. */
	readonly repaint: () => void;
	/** Until the next `repaint` frames are taken and not painted. */
	readonly pause: () => void;
	/** Shows the terminal's own cursor at a place; without one it is hidden, as it is at first. */
	readonly setCursor: (place: CursorPlace | undefined) => void;
	/** From now on nothing is painted. */
	readonly close: () => void;
};

/** Erases first: behind a line that fills the row, erasing to the end takes its last character (xterm and VTE). */
const paintLine = (line: string, row: number): string => moveTo(row) + eraseToLineEnd + line;

const renderChanges = (lines: readonly string[], painted: readonly string[] | undefined): string => {
	const changes = lines.flatMap((line, row) => painted?.[row] === line ? [] : [paintLine(line, row)]);
	const leftovers = lines.length < (painted?.length ?? 0) ? moveTo(lines.length) + eraseBelow : '';
	return (painted === undefined ? clearScreen : '') + changes.join('') + leftovers;
};

const createTerminal = (screen: Screen, stream: Writable): TerminalSize => ({
	get columns() {
		return screen.columns;
	},
	get rows() {
		return screen.rows;
	},
	on: (event, listener) => stream.on(event, listener),
	off: (event, listener) => stream.off(event, listener),
});

/** What Ink reads of a terminal. Not a TTY: then it adds no escape sequence of its own to the frames. */
const describeTerminal = (stream: Writable, screen: Screen): void => {
	Object.defineProperties(stream, {
		columns: {get: () => Math.min(boardColumns, screen.columns)},
		rows: {get: () => screen.rows},
		isTTY: {value: false},
	});
};

/** The terminal's own cursor, of which painting takes no notice. */
const createTextCursor = () => {
	let place: CursorPlace | undefined;
	const render = (): string => place === undefined ? '' : showCursorAt(place);
	return {
		/** What puts it back to its place after painting. */
		render,
		/** Gives it another place, and what takes it there; nothing when it is there. */
		move(next: CursorPlace | undefined): string {
			if (place?.row === next?.row && place?.column === next?.column) {
				return '';
			}

			place = next;
			return next === undefined ? hideCursor : render();
		},
	};
};

/**
Creates the way frames take to the terminal: only lines that changed are written, each to its absolute place.

Ink 6.8 moves relatively to where it left the cursor. A terminal that gets lower scrolls, one that reflows moves lines, and
Ink, which writes only what differs from its last frame, then leaves stale lines standing; its non-interactive mode
(`CI` in the environment) shows nothing at all until the end. Absolute places have neither problem.
*/
export const createFramePainter = (screen: Screen): FramePainter => {
	let painted: readonly string[] | undefined;
	let latest: readonly string[] = [''];
	const board = createLineBoard();
	const cursor = createTextCursor();
	let mode: 'painting' | 'waiting' | 'paused' | 'closed' = 'painting';
	const paint = (): void => {
		const lines = latest.slice(0, Math.max(1, screen.rows));
		const changes = renderChanges(lines, painted);
		if (changes !== '') {
			screen.write(beginUpdate + changes + cursor.render() + endUpdate);
		}

		painted = lines;
	};

	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			latest = chunk === '' ? latest : board.fill(chunk);
			if (chunk !== '' && mode === 'painting') {
				paint();
			}

			callback();
		},
	});
	describeTerminal(stream, screen);
	const finishRepaint = (): void => {
		if (mode === 'waiting') {
			mode = 'painting';
			painted = undefined;
			paint();
		}
	};

	return {
		stream: stream as unknown as NodeJS.WriteStream,
		board,
		terminal: createTerminal(screen, stream),
		repaint() {
			if (mode === 'closed') {
				return;
			}

			// Ink first draws the old tree at the new size, then React the new one: only the second is worth showing.
			mode = 'waiting';
			stream.emit('resize');
			setImmediate(finishRepaint);
		},
		pause() {
			mode = mode === 'closed' ? 'closed' : 'paused';
		},
		setCursor(place) {
			const change = cursor.move(place);
			if (mode === 'painting' && change !== '') {
				screen.write(change);
			}
		},
		close() {
			mode = 'closed';
		},
	};
};
