import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {FaasrTuiError} from '../ports/errors/faasr-tui-error.js';

const isBelow = (file: string, folder: string): boolean => {
	const relative = path.relative(folder, file);
	return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
};

/** Where a link leads to; `undefined` for one that leads to nothing, where writing would create something. */
const followLink = (link: string): string | undefined => {
	try {
		return fs.realpathSync(link);
	} catch {
		return undefined;
	}
};

/** What cannot be looked at (nothing there, a file for a folder, no permission) is no link; whoever writes there says what is wrong. */
const isLink = (file: string): boolean => {
	try {
		return fs.lstatSync(file).isSymbolicLink();
	} catch {
		return false;
	}
};

/**
Refuses to write to a file of the folder that is, or lies below, a link out of the folder: a checkout can bring links along.

A file outside of the folder, named by the user as such, may be anything. Throws a `FaasrTuiError` with code `usage`.

@param folder Absolute. @default the current folder
*/
export const refuseLinksOut = (file: string, folder = process.cwd()): void => {
	const target = path.resolve(folder, file);
	if (!isBelow(target, folder)) {
		return;
	}

	let step = folder;
	for (const name of path.relative(folder, target).split(path.sep)) {
		step = path.join(step, name);
		if (!isLink(step)) {
			continue;
		}

		const end = followLink(step);
		if (end === undefined || !isBelow(end, fs.realpathSync(folder))) {
			throw new FaasrTuiError(`${file} is not written: ${path.relative(folder, step)} is a link out of this folder.`, {
				code: 'usage', hint: 'Remove the link, or name another file.',
			});
		}
	}
};
