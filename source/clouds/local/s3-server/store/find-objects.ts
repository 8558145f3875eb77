import {createHash} from 'node:crypto';
import {
	closeSync, openSync, readSync, lstatSync, readdirSync, rmdirSync, type Stats,
} from 'node:fs';
import path from 'node:path';
import {fromObjectPath} from './file-name.js';
import {type FiledObject} from './stored-object.js';

type FoundFile = {readonly path: string; readonly stats: Stats};

/** What lies in a bucket's folder. */
export type FoundObjects = {
	readonly objects: readonly FiledObject[];
	/** Names of what is no object: links, sockets, files whose key is not known. */
	readonly others: readonly string[];
};

const walk = (root: string, folder: string, shouldTidy: boolean): readonly FoundFile[] => {
	const found = readdirSync(path.join(root, folder), {withFileTypes: true}).flatMap(entry => {
		const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) {
			return walk(root, place, shouldTidy);
		}

		const stats = lstatSync(path.join(root, place), {throwIfNoEntry: false});
		return stats === undefined ? [] : [{path: place, stats}];
	});
	if (found.length === 0 && folder !== '' && shouldTidy) {
		// S3 has no folders, and an empty one would be in the way of an object with its name.
		rmdirSync(path.join(root, folder));
	}

	return found;
};

const blockBytes = 1024 * 1024;

const hashFile = (file: string): string => {
	const hash = createHash('md5');
	const block = new Uint8Array(blockBytes);
	const fd = openSync(file, 'r');
	try {
		for (let count = readSync(fd, block); count > 0; count = readSync(fd, block)) {
			hash.update(block.subarray(0, count));
		}
	} finally {
		closeSync(fd);
	}

	return hash.digest('hex');
};

const isSameFile = ({sizeBytes, fileTime}: FiledObject, {size, mtimeMs}: Stats): boolean => sizeBytes === size && fileTime === mtimeMs;

/** The object that a file is: as its metadata says when they fit, else as its bytes say. */
const identify = (root: string, {path: place, stats}: FoundFile, known: readonly FiledObject[]): FiledObject | undefined => {
	const same = known.findLast(object => isSameFile(object, stats));
	const key = known[0]?.key ?? fromObjectPath(place);
	if (same !== undefined || key === undefined) {
		return same;
	}

	// A copy has another time and the same bytes; what was edited, or put there by somebody, has neither.
	const md5 = hashFile(path.join(root, place));
	const found = {path: place, md5, fileTime: stats.mtimeMs, sizeBytes: stats.size};
	return {
		key, etag: md5, modifiedAt: Math.floor(stats.mtimeMs), headers: {}, checksums: {}, ...known.findLast(object => object.md5 === md5), ...found,
	};
};

/**
Finds the objects in a bucket's folder, with the metadata that is known of them.

The folder counts: a file that went is no object any more, one that came is one, and of two metadata lines the one that fits its file holds.
`shouldTidy` removes empty folders.
*/
export const findObjects = (root: string, metadata: readonly FiledObject[], shouldTidy: boolean): FoundObjects => {
	const knownByPath = new Map<string, FiledObject[]>();
	for (const object of metadata) {
		const known = knownByPath.get(object.path);
		if (known === undefined) {
			knownByPath.set(object.path, [object]);
		} else if (known[0]?.key === object.key) {
			known.push(object);
		}
	}

	const objects = new Map<string, FiledObject>();
	const others: string[] = [];
	const files = walk(root, '', shouldTidy);
	// Those with metadata first: they are sure of their keys.
	for (const file of files.toSorted((left, right) => Number(knownByPath.has(right.path)) - Number(knownByPath.has(left.path)))) {
		const object = file.stats.isFile() ? identify(root, file, knownByPath.get(file.path) ?? []) : undefined;
		if (object === undefined || objects.has(object.key)) {
			others.push(file.path);
		} else {
			objects.set(object.key, object);
		}
	}

	return {objects: [...objects.values()], others};
};
