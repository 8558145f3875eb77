import {closeSync, openSync, writeSync} from 'node:fs';
import {type Clock} from '../../../ports/clock.js';

/** Longest text kept in memory while its line end is still to come. */
const maxPartialLineLength = 65_536;

/** Of a longer log the beginning is kept, of which most errors tell, and the end, which has the verdict (characters). */
const defaultMaxLength = 64 * 1024 * 1024;
const maxTailLength = 256 * 1024;

/** The log of one attempt while it is being written. */
export type RunLogFile = {
	readonly write: (text: string) => void;
	/** A line of the runner's own, marked as GitHub marks errors. */
	readonly writeError: (message: string) => void;
	readonly close: () => void;
};

type RunLogOptions = {
	/** @default 'wx', a new file */
	readonly flags?: string;
	/** Puts `***` in place of secrets, as GitHub's runner does. @default nothing is masked */
	readonly mask?: (text: string) => string;
	/** Characters from which on only the end of the log is kept. @default 64 Mi */
	readonly maxLength?: number;
};

/** A line with its time in front, as GitHub's job logs have it: ten-millionths of a second, of which the clock has the milliseconds. */
const renderLine = (line: string, at: number): string => `${new Date(at).toISOString().replace('Z', '0000Z')} ${line}\n`;

/** A line of the runner's own, marked as GitHub marks errors. */
export const renderErrorLine = (message: string, at: number): string => renderLine(`##[error]${message}`, at);

/** The end of a log that is too long: what is older than its last part is counted, and dropped. */
const createTail = () => {
	let pieces: string[] = [];
	let length = 0;
	let droppedLength = 0;
	return {
		add(piece: string): void {
			pieces.push(piece);
			length += piece.length;
			// Whole pieces, and no more often than pays.
			while (length > 2 * maxTailLength && pieces.length > 1) {
				const dropped = pieces.shift()!;
				length -= dropped.length;
				droppedLength += dropped.length;
			}
		},
		/** Gives what is left, and begins anew. */
		take() {
			const taken = {text: pieces.join(''), droppedLength};
			pieces = [];
			length = 0;
			droppedLength = 0;
			return taken;
		},
	};
};

/**
Opens the file that becomes the job's log: every line begins with its time, as in GitHub's job logs.

Writes are synchronous, so that a function that prints faster than the disk writes cannot fill the memory; nor can it fill the disk: the middle of a log that is too long is left out, with one sentence in its place.
*/
export const openRunLogFile = (path: string, clock: Clock, {flags = 'wx', mask = text => text, maxLength = defaultMaxLength}: RunLogOptions = {}): RunLogFile => {
	const file = openSync(path, flags, 0o600);
	const tail = createTail();
	let writtenLength = 0;
	let partialLine = '';
	let isOpen = true;

	const emit = (text: string): void => {
		if (writtenLength < maxLength) {
			writtenLength += text.length;
			writeSync(file, mask(text));
		} else {
			tail.add(text);
		}
	};

	const writeLines = (lines: readonly string[]): void => {
		const at = clock.now();
		emit(lines.map(line => renderLine(line, at)).join(''));
	};

	const flush = (): void => {
		if (partialLine !== '') {
			writeLines([partialLine]);
			partialLine = '';
		}
	};

	return {
		write(text) {
			if (!isOpen) {
				return;
			}

			const lines = (partialLine + text).split(/\r?\n/);
			partialLine = lines.pop() ?? '';
			if (partialLine.length > maxPartialLineLength) {
				lines.push(partialLine);
				partialLine = '';
			}

			if (lines.length > 0) {
				writeLines(lines);
			}
		},
		writeError(message) {
			flush();
			emit(renderErrorLine(message, clock.now()));
		},
		close() {
			if (!isOpen) {
				return;
			}

			isOpen = false;
			flush();
			const {text, droppedLength} = tail.take();
			if (droppedLength > 0) {
				writeSync(file, renderLine(`##[warning]This log is longer than ${Math.round(maxLength / 1024 / 1024)} MB: ${Math.ceil(droppedLength / 1024)} KB of it are left out here.`, clock.now()));
			}

			writeSync(file, mask(text));
			closeSync(file);
		},
	};
};
