import process from 'node:process';
import {type DataStore, type WorkflowDocument} from '../../core/workflow/document.js';
import {getLoggingStore} from '../../clouds/credentials/credential-names.js';
import {type Credentials, listSecretValues} from '../../clouds/credentials/credentials.js';
import {createMissingError, describeUsed} from '../../clouds/credentials/describe-credentials.js';
import {findCredentials} from '../../clouds/credentials/find-credentials.js';
import {createPlatforms} from '../../clouds/platforms/create-platforms.js';
import {describeUnseen} from '../../clouds/platforms/describe-unseen.js';
import {type Cloud} from '../../ports/cloud.js';
import {checkBeforeTrigger} from '../preflight/check-before-trigger.js';
import {getPayloadUrl} from '../preflight/payload-url.js';
import {createS3Bucket, type S3Bucket} from '../../clouds/s3/create-s3-bucket.js';
import {type OpenCloudOptions} from './cloud-options.js';

const getStore = ({DataStores}: WorkflowDocument, name: string): DataStore => ({Bucket: '', ...DataStores[name]});

const createStores = ({workflow: {document}}: OpenCloudOptions, {stores}: Credentials) => {
	const opened = new Map<string, S3Bucket>();
	return {
		openStore(name: string): S3Bucket {
			const credentials = stores.get(name);
			const bucket = opened.get(name) ?? createS3Bucket({store: getStore(document, name), name, ...(credentials && {credentials})});
			opened.set(name, bucket);
			return bucket;
		},
		closeStores() {
			for (const {close} of opened.values()) {
				close();
			}
		},
	};
};

/** GitHub Actions and the document's own data stores. Throws a `FaasrTuiError` with code `credentials` that lists all that is missing. */
export const openGithubCloud = async (options: OpenCloudOptions): Promise<Cloud> => {
	const {workflow, workflowFile, clock, env = process.env, envFile} = options;
	const {document} = workflow;
	const credentials = findCredentials(document, {env, envFile});
	if (credentials.missing.length > 0) {
		throw createMissingError(credentials.missing);
	}

	const {openStore, closeStores} = createStores(options, credentials);
	const {apiUrl} = credentials;
	const payloadUrl = getPayloadUrl(document, credentials.repository, workflowFile);
	const {platform, unseen} = createPlatforms({document, payloadUrl, credentials, clock});
	const keys = credentials.stores.get(document.DefaultDataStore);
	return {
		label: platform.label,
		describe: () => [describeUsed(credentials), ...[describeUnseen(unseen, document)].filter(sentence => sentence !== undefined)],
		credentialNames: [...new Set(credentials.used.map(({variable}) => variable))],
		checkBeforeTrigger: async ({signal} = {}) => checkBeforeTrigger({document, workflowFile, credentials, apiUrl, clock}, signal),
		platform,
		logBucket: openStore(getLoggingStore(document)),
		doneBucket: openStore(document.DefaultDataStore),
		openStore,
		defaultStore: {
			name: document.DefaultDataStore,
			store: getStore(document, document.DefaultDataStore),
			...(keys && {credentials: keys}),
		},
		secrets: listSecretValues(credentials),
		async close() {
			closeStores();
		},
	};
};
