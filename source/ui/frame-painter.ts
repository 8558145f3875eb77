import {Writable} from 'node:stream';
import {type TerminalSize} from './hooks/use-terminal-size.js';
import {boardColumns, createLineBoard, type LineBoard} from './components/lines/line-board.js';

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

/** Takes whole frames from Ink and puts them on the screen. */
export type FramePainter = {
	/** The stream to give to Ink, with `debug: true`: every write of it is one whole frame, made of signs for lines on the board. */
	readonly stream: NodeJS.WriteStream;
	/** Takes finished lines past Ink into the frame. */
	readonly board: LineBoard;
	/** The terminal's size, for those who compose lines. */
	readonly terminal: TerminalSize;
	/** Has Ink draw a frame for the terminal's size and paints every line of it, whatever is on the screen. */
	readonly repaint: () => void;
	/** Until the next `repaint` frames are taken and not painted. */
	readonly pause: () => void;
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
	let mode: 'painting' | 'waiting' | 'paused' | 'closed' = 'painting';
	const paint = (): void => {
		const lines = latest.slice(0, Math.max(1, screen.rows));
		const changes = renderChanges(lines, painted);
		if (changes !== '') {
			screen.write(beginUpdate + changes + endUpdate);
		}

		painted = lines;
	};

	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			if (chunk !== '') {
				latest = board.fill(chunk);
				if (mode === 'painting') {
					paint();
				}
			}

			callback();
		},
	});
	// What Ink reads of a terminal. Not a TTY: then it adds no escape sequence of its own to the frames.
	Object.defineProperties(stream, {
		columns: {get: () => Math.min(boardColumns, screen.columns)},
		rows: {get: () => screen.rows},
		isTTY: {value: false},
	});
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
		close() {
			mode = 'closed';
		},
	};
};
