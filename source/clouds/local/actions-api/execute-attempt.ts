import {mkdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {createMasker} from '../../../core/secrets/mask-secrets.js';
import {type Clock} from '../../../ports/clock.js';
import {type RunActionJob} from '../action-job.js';
import {openRunLogFile, type RunLogFile} from './run-log-file.js';
import {getCurrentAttempt, type RunAttempt, type WorkflowRun} from './workflow-run.js';

/** What every attempt is executed with. */
export type ExecutionOptions = {
	readonly runAction: RunActionJob;
	/** What an action's registered workflow file puts into the environment of its job. */
	readonly getEnv: (action: string) => Readonly<Record<string, string>>;
	/** Work folders and run logs are made below it. */
	readonly dataDir: string;
	readonly clock: Clock;
	/** Keeps each run's folder after its end. @default false */
	readonly keepWorkDirs?: boolean | undefined;
};

type Execution = {
	readonly run: WorkflowRun;
	readonly options: ExecutionOptions;
	readonly apiUrl: string;
	readonly signal: AbortSignal;
	readonly forceSignal: AbortSignal;
	/** Where the attempt's log goes. */
	readonly logFile: string;
};

type Ending = Required<Pick<RunAttempt, 'conclusion'>>;

const runJob = async ({run, options, apiUrl, signal, forceSignal}: Execution, log: RunLogFile): Promise<number> => {
	const workDir = join(options.dataDir, 'runs', `${run.id}-${getCurrentAttempt(run).number}`);
	try {
		mkdirSync(workDir, {recursive: true, mode: 0o700});
		const {exitCode} = await options.runAction({
			runId: run.id,
			overwritten: run.inputs['OVERWRITTEN'] ?? '',
			payloadUrl: run.inputs['PAYLOAD_URL'] ?? '',
			apiUrl,
			workDir,
			env: options.getEnv(run.workflow.action),
			signal,
			forceSignal,
			writeLog: log.write,
		});
		return exitCode;
	} finally {
		if (!options.keepWorkDirs) {
			// A process that outlives its action may still write here; a folder left behind fails no run.
			await rm(workDir, {recursive: true, force: true, maxRetries: 3}).catch(() => undefined); // eslint-disable-line promise/prefer-await-to-then
		}
	}
};

const concludeJob = async (execution: Execution, log: RunLogFile): Promise<Ending> => {
	let exitCode = 1;
	try {
		exitCode = await runJob(execution, log);
	} catch (error) {
		log.writeError(String(error));
	}

	if (execution.signal.aborted) {
		log.writeError('The operation was canceled.');
		return {conclusion: 'cancelled'};
	}

	if (exitCode === 0) {
		return {conclusion: 'success'};
	}

	log.writeError(`Process completed with exit code ${exitCode}.`);
	return {conclusion: 'failure'};
};

/** A shorter value is a word of the log as often as it is the secret. */
const minSecretLength = 8;

/** All that a job has in its environment is secrets: GitHub's runner masks them in its log. */
const createJobMask = (env: Readonly<Record<string, string>>): ((text: string) => string) =>
	createMasker(Object.values(env).filter(value => value.length >= minSecretLength));

/** Runs the current attempt of a run to its end and says how it ended. Never rejects. */
export const executeAttempt = async (execution: Execution): Promise<Ending> => {
	const {run, options, logFile} = execution;
	let log: RunLogFile | undefined;
	try {
		log = openRunLogFile(logFile, options.clock, {mask: createJobMask(options.getEnv(run.workflow.action))});
		return await concludeJob(execution, log);
	} catch {
		// Only the log file can fail here: a full disk ends a runner of GitHub's the same way.
		return {conclusion: 'failure'};
	} finally {
		log?.close();
	}
};
