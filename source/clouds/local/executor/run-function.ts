import {writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {isFaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {findPython} from '../runtimes/find-python.js';
import {findRscript} from '../runtimes/find-rscript.js';
import {pythonEntry, rEntry} from '../runtimes/runtime-assets.js';
import {ActionExit} from './action-exit.js';
import {getEnvironment, getFolders, type RunningAction} from './action-context.js';
import {type RpcServer} from './rpc-server.js';
import {runProcess} from './run-process.js';

const source = 'executor.py';

type Launch = {
	readonly command: readonly [string, ...string[]];
	readonly env: Readonly<Record<string, string>>;
};

/** Writes a file that only the user may read: arguments can be anything. */
const writePrivately = async (path: string, text: string): Promise<string> => {
	await writeFile(path, text, {mode: 0o600});
	return path;
};

const isEmpty = (argumentsText: string): boolean => /^(?:null|\{\s*\})$/u.test(argumentsText);

const getLaunch = async ({options, job, payload, current}: RunningAction, type: string): Promise<Launch> => {
	const {functions} = getFolders(job.workDir);
	const name = current.definition.FunctionName;
	const argumentsText = payload.getArgumentsText(current.name);
	const jobFile = join(job.workDir, 'function.json');
	if (type === 'Python') {
		const {executable, userBase} = await findPython(options.pythonCommand);
		return {
			command: [executable, '-u', '-B', pythonEntry, name, functions, ...isEmpty(argumentsText) ? [] : [await writePrivately(jobFile, argumentsText)]],
			env: {PYTHONUSERBASE: userBase},
		};
	}

	const {command, libraries} = await findRscript(options.rscriptCommand);
	await writePrivately(jobFile, `{"function": ${JSON.stringify(name)}, "folder": ${JSON.stringify(functions)}, "arguments": ${argumentsText}}`);
	return {
		command: [command, '--no-save', '--no-restore', '--no-init-file', rEntry, dirname(rEntry), jobFile],
		env: {R_LIBS: libraries.join(':')},
	};
};

const checkType = async ({log}: RunningAction, type: string): Promise<void> => {
	if (type === 'Julia') {
		await log.error(source, 'Julia functions are not supported by the local cloud; run this workflow on GitHub Actions.');
	} else if (type === 'Python' || type === 'R') {
		return;
	} else {
		await log.error(source, `Unkown function type: ${type}`);
	}

	throw new ActionExit(1);
};

/** Runs the user's function in a process of its own; gives its exit code, negative for a signal. */
export const runFunction = async (action: RunningAction, server: RpcServer, functionName: string, type: string): Promise<number> => {
	const {log, job, options} = action;
	await checkType(action, type);
	const folders = getFolders(job.workDir);
	let launch: Launch;
	try {
		launch = await getLaunch(action, type);
	} catch (error) {
		const hint = isFaasrTuiError(error) ? error.hint ?? '' : '';
		await log.error(source, `Error running ${type} function: ${error instanceof Error ? error.message : String(error)} ${hint}`.trim());
		throw new ActionExit(1);
	}

	log.info(source, `Starting function: ${functionName} (${type})`);
	const {exitCode} = await runProcess({
		command: launch.command,
		cwd: folders.action,
		env: getEnvironment(action, {...launch.env, FAASR_RPC_PORT: String(server.port), FAASR_RPC_TOKEN: server.token}),
		clock: options.clock,
		signal: job.signal,
		forceSignal: job.forceSignal,
		mark: `FAASR_RPC_TOKEN=${server.token}`,
		guard: options.guard,
		onOutput(text) {
			job.writeLog(text);
			job.onPrint?.(text);
		},
	});
	job.signal.throwIfAborted();
	return exitCode;
};
