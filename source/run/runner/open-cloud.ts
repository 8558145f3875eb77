import path from 'node:path';
import process from 'node:process';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {type Cloud} from '../../ports/cloud.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {loadLocalCloud, loadLocalReader} from '../../clouds/local/load-local-cloud.js';
import {type CloudOptions, type OpenCloudOptions} from './cloud-options.js';
import {openGithubCloud} from './open-github-cloud.js';

const toAbsolute = (name: string, folder: string): string => {
	// Node would take an empty path, as an unset variable gives it, for the current folder.
	if (folder === '') {
		throw new FaasrTuiError(`The ${name} is an empty text.`, {code: 'usage', hint: 'Name a folder, or leave the option out.'});
	}

	return path.resolve(folder);
};

/** The options with absolute folders, so that the current folder may change before the cloud is opened. An empty one is a `FaasrTuiError` with code `usage`. */
export const resolveFolders = <Options extends Pick<CloudOptions, 'dataDir' | 'functionsDir'>>(options: Options): Options => ({
	...options,
	...(options.dataDir !== undefined && {dataDir: toAbsolute('data folder', options.dataDir)}),
	...(options.functionsDir !== undefined && {functionsDir: toAbsolute('functions folder', options.functionsDir)}),
});

/** Opens the cloud that a run will use. Throws a `FaasrTuiError` that says what is missing. */
export const openCloud = async (options: OpenCloudOptions): Promise<Cloud> => {
	if (options.local !== true) {
		return openGithubCloud(options);
	}

	const {workflow, workflowFile, functionsDir, dataDir, keep, readOnly, clock, env = process.env, envFile} = options;
	const secrets = pickSettings({env, envFile}, workflow.document);
	if (readOnly === true) {
		const {readLocalCloud} = await loadLocalReader();
		return readLocalCloud({workflow, clock, secrets, dataDir});
	}

	const {startLocalCloud} = await loadLocalCloud();
	return startLocalCloud({
		workflow,
		documentDir: path.dirname(workflowFile),
		clock,
		secrets,
		...(functionsDir !== undefined && {functionsDir}),
		...(dataDir !== undefined && {dataDir}),
		...(keep !== undefined && {keep}),
	});
};
