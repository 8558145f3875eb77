import path from 'node:path';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {isSame, statIfThere} from './download-file.js';
import {planTargets, type Target} from './plan-targets.js';

const shownCount = 5;

/** A file of the run, where it goes, and what is there already. */
export type Planned = Target & {readonly isThere: boolean; readonly isDifferent: boolean};

/** What is there already, and whether it is the same. */
const look = async (targets: readonly Target[], folder: string): Promise<readonly Planned[]> => {
	const planned: Planned[] = [];
	for (const target of targets) {
		const file = path.join(folder, target.name);
		const stats = await statIfThere(file);
		planned.push({...target, isThere: stats !== undefined, isDifferent: stats !== undefined && !await isSame(file, stats, target.file)});
	}

	return planned;
};

const refuseToReplace = (planned: readonly Planned[], folder: string): void => {
	const names = planned.filter(({isDifferent}) => isDifferent).map(({name}) => path.join(folder, name));
	if (names.length > 0) {
		throw new FaasrTuiError(`${names.slice(0, shownCount).join(', ')}${names.length > shownCount ? ` and ${names.length - shownCount} more` : ''} ${names.length === 1 ? 'is' : 'are'} there already, and different. Nothing was fetched.`, {
			code: 'usage', hint: 'Name another folder with -o, or add --force to replace.',
		});
	}
};

export type FetchOptions = {
	/** Absolute. */
	readonly root: string;
	/** The same as the user named it. */
	readonly folder: string;
	/** Each file goes into its own folders. */
	readonly hasFolders: boolean;
	readonly shouldReplace: boolean;
};

/** Says where files go and what is there already. Throws a `FaasrTuiError` with code `usage` where a file is there that differs and is not to be replaced. */
export const planFetch = async (files: readonly WrittenFile[], {root, folder, hasFolders, shouldReplace}: FetchOptions): Promise<readonly Planned[]> => {
	const planned = await look(planTargets(files, {hasFolders}), root);
	if (!shouldReplace) {
		refuseToReplace(planned, folder);
	}

	return planned;
};
