import {createHash} from 'node:crypto';
import {
	mkdirSync, openSync, readdirSync, renameSync, rmSync,
} from 'node:fs';
import path from 'node:path';
import {compareKeys, findFirst} from './key-order.js';
import {readObjectFile} from './object-file.js';
import {type StoredObject} from './stored-object.js';

/**
The objects of one bucket.

Lookups, replacements and removals happen in one turn of the event loop, file and index together: a reader sees the old object or the new one, and a condition that was checked still holds when the object changes.
*/
export type BucketObjects = {
	readonly createdAt: number;
	readonly get: (key: string) => StoredObject | undefined;
	/** A file descriptor of the object's bytes; the caller closes it. It stays with this version whatever happens to the key. */
	readonly open: (key: string) => number;
	/** Puts a file written with its footer in the place of the object; `check` sees the object of now and may throw. */
	readonly replace: (object: StoredObject, draftPath: string, check: (current: StoredObject | undefined) => void) => void;
	readonly remove: (key: string) => void;
	/** In byte order. */
	readonly keys: readonly string[];
};

// Hashed names make every legal key a legal file name of its own: `a/../b`, `a//b`, 1,024 bytes, keys that differ in case only.
const toFileName = (key: string): string => createHash('sha256').update(key).digest('hex');

const loadObjects = (folder: string): Map<string, StoredObject> => {
	const objects = new Map<string, StoredObject>();
	for (const entry of readdirSync(folder, {withFileTypes: true})) {
		const object = entry.isFile() ? readObjectFile(path.join(folder, entry.name)) : undefined;
		if (object !== undefined && toFileName(object.key) === entry.name) {
			objects.set(object.key, object);
		}
	}

	return objects;
};

/** Opens the folder of a bucket, which may hold objects of an earlier run. */
export const openBucketObjects = (folder: string, createdAt: number): BucketObjects => {
	mkdirSync(folder, {recursive: true});
	const objects = loadObjects(folder);
	const keys = [...objects.keys()].sort(compareKeys);
	const toPath = (key: string): string => path.join(folder, toFileName(key));
	const findIndex = (key: string): number => findFirst(keys, other => compareKeys(other, key) >= 0);
	return {
		createdAt,
		keys,
		get: key => objects.get(key),
		open: key => openSync(toPath(key), 'r'),
		replace(object, draftPath, check) {
			const current = objects.get(object.key);
			check(current);
			renameSync(draftPath, toPath(object.key));
			if (current === undefined) {
				keys.splice(findIndex(object.key), 0, object.key);
			}

			objects.set(object.key, object);
		},
		remove(key) {
			if (objects.has(key)) {
				rmSync(toPath(key), {force: true});
				objects.delete(key);
				keys.splice(findIndex(key), 1);
			}
		},
	};
};
