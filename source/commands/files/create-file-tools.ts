import {type spawn} from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {toSafePath} from '../../core/files/safe-path.js';
import {type StoredFile} from '../../core/files/stored-file.js';
import {refuseLinksOut} from '../../environment/refuse-links.js';
import {type Bucket} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {listFiles} from '../../run/files/list-files.js';
import {readPreview} from '../../run/files/read-preview.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type FileTools} from '../../screen/files/file-tools.js';
import {downloadFile, isSame, statIfThere} from './download-file.js';
import {chooseFileOpener, isShown, startOpener} from './file-opener.js';
import {openStore} from './open-store.js';
import {planFetch} from './plan-fetch.js';

export type FileToolsOptions = {
	readonly runner: WorkflowRunner;
	readonly clock: Clock;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The environment that the user's programs get. */
	readonly programEnv: Record<string, string | undefined>;
	/** Where names without a folder lead to. */
	readonly folder: string;
	readonly spawn: typeof spawn;
};

/** What can be done with the files of the run on the screen, and the end of what was opened for it. */
export type RunningFileTools = FileTools & {
	/** Where all files were saved last; absent where they were not. */
	readonly getSavedFolder: () => string | undefined;
	/** Removes the copies that other programs were given. */
	readonly close: () => Promise<void>;
};

/** A path as typed. A link in the current folder that leads out of it is refused: a checkout can bring links along. */
const toAbsolute = (folder: string, name: string): string => {
	const target = path.resolve(folder, name.replace(/^~(?=\/|$)/u, os.homedir()));
	refuseLinksOut(target, folder);
	return target;
};

const saveFile = async (bucket: Bucket, file: StoredFile, target: string): Promise<string> => {
	const stats = await statIfThere(target);
	if (stats !== undefined && !await isSame(target, stats, file)) {
		throw new FaasrTuiError(`${target} is there already, and different, so nothing was written.`, {code: 'usage', hint: 'Save under another name.'});
	}

	if (stats === undefined) {
		await downloadFile({bucket, file, folder: path.dirname(target), name: path.basename(target)});
	}

	return target;
};

/** Creates what the screen can do with the run's files: list, read, save them, and open one in another program. */
export const createFileTools = ({runner, clock, env, programEnv, folder, spawn}: FileToolsOptions): RunningFileTools => {
	const opened: string[] = [];
	let savedFolder: string | undefined;
	const open = async ({store}: StoredFile): Promise<Bucket> => openStore(await runner.openCloud(), store);
	return {
		async list() {
			const {invocation} = runner.store.getSnapshot();
			if (invocation === undefined) {
				throw new FaasrTuiError('Nothing has run yet.', {code: 'usage'});
			}

			return listFiles({workflow: runner.workflow, invocation, cloud: await runner.openCloud(), clock});
		},
		read: async file => readPreview(await open(file), file),
		save: async (file, name) => saveFile(await open(file), file, toAbsolute(folder, name)),
		async saveAll(files, name, onFile) {
			const root = toAbsolute(folder, name);
			const planned = await planFetch(files, {root, folder: name, hasFolders: true, shouldReplace: false});
			let count = 0;
			for (const {file, name: target, isThere} of planned) {
				if (!isThere) {
					await downloadFile({bucket: await open(file), file, folder: root, name: target});
				}

				count++;
				onFile(count);
			}

			savedFolder = root;
			return root;
		},
		async open(file) {
			const name = path.posix.basename(toSafePath(file.key));
			if (!isShown(name)) {
				throw new FaasrTuiError(`${name} is not opened: by its name it may be a program.`, {code: 'usage', hint: 'Save it and look at it first.'});
			}

			const ownFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'faasr-tui-'));
			opened.push(ownFolder);
			const opener = chooseFileOpener(path.join(ownFolder, name), process.platform, env);
			if (opener === undefined) {
				return false;
			}

			await downloadFile({bucket: await open(file), file, folder: ownFolder, name});
			return startOpener(opener, programEnv, spawn);
		},
		getSavedFolder: () => savedFolder,
		async close() {
			for (const one of opened) {
				await fs.rm(one, {recursive: true, force: true});
			}
		},
	};
};
