import {mkdirSync, mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';

/** Folders of one local cloud, all absolute. Only the user may look into them: they hold what the functions wrote and printed. */
export type LocalDataFolder = {
	readonly root: string;
	readonly s3Dir: string;
	/** Of this cloud alone, also when the root is shared with earlier ones. */
	readonly actionsDir: string;
	/** What became of the actions' runs, of earlier clouds, too. */
	readonly journalFile: string;
	readonly isKept: boolean;
	/** Removes the root unless it is kept. */
	readonly close: () => Promise<void>;
};

type FolderOptions = {
	readonly dataDir?: string | undefined;
	readonly keep?: boolean | undefined;
	readonly tmpDir?: string | undefined;
};

const makeFolders = (dataDir: string | undefined, tmpDir: string): Pick<LocalDataFolder, 'root' | 's3Dir' | 'actionsDir'> => {
	try {
		// Absolute from here on: the functions' processes have working directories of their own.
		const root = resolve(dataDir ?? mkdtempSync(join(tmpDir, 'faasr-tui-')));
		const s3Dir = join(root, 's3');
		mkdirSync(s3Dir, {recursive: true, mode: 0o700});
		return {root, s3Dir, actionsDir: mkdtempSync(join(root, 'actions-'))};
	} catch (error) {
		throw new FaasrTuiError(`The local cloud cannot make its folder in ${dataDir ?? tmpDir}: ${error instanceof Error ? error.message : String(error)}.`, {
			code: 'usage',
			hint: 'Choose a folder that can be written to with --data-dir.',
			cause: error,
		});
	}
};

/** Makes the folders of a local cloud: below `dataDir`, else in a temporary one. */
export const openLocalDataFolder = ({dataDir, keep = false, tmpDir = tmpdir()}: FolderOptions): LocalDataFolder => {
	const {root, s3Dir, actionsDir} = makeFolders(dataDir, tmpDir);
	const isKept = keep || dataDir !== undefined;
	return {
		root,
		s3Dir,
		actionsDir,
		journalFile: join(root, 'runs.jsonl'),
		isKept,
		async close() {
			if (!isKept) {
				// A process that outlives its action can add a file meanwhile.
				await rm(root, {
					recursive: true, force: true, maxRetries: 5, retryDelay: 100,
				});
			}
		},
	};
};
