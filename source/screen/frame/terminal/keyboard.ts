import {PassThrough} from 'node:stream';
import {createListeners} from '../../../ports/listeners/create-listeners.js';
import {createPasteSplitter, pasteModeOff, pasteModeOn} from './split-pastes.js';

/** What is used of the terminal's input. */
export type KeyboardSource = Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'setEncoding' | 'on' | 'off' | 'resume' | 'pause' | 'ref' | 'unref'>;

/** The terminal's keys, which go to the screen or, while lines are streamed, to a listener. */
export type Keyboard = {
	/** The stream to give to Ink. It never touches the terminal's modes: those are ours. */
	readonly screenInput: NodeJS.ReadStream;
	/** Reads single keys from now on. Also sets the terminal's mode anew where a shell has changed it meanwhile. */
	readonly open: () => void;
	/** Reads nothing, and the terminal is as it was: another program can have it. */
	readonly close: () => void;
	/** Takes the keys away from the screen; without a listener gives them back. */
	readonly divert: (listener: ((keys: string) => void) | undefined) => void;
	/** Hears of what is pasted, unless the keys are diverted: lines have no place for a text. Returns the way to stop. */
	readonly onPaste: (listener: (text: string) => void) => () => void;
};

const createScreenInput = (): PassThrough & NodeJS.ReadStream => {
	const input = new PassThrough();
	const ours = {isTTY: true, setRawMode: () => input, ref: () => input, unref: () => input};
	return Object.assign(input, ours) as unknown as PassThrough & NodeJS.ReadStream;
};

/**
Creates the one reader of the terminal's input, which tells pastes from keys: while it is open, the terminal marks them.

`onEnd` is told when there is no terminal any more: its window was closed, or the connection to it was lost.
*/
export const createKeyboard = (stdin: KeyboardSource, stdout: {readonly write: (text: string) => unknown}, onEnd: () => void = () => undefined): Keyboard => {
	const screenInput = createScreenInput();
	let diverted: ((keys: string) => void) | undefined;
	let isOpen = false;
	// For good: a terminal that is gone may say so while it is somebody else's, or after the end.
	stdin.on('error', onEnd);
	const pastes = createListeners<[text: string]>();
	const onData = createPasteSplitter({
		onKeys(keys) {
			if (diverted === undefined) {
				screenInput.write(keys);
			} else {
				diverted(keys);
			}
		},
		onPaste(text) {
			if (diverted === undefined) {
				pastes.call(text);
			}
		},
	});

	const close = (): void => {
		if (!isOpen) {
			return;
		}

		isOpen = false;
		stdout.write(pasteModeOff);
		stdin.off('data', onData);
		stdin.off('end', onEnd);
		stdin.pause();
		stdin.setRawMode(false);
		stdin.unref();
	};

	return {
		screenInput,
		open() {
			// Node remembers the mode and sets it only when it changes.
			close();
			isOpen = true;
			stdin.setEncoding('utf8');
			stdin.setRawMode(true);
			stdin.ref();
			stdin.on('data', onData);
			stdin.on('end', onEnd);
			stdin.resume();
			stdout.write(pasteModeOn);
		},
		close,
		divert(listener) {
			diverted = listener;
		},
		onPaste: pastes.add,
	};
};
