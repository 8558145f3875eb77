import {randomBytes} from 'node:crypto';
import {statSync} from 'node:fs';
import {type WorkflowDocument} from '../core/workflow/document.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';
import {createGithubActionsPlatform} from '../platforms/github-actions/create-github-actions-platform.js';
import {type Bucket} from '../ports/bucket.js';
import {createS3Bucket} from '../s3/create-s3-bucket.js';
import {startActionsApi} from './actions-api/start-actions-api.js';
import {createClosingStack, type ClosingStack} from './closing-stack.js';
import {describeLocalCloud} from './describe-local-cloud.js';
import {createExecutor} from './executor/create-executor.js';
import {getJobEnvironment, listActionSecrets, type LocalCredentials} from './job-environment.js';
import {localCloudLabel, type LocalCloud, type LocalCloudOptions} from './local-cloud.js';
import {type LocalDataFolder, openLocalDataFolder} from './local-data-folder.js';
import {localizeDocument, localRegion, renderLocalDocument} from './local-document.js';
import {createLocalRepositories} from './local-repositories.js';
import {openFetch} from './open-fetch.js';
import {startProcessGuard} from './process-guard.js';
import {findPython} from './runtimes/find-python.js';
import {findRscript} from './runtimes/find-rscript.js';
import {startS3Server} from './s3-server/start-s3-server.js';

export {type LocalCloud, type LocalCloudOptions} from './local-cloud.js';

/** Nobody's rate limit is spent on loopback. */
const pollIntervalMs = 500;

const createCredentials = (secrets: LocalCloudOptions['secrets'] = {}): LocalCredentials => ({
	token: `local_${randomBytes(20).toString('hex')}`,
	accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
	secretAccessKey: randomBytes(20).toString('hex'),
	secrets,
});

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

const openBuckets = (document: WorkflowDocument, {accessKeyId, secretAccessKey}: LocalCredentials, stack: ClosingStack): {readonly logBucket: Bucket; readonly doneBucket: Bucket} => {
	const open = (name: string): Bucket => {
		const bucket = createS3Bucket({store: document.DataStores[name] ?? {Bucket: name}, name, credentials: {accessKeyId, secretAccessKey}});
		stack.add(bucket.close);
		return bucket;
	};

	const logStore = document.LoggingDataStore ?? document.DefaultDataStore;
	const doneBucket = open(document.DefaultDataStore);
	return {doneBucket, logBucket: logStore === document.DefaultDataStore ? doneBucket : open(logStore)};
};

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
	const {workflow, documentDir, functionsDir, clock, keep, parallelism, installPackages = false} = options;
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
	const buckets = openBuckets(document, credentials, stack);
	const {repositories, payloadUrl, entryRepository} = createLocalRepositories(document, renderLocalDocument(workflow, document));
	const own = openFetch();
	stack.add(own.close);
	const api = await startActionsApi({
		...options.misfortunes,
		repositories,
		token,
		runAction: createExecutor({
			documentDir, clock, installPackages, fetch: own.fetch, guard, ...(functionsDir !== undefined && {functionsDir}),
		}),
		getEnv: action => getJobEnvironment(document, action, credentials),
		dataDir: folder.actionsDir,
		journalFile: folder.journalFile,
		clock,
		parallelism,
		keepWorkDirs: keep,
	});
	stack.add(api.close);
	return {
		label: localCloudLabel,
		...buckets,
		platform: createGithubActionsPlatform({
			document, payloadUrl, token, apiUrl: api.apiUrl, clock, label: localCloudLabel, pollIntervalMs, fetch: own.fetch,
		}),
		secrets: [token, accessKeyId, secretAccessKey, ...listActionSecrets(document, credentials.secrets)],
		defaultStore: {
			name: document.DefaultDataStore,
			store: document.DataStores[document.DefaultDataStore] ?? {Bucket: document.DefaultDataStore},
			credentials: {accessKeyId, secretAccessKey},
		},
		document,
		dataDir: folder.root,
		isKept: folder.isKept,
		s3: {endpoint: s3.endpoint, accessKeyId, secretAccessKey},
		github: {apiUrl: api.apiUrl, token, repository: entryRepository},
		describe: () => describeLocalCloud(workflow.document, {installPackages, dataDir: folder.root}),
		finish: async () => api.waitUntilIdle(longestFinishMs),
		close: stack.close,
	};
};

/** Starts an S3 server and an Actions API for one workflow on this machine. What a failed start has begun is ended again. */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
	const stack = createClosingStack();
	try {
		return await start(options, stack);
	} catch (error) {
		await stack.close();
		throw error;
	}
};
