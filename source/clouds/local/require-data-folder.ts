import {statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** The absolute path of a folder that a local cloud has kept. Throws a `FaasrTuiError` with code `usage` for another one; makes none. */
export const requireDataFolder = (dataDir: string | undefined): string => {
	if (dataDir === undefined) {
		throw new FaasrTuiError('A local cloud keeps its runs only with --data-dir, so there is none to read.', {
			code: 'usage', hint: 'Name the folder of the run with --data-dir.',
		});
	}

	const root = resolve(dataDir);
	const hasObjects = statSync(join(root, 's3'), {throwIfNoEntry: false})?.isDirectory() === true;
	if (!hasObjects) {
		const isThere = statSync(root, {throwIfNoEntry: false}) !== undefined;
		throw new FaasrTuiError(isThere ? `The folder ${root} holds no data of a local cloud.` : `The data folder ${root} does not exist.`, {
			code: 'usage', hint: 'Name the folder that a run had as its --data-dir.',
		});
	}

	return root;
};
