import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {isBucketName} from '../../core/workflow/bucket-name.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {quoteName} from '../../core/workflow/quote-name.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {listDeclaredSecrets} from '../../clouds/credentials/secret-fields.js';
import {describeReach} from '../../clouds/local/describe-local-cloud.js';
import {installFunctionFiles} from '../../clouds/local/executor/function-files/install-function-files.js';
import {findPython} from '../../clouds/local/runtimes/find-python.js';
import {findRscript} from '../../clouds/local/runtimes/find-rscript.js';
import {probeR} from '../../clouds/local/runtimes/probe-command.js';
import {type Check, fail, pass, warn} from './check.js';
import {checkPackages} from './check-packages.js';

export type LocalPreflightOptions = {
	readonly workflow: Workflow;
	/** Folder of the workflow document. */
	readonly documentDir: string;
	readonly functionsDir?: string | undefined;
	/** Where the functions' secrets are from: the environment, and what is taken from `.env`. @default nowhere */
	readonly secrets?: Readonly<Record<string, string | undefined>>;
};

const findRuntime = async (id: string, describe: () => Promise<string>): Promise<Check> => {
	try {
		return pass(id, await describe());
	} catch (error) {
		if (isFaasrTuiError(error)) {
			return fail(id, error.message, {code: 'credentials', hint: error.hint});
		}

		throw error;
	}
};

const checkRuntime = async (type: string): Promise<Check> => {
	switch (type) {
		case 'Python': {
			return findRuntime('python', async () => {
				const {version, executable} = await findPython();
				return `Python ${version} runs the Python functions (${executable}).`;
			});
		}

		case 'R': {
			return findRuntime('rscript', async () => {
				const {command} = await findRscript();
				const {text: version} = await probeR(command, 'cat(as.character(getRversion()))');
				return `R ${version ?? 'of an unknown version'} with httr and jsonlite runs the R functions (${command}).`;
			});
		}

		default: {
			return fail(type.toLowerCase(), `${type} functions cannot run on the local cloud.`, {code: 'credentials', hint: 'Run the workflow on GitHub Actions.'});
		}
	}
};

/** How the files end in which the runtimes look for a function, in small letters. */
const extensions: Readonly<Record<string, string>> = {Python: '.py', R: '.r'};

const listFiles = async (folder: string): Promise<readonly string[]> => {
	try {
		return await fs.readdir(folder, {recursive: true});
	} catch {
		// Nothing was found to put there.
		return [];
	}
};

const toList = (value: string | readonly string[] | undefined): readonly string[] => value === undefined ? [] : [value].flat();

const checkSource = async ({workflow: {document}, documentDir, functionsDir}: LocalPreflightOptions, functionName: string, folder: string): Promise<Check> => {
	const id = `function ${functionName}`;
	const gitPaths = toList(document.FunctionGitRepo?.[functionName]);
	const found: string[] = [];
	try {
		await installFunctionFiles({documentDir, fetchFunctions: false, ...(functionsDir !== undefined && {functionsDir})}, {
			functionName,
			localFiles: toList(document.FunctionLocalFile?.[functionName]),
			gitPaths,
			target: path.join(folder, functionName),
			signal: new AbortController().signal,
			info(message) {
				found.push(message);
			},
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return gitPaths.length > 0
			? warn(id, `Function ${functionName} is not on this machine and will be fetched from GitHub: ${gitPaths.join(', ')}.`)
			: fail(id, `Function ${functionName} not found: ${reason}.`, {code: 'credentials', hint: 'Correct FunctionLocalFile, or name its folder with --functions-dir.'});
	}

	const types = [...new Set(Object.values(document.ActionList).filter(action => action.FunctionName === functionName).map(({Type = ''}) => Type))];
	const files = await listFiles(path.join(folder, functionName));
	const lacking = found.length === 0 ? undefined : types.find(type => extensions[type] !== undefined && !files.some(file => file.toLowerCase().endsWith(extensions[type]!)));
	if (lacking !== undefined) {
		return fail(id, `Function ${functionName} found, but in no ${lacking} file (${found.at(-1)}).`, {code: 'credentials', hint: `Correct Type of the action, or add the file ${functionName}${lacking === 'R' ? '.R' : '.py'}.`});
	}

	return found.length === 0
		? fail(id, `No file is known that has the function ${functionName}.`, {code: 'credentials', hint: 'Name it in FunctionGitRepo or FunctionLocalFile, or its folder with --functions-dir.'})
		: pass(id, `Function ${functionName} found (${found.at(-1)}).`);
};

const checkBucketNames = ({DataStores}: WorkflowDocument): readonly Check[] => Object.entries(DataStores).filter(([, {Bucket}]) => !isBucketName(Bucket)).map(([name, {Bucket}]) =>
	fail(`store ${name}`, `No S3 service accepts ${quoteName(Bucket)} as the name of a bucket (data store ${name}).`, {code: 'document-invalid', hint: 'Write three or more letters, digits, dots and hyphens.'}));

/** What a run on the local cloud depends on: interpreters, packages, names of buckets and the functions' files. */
export const checkLocal = async function * (options: LocalPreflightOptions): AsyncGenerator<Check> {
	const actions = [...options.workflow.actions.values()].filter(({functionName}) => functionName !== '');
	const {workflow: {document}, secrets = {}} = options;
	const runtimes = await Promise.all([...new Set(actions.map(action => action.type).filter(type => type !== ''))].map(async type => checkRuntime(type)));
	yield * runtimes;
	yield * checkBucketNames(document);
	if (runtimes.every(({status}) => status !== 'failed')) {
		yield * await checkPackages(document);
	}

	if (listDeclaredSecrets(document).some(name => secrets[name] !== undefined)) {
		yield pass('secrets', describeReach(document, secrets));
	}

	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'faasr-tui-doctor-'));
	try {
		for (const functionName of new Set(actions.map(action => action.functionName))) {
			yield await checkSource(options, functionName, folder);
		}
	} finally {
		await fs.rm(folder, {recursive: true, force: true});
	}
};
