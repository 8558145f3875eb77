import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {type WorkflowDocument} from '../core/workflow/document.js';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';
import {createGithubActionsPlatform} from '../platforms/github-actions/create-github-actions-platform.js';
import {createS3Bucket} from '../s3/create-s3-bucket.js';
import {type Cloud} from '../ports/cloud.js';
import {findCredential, getLoggingStore, getStoreVariables, getTokenVariables, type Environment} from './credentials.js';
import {type OpenCloudOptions} from './open-cloud.js';

/** Keys of one data store; none for an anonymous one. */
type StoreKeys = {readonly accessKeyId: string; readonly secretAccessKey: string};

type Found = {
	readonly token: string;
	readonly repository: string;
	readonly keys: ReadonlyMap<string, StoreKeys>;
};

const isAnonymous = (document: WorkflowDocument, store: string): boolean => (document.DataStores[store]?.Anonymous ?? '') !== '';

const getEntryServer = (document: WorkflowDocument): string => document.ActionList[document.FunctionInvoke]?.FaaSServer ?? '';

const findStoreKeys = (document: WorkflowDocument, env: Environment, missing: string[]): ReadonlyMap<string, StoreKeys> => {
	const keys = new Map<string, StoreKeys>();
	for (const store of new Set([document.DefaultDataStore, getLoggingStore(document)])) {
		if (isAnonymous(document, store)) {
			continue;
		}

		const names = getStoreVariables(store);
		const accessKeyId = findCredential(env, names.accessKey)?.value;
		const secretAccessKey = findCredential(env, names.secretKey)?.value;
		if (accessKeyId === undefined) {
			missing.push(`${names.accessKey[0]} (access key of the data store ${store})`);
		}

		if (secretAccessKey === undefined) {
			missing.push(`${names.secretKey[0]} (secret key of the data store ${store})`);
		}

		keys.set(store, {accessKeyId: accessKeyId ?? '', secretAccessKey: secretAccessKey ?? ''});
	}

	return keys;
};

/** Finds everything at once, so that the user is told of every missing credential and not of one after the other. */
const findAll = (document: WorkflowDocument, env: Environment): Found => {
	const missing: string[] = [];
	const token = findCredential(env, getTokenVariables(getEntryServer(document)))?.value;
	const repository = findCredential(env, ['GITHUB_REPOSITORY'])?.value;
	if (token === undefined) {
		missing.push('GITHUB_TOKEN (to dispatch and watch runs)');
	}

	if (repository === undefined || !/^[^/\s]+\/[^/\s]+$/u.test(repository)) {
		missing.push('GITHUB_REPOSITORY (owner/repo that holds the workflow document)');
	}

	const keys = findStoreKeys(document, env, missing);
	if (missing.length > 0) {
		throw new FaasrTuiError(`Credentials are missing: ${missing.join(', ')}.`, {
			code: 'credentials',
			hint: 'Set them in the environment or in .env (see .env.template), or add --local to run on this machine.',
		});
	}

	return {token: token ?? '', repository: repository ?? '', keys};
};

/** The folder that holds `.git`, looking upwards. */
const findWorkTree = (folder: string): string | undefined => {
	if (fs.existsSync(path.join(folder, '.git'))) {
		return folder;
	}

	const parent = path.dirname(folder);
	return parent === folder ? undefined : findWorkTree(parent);
};

/** `owner/repo/branch/path.json`: where actions fetch the document (FaaSr's PAYLOAD_URL). */
export const getPayloadUrl = (document: WorkflowDocument, repository: string, workflowFile: string): string => {
	const branch = document.ComputeServers[getEntryServer(document)]?.Branch ?? 'main';
	const folder = path.dirname(workflowFile);
	const root = findWorkTree(folder) ?? folder;
	return `${repository}/${branch}/${path.relative(root, workflowFile).split(path.sep).join('/')}`;
};

/** GitHub Actions and the document's own data stores. Throws a `FaasrTuiError` with code `credentials` that lists all that is missing. */
export const openGithubCloud = async ({workflow, workflowFile, clock, env = process.env}: OpenCloudOptions): Promise<Cloud> => {
	const {document} = workflow;
	const {token, repository, keys} = findAll(document, env);
	const openBucket = (name: string) => {
		const store = document.DataStores[name] ?? {Bucket: ''};
		const credentials = keys.get(name);
		return createS3Bucket({store, name, ...(credentials && {credentials})});
	};

	const logBucket = openBucket(getLoggingStore(document));
	const doneBucket = getLoggingStore(document) === document.DefaultDataStore ? logBucket : openBucket(document.DefaultDataStore);
	const platform = createGithubActionsPlatform({
		document, payloadUrl: getPayloadUrl(document, repository, workflowFile), token, apiUrl: env['GITHUB_API_URL'], clock,
	});
	const defaultKeys = keys.get(document.DefaultDataStore);
	return {
		label: platform.label,
		platform,
		logBucket,
		doneBucket,
		defaultStore: {
			name: document.DefaultDataStore,
			store: document.DataStores[document.DefaultDataStore] ?? {Bucket: ''},
			...(defaultKeys && {credentials: defaultKeys}),
		},
		secrets: [token, ...[...keys.values()].flatMap(key => [key.accessKeyId, key.secretAccessKey])],
		async close() {
			logBucket.close();
			doneBucket.close();
		},
	};
};
