import {type S3} from '@aws-sdk/client-s3';
import {type StoreAccess} from '../ports/cloud.js';
import {describeStoreFailure, getHttpStatus} from '../clouds/s3/data-store-error.js';

const listedCount = 20;

/** One of the functions' files. */
export type StoredFile = {
	readonly key: string;
	readonly sizeBytes: number;
	/** By the store's clock (ms since the epoch). */
	readonly modifiedAt: number;
};

/** The functions' files as assertions look at them. */
export type StoredFiles = {
	/** An object; `undefined` when there is none. */
	readonly find: (key: string) => Promise<StoredFile | undefined>;
	readonly read: (key: string) => Promise<Uint8Array | undefined>;
	/** The first keys below a prefix. */
	readonly listKeys: (prefix: string, limit?: number) => Promise<readonly string[]>;
};

/** Looks at the default data store. A store that does not answer is an error of its own, not a missing file. */
export const createStoredFiles = (client: S3, {name, store: {Bucket}}: StoreAccess): StoredFiles => {
	const attempt = async <Result>(operation: string, send: () => Promise<Result>): Promise<Result> => {
		try {
			return await send();
		} catch (error) {
			throw describeStoreFailure(name, operation, error);
		}
	};

	return {
		// A listing tells a missing object from a missing bucket, which a HEAD does not.
		find: async key => attempt(`look for "${key}"`, async () => {
			const {Contents: [first] = []} = await client.listObjectsV2({Bucket, Prefix: key, MaxKeys: 1});
			return first?.Key === key ? {key, sizeBytes: first.Size ?? 0, modifiedAt: first.LastModified?.getTime() ?? 0} : undefined;
		}),
		read: async key => attempt(`read "${key}"`, async () => {
			try {
				const {Body} = await client.getObject({Bucket, Key: key});
				return await Body?.transformToByteArray() ?? new Uint8Array();
			} catch (error) {
				if (getHttpStatus(error) === 404 && (error as Error).name !== 'NoSuchBucket') {
					return undefined;
				}

				throw error;
			}
		}),
		listKeys: async (prefix, limit = listedCount) => attempt(`list "${prefix}"`, async () => {
			const {Contents = []} = await client.listObjectsV2({Bucket, Prefix: prefix, MaxKeys: limit});
			return Contents.flatMap(({Key}) => Key ?? []);
		}),
	};
};
