import {mkdir} from 'node:fs/promises';
import {ActionExit} from './action-exit.js';
import {getFolders, type RunningAction} from './action-context.js';
import {installFunctionFiles} from './function-files/install-function-files.js';

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

const warnOfPackages = (action: RunningAction, functionName: string, functionType: string): void => {
	for (const {table, type, kind} of packageTables) {
		const names = type === undefined || type === functionType ? listEntries(action, table, functionName) : [];
		if (names.length > 0) {
			action.log.warning(source, `${kind} packages are not installed by the local cloud; the function finds those of this machine: ${names.join(', ')}`);
		}
	}
};

/** Brings the function's files into the run's folder, and says which packages it has to find on this machine. */
export const installDependencies = async (action: RunningAction, functionName: string, functionType: string): Promise<void> => {
	const {log, options, job} = action;
	const folders = getFolders(job.workDir);
	log.debug('executor.py', 'Starting dependency install');
	await Promise.all([folders.action, folders.temporary].map(async folder => mkdir(folder, {recursive: true})));
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

	warnOfPackages(action, functionName, functionType);
	log.debug('executor.py', 'Finished installing dependencies');
};
