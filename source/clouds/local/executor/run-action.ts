import {type ActionJob} from '../action-job.js';
import {ActionExit, UncaughtError} from './action-exit.js';
import {
	type ActionContext, createStorePool, type RunningAction, type StorePool,
} from './action-context.js';
import {checkGraph} from './check-graph.js';
import {enterJoin} from './enter-join.js';
import {executeAction} from './execute-action.js';
import {type ExecutorOptions} from './executor-options.js';
import {fetchDocument} from './fetch-document.js';
import {createLogObject} from './log-object.js';
import {createLogSender} from './log-sender.js';
import {
	createPayload, type CurrentAction, getActions, getInvocationFolder, getLoggingStoreName, getStores,
} from './payload.js';
import {createRunLog, type RunLog} from './run-log.js';
import {runBuiltIn} from './run-built-in.js';
import {scheduleSuccessors} from './schedule-successors.js';
import {startInvocation} from './start-invocation.js';

const parseOverwritten = (text: string): Readonly<Record<string, unknown>> => {
	try {
		const overwritten: unknown = JSON.parse(text);
		if (typeof overwritten === 'object' && overwritten !== null && !Array.isArray(overwritten)) {
			return overwritten as Readonly<Record<string, unknown>>;
		}
	} catch {
		// Said below.
	}

	throw new UncaughtError('ValueError', 'OVERWRITTEN is not a JSON object');
};

const reportSecrets = ({job, payload, runLog}: ActionContext): void => {
	runLog.line('INFO', 'faasr_entry.py', 'Fetching secrets from secret store');
	for (const [name, store] of Object.entries(getStores(payload))) {
		for (const key of ['AccessKey', 'SecretKey']) {
			if (job.env[`${name}_${key}`] === undefined && store[key] === undefined && !store['Anonymous']) {
				runLog.line('WARNING', 'faasr_entry.py', `${name}_${key} is missing from env`);
			}
		}
	}
};

const checkStore = async (stores: StorePool, name: string): Promise<void> => stores.open(name).check();

/** Every store must answer before every action: one dead store fails them all (faasr.md 2h). */
const checkStores = async ({payload, stores, runLog, job}: ActionContext): Promise<void> => {
	// Asked all at once, judged in the document's order.
	const checks = Object.keys(getStores(payload)).map(name => ({name, check: checkStore(stores, name)}));
	await Promise.allSettled(checks.map(async ({check}) => check));
	for (const {name, check} of checks) {
		try {
			await check;
		} catch (error) {
			job.signal.throwIfAborted();
			if (error instanceof UncaughtError) {
				throw error;
			}

			runLog.line('ERROR', 'faasr_payload.py', `S3 server ${name} failed with message: ${error instanceof Error ? error.message || error.name : String(error)}`);
			throw new ActionExit(1);
		}
	}
};

/** What FaaSr does before its log exists: all of it is visible in the run's own log only. */
const startAction = async (context: ActionContext): Promise<CurrentAction> => {
	const {payload, runLog, stores, job, options: {clock}} = context;
	const predecessors = checkGraph(payload, runLog);
	await checkStores(context);
	const name = String(payload.require('FunctionInvoke'));
	const rank = Number(payload.overwritten['FunctionRank'] ?? 0);
	const logStore = () => stores.open(getLoggingStoreName(payload));
	if (predecessors.length === 0) {
		await startInvocation(payload, {logStore, runLog, now: clock.now()});
	}

	if (predecessors.length > 1) {
		await enterJoin({
			store: logStore(), invocationFolder: getInvocationFolder(payload), action: name, predecessors, clock, signal: job.signal, runLog,
		});
	}

	return {
		name, definition: getActions(payload)[name]!, ...(rank > 0 ? {rank} : {}), predecessors,
	};
};

const runSteps = async (context: ActionContext): Promise<void> => {
	const {payload, runLog, stores} = context;
	const current = await startAction(context);
	const logKey = `${getInvocationFolder(payload)}/${current.name}${current.rank === undefined ? '' : `(${current.rank})`}.txt`;
	const {append} = createLogObject(stores.open(getLoggingStoreName(payload)), logKey);
	const log = createLogSender({runLog, append, copies: 1});
	const action: RunningAction = {...context, current, log};
	const result = current.definition['_faasr_builtin'] ? await runBuiltIn(action) : await executeAction(action, append);
	log.debug('faasr_entry.py', `Finished execution of ${current.name} with result ${result}`);
	await scheduleSuccessors(action, result);
	await log.flush();
	runLog.line('INFO', 'faasr_entry.py', `Finished action - InvocationID: ${String(payload.require('InvocationID'))}`);
};

const describeEnd = (error: unknown, {job, runLog}: {readonly job: ActionJob; readonly runLog: RunLog}): number => {
	if (job.signal.aborted) {
		runLog.write('The run was cancelled.\n');
		return 1;
	}

	if (error instanceof ActionExit) {
		return error.exitCode;
	}

	if (error instanceof UncaughtError) {
		runLog.write(`Traceback (most recent call last):\n${error.type}: ${error.message}\n`);
	} else {
		runLog.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
	}

	return 1;
};

/** Runs one action from dispatch to its last line the way FaaSr's container does (faasr_entry.py). */
export const runAction = async (job: ActionJob, options: ExecutorOptions): Promise<{readonly exitCode: number}> => {
	const runLog = createRunLog(job.writeLog, options.clock);
	let context: ActionContext | undefined;
	try {
		job.signal.throwIfAborted();
		const overwritten = parseOverwritten(job.overwritten);
		runLog.line('DEBUG', 'faasr_entry.py', `Payload URL: ${job.payloadUrl}`);
		const {document, text} = await fetchDocument(job, runLog);
		const payload = createPayload(job.payloadUrl, document, overwritten, {document: text, overwritten: job.overwritten});
		context = {
			job, options, payload, runLog, stores: createStorePool(job, payload),
		};
		reportSecrets(context);
		await runSteps(context);
		return {exitCode: 0};
	} catch (error) {
		return {exitCode: describeEnd(error, {job, runLog})};
	} finally {
		context?.stores.close();
	}
};
