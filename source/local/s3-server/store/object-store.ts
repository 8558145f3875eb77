import {
	mkdirSync, readdirSync, rmSync, statSync,
} from 'node:fs';
import {rm} from 'node:fs/promises';
import path from 'node:path';
import {type Clock} from '../../../ports/clock.js';
import {type Checksums} from '../body/checksums.js';
import {S3Error} from '../s3-error.js';
import {openBucketObjects, type BucketObjects} from './bucket-objects.js';
import {checkBucketName, fromFolderName, toFolderName} from './bucket-name.js';
import {renderFooter} from './object-file.js';
import {type ObjectHeaders, type StoredObject} from './stored-object.js';
import {writeContent} from './write-content.js';

/** A new object on its way into a bucket. */
export type NewObject = {
	readonly key: string;
	readonly headers: ObjectHeaders;
	readonly chunks: AsyncIterable<Uint8Array>;
	/** Asked once the chunks have ended. */
	readonly checksums: () => Checksums;
	/** Instead of the MD5: the ETag of an object made of parts. */
	readonly etag?: string;
	/** Sees the object that would be replaced, and may throw. */
	readonly check: (current: StoredObject | undefined) => void;
};

/** The buckets of a data folder. */
export type ObjectStore = {
	/** Where files that are not objects yet may be written. */
	readonly draftFolder: string;
	readonly bucketNames: () => readonly string[];
	readonly createBucket: (name: string) => void;
	readonly removeBucket: (name: string) => void;
	/** The bucket, or `NoSuchBucket`. */
	readonly bucket: (name: string) => BucketObjects;
	readonly put: (bucket: string, object: NewObject) => Promise<StoredObject>;
};

const loadBuckets = (folder: string): Map<string, BucketObjects> => new Map(readdirSync(folder, {withFileTypes: true})
	.filter(entry => entry.isDirectory())
	.map(({name}) => [fromFolderName(name), openBucketObjects(path.join(folder, name), statSync(path.join(folder, name)).birthtimeMs)]));

/** Opens the data folder, created when missing, and drops what an earlier run left half written. */
export const openObjectStore = (dataDir: string, clock: Pick<Clock, 'now'>): ObjectStore => {
	const bucketFolder = path.join(dataDir, 'buckets');
	const draftFolder = path.join(dataDir, 'drafts');
	rmSync(draftFolder, {recursive: true, force: true});
	mkdirSync(draftFolder, {recursive: true});
	mkdirSync(bucketFolder, {recursive: true});
	const buckets = loadBuckets(bucketFolder);
	const toFolder = (name: string): string => path.join(bucketFolder, toFolderName(name));
	const getBucket = (name: string): BucketObjects => {
		const bucket = buckets.get(name);
		if (bucket === undefined) {
			throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
		}

		return bucket;
	};

	return {
		draftFolder,
		bucketNames: () => [...buckets.keys()].sort(),
		createBucket(name) {
			checkBucketName(name);
			buckets.set(name, openBucketObjects(toFolder(name), clock.now()));
		},
		removeBucket(name) {
			rmSync(toFolder(name), {recursive: true, force: true});
			buckets.delete(name);
		},
		bucket: getBucket,
		async put(bucketName, {key, headers, chunks, checksums, etag, check}) {
			getBucket(bucketName);
			let object: StoredObject | undefined;
			const draft = await writeContent(draftFolder, chunks, ({sizeBytes, md5}) => {
				object = {
					key, sizeBytes, etag: etag ?? md5, modifiedAt: clock.now(), headers, checksums: checksums(),
				};
				return renderFooter(object);
			});
			try {
				getBucket(bucketName).replace(object!, draft.path, check);
			} catch (error) {
				await rm(draft.path, {force: true});
				throw error;
			}

			return object!;
		},
	};
};
