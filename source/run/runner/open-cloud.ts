import path from 'node:path';
import process from 'node:process';
import {type Workflow} from '../../core/workflow/workflow.js';
import {pickSettings} from '../../clouds/credentials/settings.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {loadLocalCloud, loadLocalReader} from '../../clouds/local/load-local-cloud.js';
import {openGithubCloud} from './open-github-cloud.js';

/** Where a run executes, and what a local cloud is given. */
export type CloudOptions = {
	/**
	True for the local cloud that is started for the run; false for GitHub Actions and the document's own data stores.

	@default false
	*/
	readonly local?: boolean;
	/** Local cloud: folder with function files, looked into before the document's own sources. @default `functions` beside the document */
	readonly functionsDir?: string;
	/** Local cloud: folder that keeps its objects between runs. @default a temporary folder, removed at the end */
	readonly dataDir?: string;
	/** Local cloud: leaves the temporary folder in place. */
	readonly keep?: boolean;
	/**
	Local cloud: only reads what `dataDir` keeps, also while another program runs the workflow there. Nothing can be triggered or resumed.

	@default false
	*/
	readonly readOnly?: boolean;
	/** Where credentials and the repository are looked up. @default process.env */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** What a `.env` file says: tokens, keys, the repository and declared secrets that `env` lacks. Nothing else is taken from it. @default nothing */
	readonly envFile?: Readonly<Record<string, string | undefined>> | undefined;
};

export type OpenCloudOptions = CloudOptions & {
	readonly workflow: Workflow;
	/** Absolute path of the document. */
	readonly workflowFile: string;
	readonly clock: Clock;
};

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
