import {findEndpointFault} from '../../core/workflow/endpoint.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../ports/bucket.js';
import {createS3Client, isAnonymousStore, type S3ClientOptions} from './create-s3-client.js';
import {describeCredentials, describeKey, describeStoreFailure} from './data-store-error.js';
import {listFolders, listObjects, type S3Target} from './list-objects.js';
import {readObject} from './read-object.js';
import {removeObjects} from './remove-objects.js';

/** A data store to open. */
export type S3BucketOptions = S3ClientOptions & {
	/** Its name in the document. */
	readonly name: string;
};

/** A bucket that keeps connections open until it is closed. */
export type S3Bucket = Bucket & {
	/** Ends its connections. */
	readonly close: () => void;
};

const checkEndpoint = ({name, store: {Endpoint}}: S3BucketOptions): void => {
	const fault = findEndpointFault(Endpoint);
	if (fault !== undefined) {
		throw new FaasrTuiError(`The Endpoint of data store ${name} ${fault.reason}.`, {code: 'document-invalid', hint: `Write DataStores.${name}.Endpoint as ${fault.right}.`});
	}
};

const checkCredentials = ({name, store, credentials}: S3BucketOptions): void => {
	if (!isAnonymousStore(store) && (credentials === undefined || credentials.accessKeyId === '' || credentials.secretAccessKey === '')) {
		throw new FaasrTuiError(`Data store ${name} needs credentials and none are set.`, {code: 'credentials', hint: describeCredentials(name)});
	}
};

/** Opens a data store of a workflow document. Nothing is sent before the first operation. */
export const createS3Bucket = (options: S3BucketOptions): S3Bucket => {
	const {name, store} = options;
	checkEndpoint(options);
	let opening: ReturnType<typeof createS3Client> | undefined;

	const attempt = async <Result>(operation: string, signal: AbortSignal | undefined, run: (target: S3Target) => Promise<Result>): Promise<Result> => {
		signal?.throwIfAborted();
		checkCredentials(options);
		opening ??= createS3Client(options);
		try {
			return await run({
				client: await opening, storeName: name, bucket: store.Bucket, signal,
			});
		} catch (error) {
			// While a body arrives, the SDK reports an abort as a broken connection.
			signal?.throwIfAborted();
			throw isFaasrTuiError(error) ? error : describeStoreFailure(name, operation, error, store.Endpoint);
		}
	};

	return {
		name,
		list: async (prefix, {signal, atMost} = {}) => attempt(`list ${describeKey(prefix)}`, signal, async target => listObjects(target, prefix, atMost)),
		listFolders: async (prefix, {signal} = {}) => attempt(`list ${describeKey(prefix)}`, signal, async target => listFolders(target, prefix)),
		read: async (key, {signal, startByte = 0, maxBytes} = {}) => attempt(`read ${describeKey(key)}`, signal, async target => readObject(target, key, {startByte, maxBytes})),
		remove: async (keys, {signal} = {}) => attempt(`remove ${keys.length} objects`, signal, async target => removeObjects(target, keys)),
		close() {
			void (async () => {
				// One that could not be opened was told where it was used, and has nothing to close.
				const [opened] = await Promise.allSettled([opening]);
				if (opened.status === 'fulfilled') {
					opened.value?.destroy();
				}
			})();
		},
	};
};
