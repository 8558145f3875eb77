import fs from 'node:fs';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';

/** What is read, and how it is called in a sentence. */
export type BoundedFile = {
	readonly file: string;
	/** Begins a sentence: `The file .env`. */
	readonly name: string;
	readonly maxBytes: number;
};

const describeBytes = (bytes: number): string => bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1000} kB`;

/**
Reads a text file that may be anybody's: a regular one (links are followed), of at most `maxBytes`.

A pipe would hang for ever, and a device such as `/dev/zero`, to which git can carry a link, never end: both are refused with a `FaasrTuiError` (code `usage`). Throws Node's own error (`ENOENT`, …) when there is no such file or it cannot be read.
*/
export const readRegularFile = ({file, name, maxBytes}: BoundedFile): string => {
	const {size} = requireRegular(fs.statSync(file), name);
	if (size > maxBytes) {
		throw new FaasrTuiError(`${name} has ${describeBytes(size)}; it may have ${describeBytes(maxBytes)}.`, {code: 'usage', hint: 'Name another file, or make it smaller.'});
	}

	return fs.readFileSync(file, 'utf8');
};

const requireRegular = (stats: fs.Stats, name: string): fs.Stats => {
	if (stats.isDirectory()) {
		throw Object.assign(new Error('is a directory'), {code: 'EISDIR'});
	}

	if (!stats.isFile()) {
		throw new FaasrTuiError(`${name} is not a regular file but a pipe or a device.`, {code: 'usage', hint: 'Save what it gives as a file first.'});
	}

	return stats;
};

/** A workflow document may have; the largest public one has 150 kB. */
const maxDocumentBytes = 10_000_000;

/** Reads a workflow document. Throws as `readRegularFile` does. */
export const readDocumentFile = (file: string): string => readRegularFile({file, name: `Workflow document "${file}"`, maxBytes: maxDocumentBytes});
