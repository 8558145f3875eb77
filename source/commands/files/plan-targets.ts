import path from 'node:path';
import {toSafePath} from '../../core/files/safe-path.js';
import {type WrittenFile} from '../../core/files/stored-file.js';

/** A file of the run, and where it goes. */
export type Target = {
	readonly file: WrittenFile;
	/** Relative to the folder that is written to, below which it always lies. */
	readonly name: string;
};

const areDistinct = (targets: readonly Target[]): boolean => new Set(targets.map(({name}) => name)).size === targets.length;

/** Where files go: by their own names, or with their folders; with these, and then with their stores, wherever two would meet. */
export const planTargets = (files: readonly WrittenFile[], {hasFolders}: {readonly hasFolders: boolean}): readonly Target[] => {
	const ways: ReadonlyArray<(file: WrittenFile) => string> = [
		...hasFolders ? [] : [({key}: WrittenFile) => path.posix.basename(toSafePath(key))],
		({key}) => toSafePath(key),
	];
	for (const getName of ways) {
		const targets = files.map(file => ({file, name: getName(file)}));
		if (areDistinct(targets)) {
			return targets;
		}
	}

	return files.map(file => ({file, name: `${toSafePath(file.store)}/${toSafePath(file.key)}`}));
};
