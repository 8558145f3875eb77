import {
	mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync,
} from 'node:fs';
import {rm, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import process from 'node:process';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {refuseLink} from './s3-server/store/own-folder.js';

/** Folders of one local cloud, all absolute. Only the user may look into them: they hold what the functions wrote and printed. */
export type LocalDataFolder = {
	readonly root: string;
	readonly s3Dir: string;
	/** Of this cloud alone, also when the root is shared with earlier ones. */
	readonly actionsDir: string;
	/** What became of the actions' runs, of earlier clouds, too. */
	readonly journalFile: string;
	readonly isKept: boolean;
	/** Removes the root; of one that is kept only a folder for actions that has had none. */
	readonly close: () => Promise<void>;
};

type FolderOptions = {
	readonly dataDir?: string | undefined;
	readonly keep?: boolean | undefined;
	readonly tmpDir?: string | undefined;
};

const ownNames = /^(?:s3|actions-\w{6}|runs\.jsonl|running\.json)$/;

/** Keeps the folder out of the repository that it lies in; a folder that holds anything else is the user's to arrange. */
const keepOutOfGit = (root: string): void => {
	if (readdirSync(root).every(name => ownNames.test(name))) {
		writeFileSync(join(root, '.gitignore'), '*\n', {flag: 'wx', mode: 0o600});
	}
};

/** Refuses a folder that somebody else can change: what is written and run there would be theirs, too. */
const refuseOtherOwner = (root: string): void => {
	if (statSync(root).uid !== (process.getuid?.() ?? statSync(root).uid)) {
		throw new FaasrTuiError(`The data folder ${root} belongs to another user.`, {
			code: 'usage', hint: 'Choose a folder of your own with --data-dir.',
		});
	}
};

const makeFolders = (dataDir: string | undefined, tmpDir: string): Pick<LocalDataFolder, 'root' | 's3Dir' | 'actionsDir'> => {
	try {
		// Absolute from here on: the functions' processes have working directories of their own.
		const root = resolve(dataDir ?? mkdtempSync(join(tmpDir, 'faasr-tui-')));
		mkdirSync(root, {recursive: true, mode: 0o700});
		refuseOtherOwner(root);
		keepOutOfGit(root);
		const s3Dir = join(root, 's3');
		refuseLink(s3Dir);
		mkdirSync(s3Dir, {recursive: true, mode: 0o700});
		return {root, s3Dir, actionsDir: mkdtempSync(join(root, 'actions-'))};
	} catch (error) {
		if (isFaasrTuiError(error)) {
			throw error;
		}

		throw new FaasrTuiError(`The local cloud cannot make its folder in ${dataDir ?? tmpDir}: ${error instanceof Error ? error.message : String(error)}.`, {
			code: 'usage',
			hint: 'Choose a folder that can be written to with --data-dir.',
			cause: error,
		});
	}
};

/** Makes the folders of a local cloud: below `dataDir`, else in a temporary one. Links in it and a folder of another user are refused. */
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
			if (isKept) {
				await rmdir(actionsDir).catch(() => undefined); // eslint-disable-line promise/prefer-await-to-then -- it is in use
			} else {
				// A process that outlives its action can add a file meanwhile.
				await rm(root, {
					recursive: true, force: true, maxRetries: 5, retryDelay: 100,
				});
			}
		},
	};
};
