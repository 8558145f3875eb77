import {type WorkflowDocument} from '../../core/workflow/document.js';
import {createGithubActionsPlatform} from '../github/create-github-actions-platform.js';
import {type Bucket} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {createS3Bucket} from '../s3/create-s3-bucket.js';
import {type ClosingStack} from '../../ports/closing-stack.js';
import {localCloudLabel, type LocalCloud} from './local-cloud.js';

/** Nobody's rate limit is spent on loopback. */
const pollIntervalMs = 500;

export type ConnectionOptions = Pick<LocalCloud, 's3'> & {
	/** With the endpoint of the S3 server in its data stores. */
	readonly document: WorkflowDocument;
	readonly github: Pick<LocalCloud['github'], 'apiUrl' | 'token'>;
	/** Where actions fetch the document: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	readonly clock: Clock;
	readonly fetch: typeof fetch;
};

/** The clients of a local cloud. */
export type Connection = Pick<Cloud, 'logBucket' | 'doneBucket' | 'platform' | 'defaultStore'> & Required<Pick<Cloud, 'openStore'>>;

/** Connects to the servers of a local cloud. Nothing is sent yet. */
export const connect = ({document, s3, github: {apiUrl, token}, payloadUrl, clock, fetch: send}: ConnectionOptions, stack: ClosingStack): Connection => {
	const {accessKeyId, secretAccessKey} = s3;
	const credentials = {accessKeyId, secretAccessKey};
	const getStore = (name: string) => document.DataStores[name] ?? {Bucket: name};
	const opened = new Map<string, Bucket>();
	const openStore = (name: string): Bucket => {
		const known = opened.get(name);
		if (known !== undefined) {
			return known;
		}

		const bucket = createS3Bucket({store: getStore(name), name, credentials});
		stack.add(bucket.close);
		opened.set(name, bucket);
		return bucket;
	};

	return {
		doneBucket: openStore(document.DefaultDataStore),
		logBucket: openStore(document.LoggingDataStore ?? document.DefaultDataStore),
		openStore,
		platform: createGithubActionsPlatform({
			document, payloadUrl, token, apiUrl, clock, label: localCloudLabel, pollIntervalMs, fetch: send,
		}),
		defaultStore: {name: document.DefaultDataStore, store: getStore(document.DefaultDataStore), credentials},
	};
};
