import {mkdirSync, rmdirSync} from 'node:fs';
import path from 'node:path';
import {createNameTree} from './name-tree.js';

/** The folders of a bucket's objects, there as long as an object lies in them. */
export type ObjectFolders = {
	/** The path that an object gets which is not there yet. */
	readonly choosePath: (key: string) => string;
	/** Makes the folders above a new object. */
	readonly enter: (objectPath: string) => void;
	/** Removes those that are empty without it. */
	readonly leave: (objectPath: string) => void;
};

/** Creates the folders below `root`, where these paths are taken. */
export const createObjectFolders = (root: string, paths: Iterable<string>): ObjectFolders => {
	const names = createNameTree();
	for (const taken of paths) {
		names.add(taken);
	}

	return {
		choosePath: names.choosePath,
		enter(objectPath) {
			for (const name of names.add(objectPath)) {
				mkdirSync(path.join(root, name), {recursive: true, mode: 0o700});
			}
		},
		leave(objectPath) {
			for (const name of names.remove(objectPath)) {
				try {
					rmdirSync(path.join(root, name));
				} catch {
					// Somebody else has put something there.
				}
			}
		},
	};
};
