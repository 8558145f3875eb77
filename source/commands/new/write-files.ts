import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {refuseLinksOut} from '../../environment/refuse-links.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type NewFile} from './plan-files.js';

/** What became of a file. */
export type WrittenFile = {readonly path: string; readonly change: 'created' | 'replaced' | 'added to' | 'unchanged'};

const readIfThere = async (file: string): Promise<string | undefined> => {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
};

/** A variable counts as there whatever its value, any other line as it stands. */
const getKey = (line: string): string => /^\s*(?:export\s+)?(?<name>\w+)\s*=/i.exec(line)?.groups?.['name'] ?? line.trim();

const addMissing = (old: string, text: string): string => {
	const known = new Set(old.split('\n').map(line => getKey(line)));
	const missing = text.split('\n').filter(line => line !== '' && !known.has(getKey(line)));
	return missing.length === 0 ? old : `${old}${old === '' || old.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`;
};

/**
Writes the files of a new workflow below a folder, none before it is known that all can be written.

@throws FaasrTuiError with code `usage` when a file is there already that would lose something.
*/
export const writeFiles = async (folder: string, files: readonly NewFile[], {shouldReplace}: {readonly shouldReplace: boolean}): Promise<readonly WrittenFile[]> => {
	const planned = await Promise.all(files.map(async ({path: name, text, isAddedTo = false}) => {
		const old = await readIfThere(path.join(folder, name));
		return {name, old, isAddedTo, text: isAddedTo && old !== undefined ? addMissing(old, text) : text};
	}));
	const taken = planned.filter(({old, text, isAddedTo}) => old !== undefined && old !== text && !isAddedTo).map(({name}) => name);
	if (taken.length > 0 && !shouldReplace) {
		throw new FaasrTuiError(`${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already. Nothing was written.`, {code: 'usage', hint: 'Choose another name or folder (--dir), or add --force to replace them.'});
	}

	for (const {name, text, old} of planned) {
		const file = path.join(folder, name);
		if (text !== old) {
			refuseLinksOut(file, folder);
			await mkdir(path.dirname(file), {recursive: true});
			// Credentials go into .env; an older file keeps its own mode.
			await writeFile(file, text, {mode: path.basename(name) === '.env' ? 0o600 : 0o644});
		}
	}

	return planned.map(({name, old, text, isAddedTo}) => {
		if (old === undefined || old === text) {
			return {path: name, change: old === undefined ? 'created' : 'unchanged'};
		}

		return {path: name, change: isAddedTo ? 'added to' : 'replaced'};
	});
};

/** True for a folder. */
export const isFolder = async (folder: string): Promise<boolean> => {
	try {
		const status = await stat(folder);
		return status.isDirectory();
	} catch {
		return false;
	}
};
