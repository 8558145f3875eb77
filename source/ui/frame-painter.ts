import {Writable} from 'node:stream';

/** Where frames end up. */
export type Screen = {
	readonly columns: number;
	readonly rows: number;
	readonly write: (text: string) => unknown;
};

const clearScreen = '\u001B[2J';
const eraseToLineEnd = '\u001B[K';
const moveTo = (row: number): string => `\u001B[${row + 1};1H`;
// Synchronized output (mode 2026): terminals that know it show the frame at once, the others ignore it.
const beginUpdate = '\u001B[?2026h';
const endUpdate = '\u001B[?2026l';

/** Takes whole frames from Ink and puts them on the screen. */
export type FramePainter = {
	/** The stream to give to Ink, with `debug: true`: every write of it is one whole frame. */
	readonly stream: NodeJS.WriteStream;
	/** Paints every line of the next frame, whatever is on the screen, and tells Ink of the terminal's new size. */
	readonly repaint: () => void;
	/** From now on nothing is painted. */
	readonly close: () => void;
};

/**
Creates the way frames take to the terminal: only lines that changed are written, each to its absolute place.

Ink 6.8 moves relatively to where it left the cursor. A terminal that gets lower scrolls, one that reflows moves lines, and
Ink, which writes only what differs from its last frame, then leaves stale lines standing; its non-interactive mode
(`CI` in the environment) shows nothing at all until the end. Absolute places have neither problem.
*/
export const createFramePainter = (screen: Screen): FramePainter => {
	let painted: readonly string[] | undefined;
	let isClosed = false;
	const paint = (frame: string): void => {
		const lines = frame.split('\n').slice(0, Math.max(1, screen.rows));
		const changes = lines.flatMap((line, row) => painted?.[row] === line ? [] : [moveTo(row) + line + eraseToLineEnd]);
		const leftovers = painted?.slice(lines.length).map((_, index) => moveTo(lines.length + index) + eraseToLineEnd) ?? [];
		if (painted === undefined || changes.length > 0 || leftovers.length > 0) {
			screen.write([beginUpdate, painted === undefined ? clearScreen : '', ...changes, ...leftovers, endUpdate].join(''));
		}

		painted = lines;
	};

	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			if (!isClosed && chunk !== '') {
				paint(chunk);
			}

			callback();
		},
	});
	// What Ink reads of a terminal. Not a TTY: then it adds no escape sequence of its own to the frames.
	Object.defineProperties(stream, {
		columns: {get: () => screen.columns},
		rows: {get: () => screen.rows},
		isTTY: {value: false},
	});
	return {
		stream: stream as unknown as NodeJS.WriteStream,
		repaint() {
			painted = undefined;
			stream.emit('resize');
		},
		close() {
			isClosed = true;
		},
	};
};
