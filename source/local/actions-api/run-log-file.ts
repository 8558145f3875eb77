import {closeSync, openSync, writeSync} from 'node:fs';
import {type Clock} from '../../ports/clock.js';

/** Longest text kept in memory while its line end is still to come. */
const maxPartialLineLength = 65_536;

/** A line with its time in front, as GitHub's job logs have it: ten-millionths of a second, of which the clock has the milliseconds. */
const renderLine = (line: string, at: number): string => `${new Date(at).toISOString().replace('Z', '0000Z')} ${line}\n`;

/** A line of the runner's own, marked as GitHub marks errors. */
export const renderErrorLine = (message: string, at: number): string => renderLine(`##[error]${message}`, at);

/** The log of one attempt while it is being written. */
export type RunLogFile = {
	readonly write: (text: string) => void;
	/** A line of the runner's own, marked as GitHub marks errors. */
	readonly writeError: (message: string) => void;
	readonly close: () => void;
};

/**
Opens the file that becomes the job's log, a new one unless `flags` say otherwise: every line begins with its time, as in GitHub's job logs.

Writes are synchronous, so that a function that prints faster than the disk writes cannot fill the memory.
*/
export const openRunLogFile = (path: string, clock: Clock, flags = 'wx'): RunLogFile => {
	const file = openSync(path, flags, 0o600);
	let partialLine = '';
	let isOpen = true;

	const writeLines = (lines: readonly string[]): void => {
		const at = clock.now();
		writeSync(file, lines.map(line => renderLine(line, at)).join(''));
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
			writeSync(file, renderErrorLine(message, clock.now()));
		},
		close() {
			if (!isOpen) {
				return;
			}

			isOpen = false;
			flush();
			closeSync(file);
		},
	};
};
