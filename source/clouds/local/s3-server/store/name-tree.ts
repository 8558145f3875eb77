import {toHashedPath, toObjectPath} from './file-name.js';

/** A name that is taken, as it is spelled, and how many names lie in it: none in a file. */
type TakenName = {readonly path: string; readonly isFolder: boolean; childCount: number};

/**
The names in a bucket's folder.

S3 has no folders: `a` may be an object beside `a/b`. And some file systems do not tell `A` from `a`, nor two ways to write `é`. Whoever comes second there lies under its hash.
*/
export type NameTree = {
	/** The path that an object gets which is not there yet. */
	readonly choosePath: (key: string) => string;
	/** Notes a file, or what else a name stands for, with the folders above it; gives the folders that were not known yet, the outermost first. */
	readonly add: (path: string) => readonly string[];
	/** Forgets a file; gives the folders that are empty now, the innermost first. */
	readonly remove: (path: string) => readonly string[];
};

const fold = (path: string): string => path.normalize('NFC').toLowerCase();

const listFolders = (path: string): readonly string[] => {
	const folders: string[] = [];
	for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
		folders.push(path.slice(0, end));
	}

	return folders;
};

/** Creates the tree of an empty folder. */
export const createNameTree = (): NameTree => {
	const names = new Map<string, TakenName>();
	const isFree = (path: string): boolean => !names.has(fold(path)) && listFolders(path).every(folder => {
		const taken = names.get(fold(folder));
		return taken === undefined || (taken.isFolder && taken.path === folder);
	});

	return {
		choosePath(key) {
			const path = toObjectPath(key);
			return isFree(path) ? path : toHashedPath(key);
		},
		add(path) {
			const folders = listFolders(path);
			const added = folders.filter(folder => !names.has(fold(folder)));
			for (const folder of added) {
				names.set(fold(folder), {path: folder, isFolder: true, childCount: 0});
			}

			// Every new name counts in the folder it lies in.
			for (const name of [...added, path]) {
				const parent = names.get(fold(name.slice(0, Math.max(0, name.lastIndexOf('/')))));
				if (parent !== undefined) {
					parent.childCount++;
				}
			}

			names.set(fold(path), {path, isFolder: false, childCount: 0});
			return added;
		},
		remove(path) {
			const emptied: string[] = [];
			names.delete(fold(path));
			for (const folder of listFolders(path).toReversed()) {
				const taken = names.get(fold(folder));
				if (taken === undefined || --taken.childCount > 0) {
					break;
				}

				names.delete(fold(folder));
				emptied.push(folder);
			}

			return emptied;
		},
	};
};
