import {lstatSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {FaasrTuiError} from '../../../../ports/errors/faasr-tui-error.js';

/** Folder beside the buckets for what is no object; no bucket can have a name that begins with a dot. */
export const getOwnFolder = (dataDir: string): string => path.join(dataDir, '.faasr-tui');

const exists = (file: string): boolean => lstatSync(file, {throwIfNoEntry: false}) !== undefined;

/** Refuses the folder of an earlier version, which kept objects under hashed names, their metadata behind their bytes. */
const refuseEarlierForm = (dataDir: string): void => {
	if (!exists(getOwnFolder(dataDir)) && exists(path.join(dataDir, 'buckets')) && exists(path.join(dataDir, 'drafts'))) {
		throw new FaasrTuiError(`The data folder ${dataDir} was written by an earlier version of faasr-tui, which kept objects in another form.`, {
			code: 'usage', hint: 'Choose another folder with --data-dir, and read this one with that version.',
		});
	}
};

/** Refuses links: what a stranger's folder holds must not lead what is written here to another place. */
export const refuseLink = (file: string): void => {
	if (lstatSync(file, {throwIfNoEntry: false})?.isSymbolicLink() === true) {
		throw new FaasrTuiError(`${file} is a link, and the local cloud writes to its own folder only.`, {
			code: 'usage', hint: 'Remove the link, or choose another folder with --data-dir.',
		});
	}
};

/** Makes the folder unless it is there, and gives it. Throws a `FaasrTuiError` for one that cannot be used. */
export const openOwnFolder = (dataDir: string): string => {
	const folder = getOwnFolder(dataDir);
	refuseEarlierForm(dataDir);
	for (const file of [dataDir, folder, path.join(folder, 'metadata')]) {
		refuseLink(file);
		mkdirSync(file, {recursive: true, mode: 0o700});
	}

	return folder;
};
