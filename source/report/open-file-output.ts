import fs from 'node:fs';
import path from 'node:path';
import {refuseLinksOut} from '../environment/refuse-links.js';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {type Output} from '../ports/output.js';

/** An output that must be closed. */
export type FileOutput = Output & {readonly close: () => void};

const getCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Only the user may read it: there are logs in it. */
const openPrivately = (file: string): number => {
	const descriptor = fs.openSync(file, 'w', 0o600);
	if (fs.fstatSync(descriptor).isFile()) {
		// It may have been there with another mode.
		fs.fchmodSync(descriptor, 0o600);
	}

	return descriptor;
};

const open = (file: string): number => {
	refuseLinksOut(file);
	try {
		fs.mkdirSync(path.dirname(file), {recursive: true});
		return openPrivately(file);
	} catch (error) {
		throw new FaasrTuiError(`The report ${file} cannot be written (${getCode(error)}).`, {
			code: 'usage', hint: 'Name a file in a folder that you may write to.', cause: error,
		});
	}
};

/**
Opens a file for a report, folders above it included; what it held is gone. Only the user may read it. A link out of the current folder is refused.

Each piece is in the file when `write` returns, so that a run that dies leaves what it had said. A disk that fills up
does not end the run: it is told once.
*/
export const openFileOutput = (file: string, onFailure: (sentence: string) => void): FileOutput => {
	const descriptor = open(file);
	let isOpen = true;
	let hasFailed = false;
	return {
		write(text) {
			if (!isOpen || hasFailed) {
				return;
			}

			try {
				fs.writeSync(descriptor, text);
			} catch (error) {
				hasFailed = true;
				onFailure(`The report ${file} is incomplete: writing failed (${getCode(error)}).`);
			}
		},
		isTty: false,
		columns: 80,
		rows: 24,
		hasColor: false,
		close() {
			if (isOpen) {
				isOpen = false;
				fs.closeSync(descriptor);
			}
		},
	};
};
