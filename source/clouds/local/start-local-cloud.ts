import {statSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type RunId} from '../../core/run/run-id.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createListeners} from '../../ports/listeners/create-listeners.js';
import {type ClosingStack, openWithStack} from '../../ports/closing-stack.js';
import {createGithubRunId} from '../github/github-run-id.js';
import {startActionsApi} from './actions-api/start-actions-api.js';
import {connect} from './connection.js';
import {createCredentials} from './credentials.js';
import {describeLocalCloud} from './describe-local-cloud.js';
import {createExecutor} from './executor/create-executor.js';
import {getJobEnvironment, listActionSecrets, type LocalCredentials} from './job-environment.js';
import {localCloudLabel, type LocalCloud, type LocalCloudOptions} from './local-cloud.js';
import {type LocalDataFolder, openLocalDataFolder} from './local-data-folder.js';
import {localizeDocument, localRegion, renderLocalDocument} from './local-document.js';
import {createLocalRepositories} from './local-repositories.js';
import {openFetch} from './open-fetch.js';
import {startProcessGuard} from './process-guard.js';
import {announceCloud} from './running-cloud.js';
import {findPython} from './runtimes/find-python.js';
import {findRscript} from './runtimes/find-rscript.js';
import {startS3Server} from './s3-server/start-s3-server.js';

export {type LocalCloud, type LocalCloudOptions} from './local-cloud.js';

/** Says at once, and not in the log of the first action, that an interpreter is missing. */
const requireInterpreters = async ({actions}: Workflow): Promise<void> => {
	const types = new Set([...actions.values()].map(({type}) => type));
	if (types.has('Python')) {
		await findPython();
	}

	if (types.has('R')) {
		await findRscript();
	}
};

/** A folder that was named and is not there is a mistake, not a reason to look elsewhere. */
const requireFunctionsDir = (functionsDir: string | undefined): void => {
	if (functionsDir !== undefined && statSync(functionsDir, {throwIfNoEntry: false})?.isDirectory() !== true) {
		throw new FaasrTuiError(`The functions folder ${functionsDir} does not exist.`, {
			code: 'usage', hint: 'Name an existing folder with --functions-dir, or leave it out for the folder functions beside the document.',
		});
	}
};

/** A function that raised writes its traceback and its marker after the ERROR that is the verdict (ms). */
const longestFinishMs = 5000;

const startS3 = async (options: LocalCloudOptions, folder: LocalDataFolder, credentials: LocalCredentials) => {
	// The bucket names do not depend on the endpoint, which is known only once the server runs.
	const {DataStores: stores} = localizeDocument(options.workflow.document, '');
	return startS3Server({
		dataDir: folder.s3Dir,
		accessKeyId: credentials.accessKeyId,
		secretAccessKey: credentials.secretAccessKey,
		region: localRegion,
		clock: options.clock,
		buckets: [...new Set(Object.values(stores).map(({Bucket: name}) => name))],
	});
};

const start = async (options: LocalCloudOptions, stack: ClosingStack): Promise<LocalCloud> => {
	const {workflow, documentDir, functionsDir, clock, keep, startApi = startActionsApi} = options;
	requireFunctionsDir(functionsDir);
	await requireInterpreters(workflow);
	const folder = openLocalDataFolder(options);
	const guard = startProcessGuard(folder.isKept ? undefined : folder.root);
	stack.add(guard.close);
	stack.add(folder.close);
	const credentials = createCredentials(options.secrets);
	const {token, accessKeyId, secretAccessKey} = credentials;
	const s3 = await startS3(options, folder, credentials);
	stack.add(s3.close);
	const document = localizeDocument(workflow.document, s3.endpoint);
	const {repositories, payloadUrl, entryRepository} = createLocalRepositories(document, renderLocalDocument(workflow, document));
	const own = openFetch();
	stack.add(own.close);
	const prints = createListeners<[print: {readonly runId: RunId; readonly text: string}]>();
	const runAction = createExecutor({
		documentDir, clock, fetch: own.fetch, guard, ...(functionsDir !== undefined && {functionsDir}),
	});
	const api = await startApi({
		repositories,
		token,
		runAction: async job => runAction({
			...job,
			onPrint(text) {
				prints.call({runId: createGithubRunId(job.runId), text});
			},
		}),
		getEnv: action => getJobEnvironment(document, action, credentials),
		dataDir: folder.actionsDir,
		journalFile: folder.journalFile,
		clock,
		parallelism: 2 * availableParallelism(),
		keepWorkDirs: keep,
	});
	stack.add(api.close);
	const ownS3 = {endpoint: s3.endpoint, accessKeyId, secretAccessKey};
	const github = {apiUrl: api.apiUrl, token, repository: entryRepository};
	if (folder.isKept) {
		stack.add(announceCloud(folder.root, {workflow: workflow.name, s3: ownS3, github}));
	}

	const cloud = connect({document, s3: ownS3, github, payloadUrl, clock, fetch: own.fetch}, stack);
	return {
		...cloud,
		platform: {...cloud.platform, onPrint: prints.add},
		label: localCloudLabel,
		secrets: [token, accessKeyId, secretAccessKey, ...listActionSecrets(document, credentials.secrets)],
		document,
		dataDir: folder.root,
		isKept: folder.isKept,
		s3: ownS3,
		github,
		describe: () => describeLocalCloud(workflow.document, {dataDir: folder.root, secrets: credentials.secrets}),
		finish: async () => api.waitUntilIdle(longestFinishMs),
		close: stack.close,
	};
};

/** Starts an S3 server and an Actions API for one workflow on this machine. What a failed start has begun is ended again. */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => openWithStack(async stack => start(options, stack));
