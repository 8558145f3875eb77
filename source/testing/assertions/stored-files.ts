import {type S3} from '@aws-sdk/client-s3';
import {type StoreAccess} from '../../ports/cloud.js';
import {describeStoreFailure, getHttpStatus} from '../../s3/data-store-error.js';

const listedCount = 20;

/** The functions' files as assertions look at them. */
export type StoredFiles = {
	/** Size of an object in bytes; `undefined` when there is none. */
	readonly getSize: (key: string) => Promise<number | undefined>;
	readonly read: (key: string) => Promise<Uint8Array | undefined>;
	/** Some of the keys below a prefix. */
	readonly listKeys: (prefix: string) => Promise<readonly string[]>;
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
		getSize: async key => attempt(`look for "${key}"`, async () => {
			const {Contents: [first] = []} = await client.listObjectsV2({Bucket, Prefix: key, MaxKeys: 1});
			return first?.Key === key ? first.Size ?? 0 : undefined;
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
		listKeys: async prefix => attempt(`list "${prefix}"`, async () => {
			const {Contents = []} = await client.listObjectsV2({Bucket, Prefix: prefix, MaxKeys: listedCount});
			return Contents.flatMap(({Key}) => Key ?? []);
		}),
	};
};
