import {join} from 'node:path';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../ports/bucket.js';
import {type Cloud} from '../../ports/cloud.js';
import {type ClosingStack, openWithStack} from '../../ports/closing-stack.js';
import {startActionsApi} from './actions-api/start-actions-api.js';
import {connect, type Connection} from './connection.js';
import {createFollower} from './create-follower.js';
import {createCredentials} from './credentials.js';
import {describeLocalCloud} from './describe-local-cloud.js';
import {listActionSecrets} from './job-environment.js';
import {localCloudLabel, type LocalCloudOptions} from './local-cloud.js';
import {localizeDocument, localRegion} from './local-document.js';
import {createLocalRepositories} from './local-repositories.js';
import {openFetch} from './open-fetch.js';
import {requireDataFolder} from './require-data-folder.js';
import {answers, findRunningCloud, type RunningCloud} from './running-cloud.js';
import {findHolderProcess} from './s3-server/lock-data-dir.js';
import {startS3Server} from './s3-server/start-s3-server.js';

export type ReadLocalCloudOptions = Pick<LocalCloudOptions, 'workflow' | 'secrets' | 'clock' | 'dataDir'>;

type Source = Connection & {
	/** The cloud that is asked; `undefined` where the folder is read. */
	readonly running?: RunningCloud;
	readonly secrets: readonly string[];
};

/** How long a local cloud that is just starting is waited for (ms). */
const startTimeoutMs = 5000;
const pauseMs = 100;

/** The cloud that runs on the folder. One that is just starting holds the folder and cannot be asked yet. */
const findRunning = async (root: string, {clock}: ReadLocalCloudOptions, send: typeof fetch): Promise<RunningCloud | undefined> => {
	for (let waitedMs = 0; ; waitedMs += pauseMs) {
		const running = await findRunningCloud(root, send);
		const holder = running === undefined ? await findHolderProcess(join(root, 's3')) : undefined;
		if (holder === undefined) {
			return running;
		}

		if (waitedMs >= startTimeoutMs) {
			throw new FaasrTuiError(`The data folder ${root} is in use by process ${holder}, which does not answer.`, {
				code: 'usage', hint: 'Try again, or end that process.',
			});
		}

		await clock.sleep(pauseMs);
	}
};

const attach = (running: RunningCloud, {workflow, clock}: ReadLocalCloudOptions, send: typeof fetch, stack: ClosingStack): Source => {
	const document = localizeDocument(workflow.document, running.s3.endpoint);
	const {payloadUrl} = createLocalRepositories(document);
	const {s3, github} = running;
	return {
		...connect({document, s3, github, payloadUrl, clock, fetch: send}, stack),
		running,
		secrets: [github.token, s3.accessKeyId, s3.secretAccessKey],
	};
};

const refuseToRun = async (): Promise<never> => {
	throw new Error('Nothing can run in a folder that is open for reading only.');
};

/** Serves what is in the folder to the same clients, and writes nothing. */
const openFolder = async (root: string, {workflow, clock}: ReadLocalCloudOptions, send: typeof fetch, stack: ClosingStack): Promise<Source> => {
	const {token, accessKeyId, secretAccessKey} = createCredentials();
	const {DataStores: stores} = localizeDocument(workflow.document, '');
	const server = await startS3Server({
		dataDir: join(root, 's3'), accessKeyId, secretAccessKey, region: localRegion, clock, isReadOnly: true, buckets: [...new Set(Object.values(stores).map(({Bucket: name}) => name))],
	});
	stack.add(server.close);
	const document = localizeDocument(workflow.document, server.endpoint);
	const {repositories, payloadUrl} = createLocalRepositories(document);
	const api = await startActionsApi({
		repositories, token, clock, runAction: refuseToRun, getEnv: () => ({}), dataDir: root, journalFile: join(root, 'runs.jsonl'), isReadOnly: true, parallelism: 0,
	});
	stack.add(api.close);
	const s3 = {endpoint: server.endpoint, accessKeyId, secretAccessKey};
	return {
		...connect({document, s3, github: {apiUrl: api.apiUrl, token}, payloadUrl, clock, fetch: send}, stack),
		secrets: [token, accessKeyId, secretAccessKey],
	};
};

const createRefusal = (root: string) => async (): Promise<never> => {
	throw new FaasrTuiError(`Nothing can run here: the data folder ${root} is open for reading only.`, {
		code: 'usage', hint: 'Use faasr-tui resume, or run the workflow with this --data-dir, once no other program uses the folder.',
	});
};

/** Clients that go over to the folder when the cloud they ask has ended. */
const follow = (root: string, first: Source, openNext: () => Promise<Source>, send: typeof fetch): Connection => {
	const {current, ask} = createFollower(first, openNext, async ({running}) => running !== undefined && !await answers(running, send));
	const refuse = createRefusal(root);
	const followBucket = (choose: (source: Source) => Bucket): Bucket => ({
		name: choose(first).name,
		list: async (prefix, options) => ask(async source => choose(source).list(prefix, options)),
		listFolders: async (prefix, options) => ask(async source => choose(source).listFolders(prefix, options)),
		read: async (key, options) => ask(async source => choose(source).read(key, options)),
		remove: refuse,
	});
	const doneBucket = followBucket(source => source.doneBucket);
	return {
		doneBucket,
		openStore: name => followBucket(source => source.openStore(name)),
		logBucket: first.logBucket === first.doneBucket ? doneBucket : followBucket(source => source.logBucket),
		platform: {
			...first.platform,
			getBudget: () => current().platform.getBudget?.(),
			dispatch: refuse,
			listRuns: async (query, options) => ask(async ({platform}) => platform.listRuns(query, options)),
			cancel: async (runId, options) => ask(async ({platform}) => platform.cancel(runId, options)),
			readRunLog: async (runId, options) => ask(async ({platform}) => platform.readRunLog(runId, options)),
		},
		defaultStore: first.defaultStore,
	};
};

const open = async (options: ReadLocalCloudOptions, stack: ClosingStack): Promise<Cloud> => {
	const {workflow, secrets = {}} = options;
	const root = requireDataFolder(options.dataDir);
	const own = openFetch();
	stack.add(own.close);
	const running = await findRunning(root, options, own.fetch);
	const openNext = async (): Promise<Source> => openFolder(root, options, own.fetch, stack);
	// One that runs another workflow knows nothing of this one's runs.
	const first = running?.workflow === workflow.name ? attach(running, options, own.fetch, stack) : await openNext();
	return {
		...follow(root, first, openNext, own.fetch),
		label: localCloudLabel,
		describe: () => describeLocalCloud(workflow.document, {dataDir: root}),
		checkBeforeTrigger: createRefusal(root),
		secrets: [...first.secrets, ...listActionSecrets(workflow.document, secrets)],
		close: stack.close,
	};
};

/**
Opens what a local cloud has kept in a data folder, to read it: no function runs, and nothing is made or changed there.

While another program runs the workflow on that folder it is asked, so that a run that goes on can be watched; from its end on the folder is read.
Throws a `FaasrTuiError` with code `usage` where there is no such folder.
*/
export const readLocalCloud = async (options: ReadLocalCloudOptions): Promise<Cloud> => openWithStack(async stack => open(options, stack));
