import {PassThrough, Writable} from 'node:stream';
import {setImmediate as turn} from 'node:timers/promises';
import {render} from 'ink';
import {type ReactElement} from 'react';

export type FrameSize = {readonly columns: number; readonly rows: number};

/** A program that draws into memory. */
export type FrameRecorder = {
	readonly stdout: NodeJS.WriteStream;
	readonly lastFrame: () => string;
	readonly frameCount: () => number;
	/** Types, and waits until Ink has read and drawn. */
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly resize: (size: FrameSize) => Promise<void>;
	/** Waits until everything that is under way in this process has been drawn. */
	readonly settle: () => Promise<void>;
	readonly unmount: () => void;
};

const createStdin = () => {
	const stdin = new PassThrough();
	return Object.assign(stdin, {
		isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin,
	}) as unknown as NodeJS.ReadStream;
};

const settle = async () => {
	// Reading, a pending Escape and React's effects take a turn of the event loop each.
	for (let count = 0; count < 5; count++) {
		await turn();
	}
};

/** Draws with Ink into memory. `createElement` gets the stream, for programs that ask it for its size. */
export const recordFrames = (
	createElement: (stdout: NodeJS.WriteStream) => ReactElement,
	{columns, rows}: FrameSize,
): FrameRecorder => {
	const frames: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			// The empty write is Ink's barrier at its end.
			if (chunk !== '') {
				frames.push(chunk);
			}

			callback();
		},
	});
	const stdout = Object.assign(stream, {columns, rows}) as unknown as NodeJS.WriteStream;
	const stdin = createStdin();
	const {unmount} = render(createElement(stdout), {
		stdin, stdout, debug: true, exitOnCtrlC: false, patchConsole: false,
	});
	return {
		stdout,
		lastFrame: () => frames.at(-1) ?? '',
		frameCount: () => frames.length,
		async press(...keys) {
			for (const key of keys) {
				(stdin as unknown as PassThrough).write(key);
				await settle();
			}
		},
		async resize(size) {
			Object.assign(stdout, size);
			stdout.emit('resize');
			await settle();
		},
		settle,
		unmount,
	};
};

/** Draws an element once and returns its lines. */
export const renderFrame = (element: ReactElement, size: FrameSize): readonly string[] => {
	const recorder = recordFrames(() => element, size);
	const frame = recorder.lastFrame();
	recorder.unmount();
	return frame.split('\n');
};

/** What terminals send for keys that are not characters. */
export const keys = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	pageUp: '\u001B[5~',
	pageDown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	enter: '\r',
	escape: '\u001B',
	backspace: '\u007F',
	tab: '\t',
	shiftTab: '\u001B[Z',
	ctrl: (letter: string) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 96),
};
