import {type S3Client, type S3ClientConfig} from '@aws-sdk/client-s3';
import {type DataStore} from '../../core/workflow/document.js';
import {limitAnswers} from './limit-answers.js';
import {createProxyHandler, findStoreProxy} from './proxy-handler.js';
import {silenceSdk} from './silence-sdk.js';

/** The key pair of a data store, `{Store}_AccessKey` and `{Store}_SecretKey`. */
export type StoreCredentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
};

/** How long to wait for a connection, for the start of an answer, and between two pieces of it. */
export type S3Timeouts = {
	/** @default 5000 */
	readonly connectMs?: number;
	/** @default 10000 */
	readonly requestMs?: number;
	/** @default 15000 */
	readonly socketMs?: number;
};

/** Which S3 service a client talks to, and as whom. */
export type S3ClientOptions = {
	readonly store: DataStore;
	/** Left out for an anonymous store; nothing is ever taken from the user's AWS profile. */
	readonly credentials?: StoreCredentials | undefined;
	readonly timeouts?: S3Timeouts;
};

const ignore = (): void => undefined;

// The SDK warns on the console unless it is given a logger, in the middle of the screen.
const silentLogger = {
	trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore,
};

/** FaaSr takes any non-empty string for yes, "FALSE" too. */
export const isAnonymousStore = ({Anonymous}: DataStore): boolean => Boolean(Anonymous);

const getIdentity = ({store, credentials}: S3ClientOptions): Pick<S3ClientConfig, 'credentials' | 'signer'> => {
	if (credentials !== undefined && !isAnonymousStore(store)) {
		return {credentials: {...credentials}};
	}

	// Without credentials the SDK would look for some; the signer leaves requests as they are.
	return {credentials: {accessKeyId: '', secretAccessKey: ''}, signer: {sign: async request => request}};
};

const getAddress = ({store}: S3ClientOptions): S3ClientConfig => {
	const region = store.Region === undefined || store.Region === '' ? 'us-east-1' : store.Region;
	return store.Endpoint === undefined || store.Endpoint === ''
		? {region}
		: {region, endpoint: store.Endpoint, forcePathStyle: true};
};

/** How the SDK's clients are set up here: bounded in time, silent, and careful with services that are not AWS. */
export const getS3ClientConfig = (options: S3ClientOptions): S3ClientConfig => {
	const {connectMs = 5000, requestMs = 10_000, socketMs = 15_000} = options.timeouts ?? {};
	const proxy = findStoreProxy(options.store);
	silenceSdk();
	return {
		...getAddress(options),
		...getIdentity(options),
		// A wrong Region in the document costs a request more, where S3 says which one is right.
		followRegionRedirects: true,
		maxAttempts: 3,
		retryMode: 'standard',
		// Only AWS itself is sure to understand the SDK's checksums.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		logger: silentLogger,
		requestHandler: proxy === undefined
			? {
				connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true, socketTimeout: socketMs, logger: silentLogger,
			}
			: createProxyHandler(proxy, {requestMs, socketMs}),
	};
};

/** Creates the S3 client of a data store. Call `destroy()` when done with it. */
export const createS3Client = async (options: S3ClientOptions): Promise<S3Client> => {
	// Loaded on first use: importing it takes as long as starting the rest of the program.
	const {S3Client: Client} = await import('./sdk.js');
	const client = new Client(getS3ClientConfig(options));
	limitAnswers(client);
	return client;
};
