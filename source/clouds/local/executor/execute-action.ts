import {getRefusalStatus} from './data-store.js';
import {ActionExit, missingKey} from './action-exit.js';
import {getFolders, type RunningAction} from './action-context.js';
import {installDependencies} from './install-dependencies.js';
import {createLogSender, type LogSender} from './log-sender.js';
import {getInvocationFolder} from './payload.js';
import {type FunctionResult} from './python-text.js';
import {type FunctionOutcome, type RpcServer, startRpcServer} from './rpc-server.js';
import {runFunction} from './run-function.js';

const source = 'executor.py';

/** Marks the action as over, in DefaultDataStore whatever the log's store is (engine/executor.py:169). */
export const putDone = async ({payload, stores, current, log}: RunningAction): Promise<void> => {
	const file = `function_completions/${current.name}${current.rank === undefined ? '' : `.${current.rank}`}.done`;
	try {
		await stores.open(String(payload.require('DefaultDataStore'))).write(`${getInvocationFolder(payload)}/${file}`, 'True');
	} catch (error) {
		if (getRefusalStatus(error) !== undefined && error instanceof Error) {
			await log.error('put_file.py', `Error putting file in S3: ${error.message}`);
			throw new ActionExit(1);
		}

		throw error;
	}

	log.debug(source, `Put ${file} file in S3`);
};

/** FaaSr 2.1.0 stumbles while it reports an exit code (executor.py:138); the code itself follows on a line of its own. */
const failWithExitCode = async (log: LogSender, exitCode: number): Promise<never> => {
	await log.error(source, `name 'func_stdout' is not defined\nTraceback (most recent call last):\nNameError: name 'func_stdout' is not defined\nnon-zero exit code (${exitCode}) from user function`);
	throw new ActionExit(1);
};

const failWithOutcome = async (log: LogSender, {message = 'Unkown error while getting user function return', traceback}: FunctionOutcome): Promise<never> => {
	await log.errors(source, [message, ...(traceback === undefined ? [] : [`Traceback: ${traceback}`])]);
	await log.error(source, `${message}\nTraceback (most recent call last):\nRuntimeError: ${message}`);
	throw new ActionExit(1);
};

const runBehindServer = async (action: RunningAction, server: RpcServer, serverLog: LogSender, type: string): Promise<FunctionResult> => {
	const {log, current, payload, stores, job} = action;
	const {readOutcome} = server.serve({
		payload, current, openStore: stores.open, log: serverLog, actionDir: getFolders(job.workDir).action, env: job.env,
	});
	log.debug(source, 'Polling localhost');
	const exitCode = await runFunction(action, server, current.definition.FunctionName, type);
	if (exitCode !== 0) {
		return failWithExitCode(log, exitCode);
	}

	await putDone(action);
	const outcome = await readOutcome();
	return outcome.hasError ? failWithOutcome(log, outcome) : outcome.result;
};

/** Runs the action's function between dependency install and result, in the order of FaaSr's executor. */
export const executeAction = async (action: RunningAction, appendToLog: (text: string) => Promise<void>): Promise<FunctionResult> => {
	const {log, current, runLog} = action;
	const {Type: type, FunctionName: functionName} = current.definition;
	if (type === undefined) {
		throw missingKey('Type');
	}

	await installDependencies(action, functionName, type);
	const server = await startRpcServer();
	try {
		log.info(source, `Starting server on localhost port ${server.port}`);
		await log.flush();
		const serverLog = createLogSender({
			runLog, append: appendToLog, copies: 2, inherited: log.buffered(),
		});
		return await runBehindServer(action, server, serverLog, type);
	} finally {
		await server.close();
	}
};
