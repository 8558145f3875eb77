import {mkdir} from 'node:fs/promises';
import process from 'node:process';
import {findPython} from '../runtimes/find-python.js';
import {findRscript} from '../runtimes/find-rscript.js';
import {ActionExit} from './action-exit.js';
import {getFolders, getEnvironment, type RunningAction} from './action-context.js';
import {installFunctionFiles} from './function-files/install-function-files.js';
import {runProcess} from './run-process.js';

const source = 'faasr_start_invoke_helper.py';

const listEntries = ({payload}: RunningAction, table: string, functionName: string): readonly string[] => {
	const entry = (payload.get(table) as Readonly<Record<string, unknown>> | undefined)?.[functionName];
	return (Array.isArray(entry) ? entry : [entry]).filter(item => typeof item === 'string' && item !== '') as string[];
};

/** Package tables of the document, by the language that reads them (helpers/faasr_start_invoke_helper.py). */
const packageTables = [
	{table: 'PyPIPackageDownloads', type: 'Python', kind: 'PyPI'},
	{table: 'FunctionCRANPackage', type: 'R', kind: 'CRAN'},
	{table: 'FunctionGitHubPackage', type: undefined, kind: 'GitHub'},
] as const;

/** What an installer may see of the user's shell besides: how to reach the package index. */
const pickInstallerEnvironment = (): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(process.env)
	.filter((entry): entry is [string, string] => /^(?:pip_.*|https?_proxy|no_proxy|ssl_cert_(?:file|dir)|requests_ca_bundle|r_repos)$/iu.test(entry[0])));

const getInstallCommand = async ({options, job}: RunningAction, kind: string, name: string): Promise<readonly [string, ...string[]] | undefined> => {
	const {packages} = getFolders(job.workDir);
	if (kind === 'PyPI') {
		const {executable} = await findPython(options.pythonCommand);
		return [executable, '-I', '-m', 'pip', 'install', '--no-input', '--target', packages, name];
	}

	if (kind === 'CRAN') {
		const {command} = await findRscript(options.rscriptCommand);
		return [command, '--vanilla', '-e', 'a <- commandArgs(TRUE); install.packages(a[1], lib = a[2], repos = "https://cloud.r-project.org")', name, packages];
	}

	return undefined;
};

const installPackage = async (action: RunningAction, kind: string, name: string): Promise<void> => {
	const command = await getInstallCommand(action, kind, name);
	if (command === undefined) {
		action.log.warning(source, `${kind} packages are not installed by the local cloud: ${name}`);
		return;
	}

	action.log.info(source, `Installing ${kind} package: ${name}`);
	const {exitCode} = await runProcess({
		command,
		cwd: action.job.workDir,
		env: getEnvironment(action, pickInstallerEnvironment()),
		clock: action.options.clock,
		signal: action.job.signal,
		guard: action.options.guard,
		onOutput: action.job.writeLog,
	});
	// As upstream: a failed pip is only found out by the import.
	if (exitCode !== 0 && kind === 'CRAN') {
		await action.log.error(source, `Failed to install ${name}:\nexit code ${exitCode}`);
		throw new ActionExit(1);
	}
};

const installPackages = async (action: RunningAction, functionName: string, functionType: string): Promise<void> => {
	for (const {table, type, kind} of packageTables) {
		const names = type === undefined || type === functionType ? listEntries(action, table, functionName) : [];
		if (names.length > 0 && action.options.installPackages !== true) {
			action.log.warning(source, `${kind} packages are not installed by the local cloud; the function finds those of this machine: ${names.join(', ')}`);
		} else {
			for (const name of names) {
				await installPackage(action, kind, name);
			}
		}
	}
};

/** Brings the function's files and, when asked to, its packages into the run's folder. */
export const installDependencies = async (action: RunningAction, functionName: string, functionType: string): Promise<void> => {
	const {log, options, job} = action;
	const folders = getFolders(job.workDir);
	log.debug('executor.py', 'Starting dependency install');
	await Promise.all([folders.action, folders.packages, folders.temporary].map(async folder => mkdir(folder, {recursive: true})));
	try {
		await installFunctionFiles(options, {
			functionName,
			localFiles: listEntries(action, 'FunctionLocalFile', functionName),
			gitPaths: listEntries(action, 'FunctionGitRepo', functionName),
			target: folders.functions,
			signal: job.signal,
			info(message) {
				log.info(source, message);
			},
		});
	} catch (error) {
		job.signal.throwIfAborted();
		await log.error(source, error instanceof Error ? error.message : String(error));
		throw new ActionExit(1);
	}

	await installPackages(action, functionName, functionType);
	log.debug('executor.py', 'Finished installing dependencies');
};
