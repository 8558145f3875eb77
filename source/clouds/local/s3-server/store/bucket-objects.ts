import {
	lstatSync, mkdirSync, openSync, renameSync, rmSync, statSync,
} from 'node:fs';
import path from 'node:path';
import {findObjects, type FoundObjects} from './find-objects.js';
import {compareKeys, findFirst} from './key-order.js';
import {openMetadataFile, readMetadata} from './metadata-file.js';
import {createObjectFolders} from './object-folders.js';
import {type FiledObject, type StoredObject} from './stored-object.js';
import {type DraftFile} from './write-content.js';

/**
The objects of one bucket.

Lookups, replacements and removals happen in one turn of the event loop, file and index together: a reader sees the old object or the new one, and a condition that was checked still holds when the object changes.
*/
export type BucketObjects = {
	readonly createdAt: number;
	readonly get: (key: string) => StoredObject | undefined;
	/** A file descriptor of the object's bytes; the caller closes it. It stays with this version whatever happens to the key. */
	readonly open: (key: string) => number;
	/** Puts a file in the place of the object; `check` sees the object of now and may throw. */
	readonly replace: (object: StoredObject, draft: DraftFile, check: (current: StoredObject | undefined) => void) => void;
	readonly remove: (key: string) => void;
	/** In byte order. */
	readonly keys: readonly string[];
	readonly close: () => void;
};

/** Where a bucket lies. */
export type BucketFolder = {
	/** Its objects, each under its own name. */
	readonly folder: string;
	readonly metadataFile: string;
	/** Nothing is written, and nothing needs to be there. */
	readonly isReadOnly: boolean;
};

const load = ({folder, metadataFile, isReadOnly}: BucketFolder): FoundObjects => {
	if (!isReadOnly) {
		mkdirSync(folder, {recursive: true, mode: 0o700});
	}

	return lstatSync(folder, {throwIfNoEntry: false})?.isDirectory() === true
		? findObjects(folder, readMetadata(metadataFile), !isReadOnly)
		: {objects: [], others: []};
};

/** Opens the folder of a bucket, which may hold objects of an earlier run. */
export const openBucketObjects = (place: BucketFolder, createdAt: number): BucketObjects => {
	const {folder, metadataFile, isReadOnly} = place;
	const found = load(place);
	const objects = new Map(found.objects.map(object => [object.key, object]));
	const folders = createObjectFolders(folder, [...found.objects.map(object => object.path), ...found.others]);
	const metadata = isReadOnly ? undefined : openMetadataFile(metadataFile, found.objects);
	const keys = [...objects.keys()].sort(compareKeys);
	const findIndex = (key: string): number => findFirst(keys, other => compareKeys(other, key) >= 0);
	const move = (object: FiledObject, draft: DraftFile, isNew: boolean): void => {
		if (isNew) {
			folders.enter(object.path);
		}

		try {
			// First, so that a disk that is full changes nothing; of two lines the one that fits the file holds.
			metadata?.append(object);
			renameSync(draft.path, path.join(folder, object.path));
		} catch (error) {
			if (isNew) {
				folders.leave(object.path);
			}

			throw error;
		}
	};

	return {
		createdAt,
		keys,
		get: key => objects.get(key),
		open: key => openSync(path.join(folder, objects.get(key)?.path ?? ''), 'r'),
		replace(object, draft, check) {
			const current = objects.get(object.key);
			check(current);
			const filed: FiledObject = {
				...object, path: current?.path ?? folders.choosePath(object.key), md5: draft.md5, fileTime: statSync(draft.path).mtimeMs,
			};
			move(filed, draft, current === undefined);
			if (current === undefined) {
				keys.splice(findIndex(object.key), 0, object.key);
			}

			objects.set(object.key, filed);
			metadata?.compact(objects.values(), objects.size);
		},
		remove(key) {
			const object = objects.get(key);
			if (object !== undefined) {
				rmSync(path.join(folder, object.path), {force: true});
				folders.leave(object.path);
				objects.delete(key);
				keys.splice(findIndex(key), 1);
			}
		},
		close() {
			metadata?.close();
		},
	};
};
