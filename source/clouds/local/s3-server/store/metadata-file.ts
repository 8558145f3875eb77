import {
	closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync,
} from 'node:fs';
import {type FiledObject} from './stored-object.js';

/** The metadata of a bucket's objects: one line of JSON for each that was written, the latest last. */
export type MetadataFile = {
	/** Adds what is to hold once its file is in place; throws when the disk does not take it. */
	readonly append: (object: FiledObject) => void;
	/** Starts anew with these, once more lines are of no use than of some. */
	readonly compact: (objects: Iterable<FiledObject>, count: number) => void;
	readonly close: () => void;
};

/** So many lines of no use cost a few milliseconds at the next start. */
const spareLineCount = 2000;

const texts = ['key', 'etag', 'path', 'md5'] as const;
const numbers = ['sizeBytes', 'modifiedAt', 'fileTime'] as const;

const isTexts = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.values(value).every(text => typeof text === 'string');

const parseLine = (line: string): readonly FiledObject[] => {
	try {
		const object = JSON.parse(line) as FiledObject;
		const isObject = texts.every(name => typeof object[name] === 'string')
			&& numbers.every(name => Number.isFinite(object[name]))
			&& isTexts(object.headers) && isTexts(object.checksums);
		return isObject ? [object] : [];
	} catch {
		// The piece that a killed process or a full disk left.
		return [];
	}
};

/** What the file says, the latest last; nothing where there is none. A file that is damaged costs the metadata, never an object. */
export const readMetadata = (file: string): readonly FiledObject[] => {
	try {
		return readFileSync(file, 'utf8').split('\n').flatMap(line => line === '' ? [] : parseLine(line));
	} catch {
		return [];
	}
};

const writeWhole = (file: string, objects: Iterable<FiledObject>): number => {
	const draft = `${file}.draft`;
	rmSync(draft, {force: true});
	writeFileSync(draft, Array.from(objects, object => `\n${JSON.stringify(object)}`).join(''), {flag: 'wx', mode: 0o600});
	renameSync(draft, file);
	return openSync(file, 'a', 0o600);
};

/** Writes the file anew with these objects and opens it for more. */
export const openMetadataFile = (file: string, objects: Iterable<FiledObject>): MetadataFile => {
	let handle = writeWhole(file, objects);
	let lineCount = 0;
	return {
		append(object) {
			// The line break comes first: it ends what an earlier write may have left half done.
			writeSync(handle, `\n${JSON.stringify(object)}`);
			lineCount++;
		},
		compact(current, count) {
			if (lineCount > count + spareLineCount) {
				closeSync(handle);
				handle = writeWhole(file, current);
				lineCount = 0;
			}
		},
		close() {
			closeSync(handle);
		},
	};
};
