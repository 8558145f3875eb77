import {createReadStream, createWriteStream} from 'node:fs';
import {rm, stat} from 'node:fs/promises';
import {type Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {
	DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client, S3ServiceException,
} from '@aws-sdk/client-s3';
import {getS3ClientConfig} from '../../s3/create-s3-client.js';

/** Where a data store is and how to get in, as FaaSr's document and secrets say. */
export type DataStoreAddress = {
	readonly bucket: string;
	readonly region: string;
	readonly endpoint?: string;
	readonly accessKey?: string;
	readonly secretKey?: string;
	/** Requests are not signed. */
	readonly isAnonymous: boolean;
};

/** A data store as FaaSr's container uses it. */
export type DataStore = {
	readonly bucket: string;
	readonly check: () => Promise<void>;
	/** `undefined` when there is no such object. */
	readonly read: (key: string) => Promise<Uint8Array | undefined>;
	readonly write: (key: string, body: Uint8Array | string) => Promise<void>;
	readonly remove: (key: string) => Promise<void>;
	/** The first 1000 keys: FaaSr never asks for the next page (faasr.md 2a). */
	readonly list: (prefix: string) => Promise<readonly string[]>;
	readonly download: (key: string, path: string) => Promise<void>;
	readonly upload: (path: string, key: string) => Promise<void>;
	readonly close: () => void;
};

/** What S3 itself answered, as opposed to a fault on the way there: FaaSr treats the two differently (faasr.md 3a). */
export const getRefusalStatus = (error: unknown): number | undefined =>
	error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const createClient = ({bucket, region, endpoint, accessKey, secretKey, isAnonymous}: DataStoreAddress): S3Client => new S3Client(getS3ClientConfig({
	store: {Bucket: bucket, Region: region, ...(endpoint !== undefined && {Endpoint: endpoint})},
	// Never the user's own AWS profile or variables: the document's credentials or none.
	...(!isAnonymous && {credentials: {accessKeyId: accessKey ?? '', secretAccessKey: secretKey ?? ''}}),
}));

/** Opens a data store; every request ends when `signal` aborts. */
export const openDataStore = (address: DataStoreAddress, signal: AbortSignal): DataStore => {
	const client = createClient(address);
	const options = {abortSignal: signal};
	const {bucket} = address;
	const object = (key: string) => ({Bucket: bucket, Key: key});
	return {
		bucket,
		async check() {
			await client.send(new HeadBucketCommand({Bucket: bucket}), options);
		},
		async read(key) {
			try {
				const {Body} = await client.send(new GetObjectCommand(object(key)), options);
				return await Body?.transformToByteArray() ?? new Uint8Array();
			} catch (error) {
				if (getRefusalStatus(error) === 404) {
					return undefined;
				}

				throw error;
			}
		},
		async write(key, body) {
			await client.send(new PutObjectCommand({...object(key), Body: body}), options);
		},
		async remove(key) {
			await client.send(new DeleteObjectCommand(object(key)), options);
		},
		async list(prefix) {
			const {Contents = []} = await client.send(new ListObjectsV2Command({Bucket: bucket, Prefix: prefix}), options);
			return Contents.flatMap(({Key}) => Key === undefined ? [] : [Key]);
		},
		async download(key, path) {
			const {Body} = await client.send(new GetObjectCommand(object(key)), options);
			const file = createWriteStream(path);
			try {
				await pipeline(Body as Readable, file, {signal});
			} catch (error) {
				// A half of a file must not pass for the file; one that could not be opened is not ours to remove.
				if (!file.pending) {
					await rm(path, {force: true});
				}

				throw error;
			}
		},
		async upload(path, key) {
			const {size} = await stat(path);
			await client.send(new PutObjectCommand({...object(key), Body: createReadStream(path), ContentLength: size}), options);
		},
		close() {
			client.destroy();
		},
	};
};
