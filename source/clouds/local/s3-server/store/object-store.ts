import {
	mkdirSync, readdirSync, rmSync, statSync,
} from 'node:fs';
import {rm} from 'node:fs/promises';
import path from 'node:path';
import {type Clock} from '../../../../ports/clock.js';
import {type Checksums} from '../body/checksums.js';
import {S3Error} from '../s3-error.js';
import {isBucketName} from '../../../../core/workflow/bucket-name.js';
import {openBucketObjects, type BucketObjects, type BucketFolder} from './bucket-objects.js';
import {checkBucketName, fromFolderName, toFolderName} from './bucket-name.js';
import {getOwnFolder, openOwnFolder} from './own-folder.js';
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
	readonly close: () => void;
};

const listFolders = (dataDir: string): readonly string[] => {
	try {
		return readdirSync(dataDir, {withFileTypes: true}).filter(entry => entry.isDirectory() && isBucketName(fromFolderName(entry.name))).map(({name}) => name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return [];
		}

		throw error;
	}
};

const openDrafts = (dataDir: string): void => {
	const folder = path.join(openOwnFolder(dataDir), 'drafts');
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {mode: 0o700});
};

const refuseWriting = (isReadOnly: boolean): void => {
	if (isReadOnly) {
		throw new S3Error(403, 'AccessDenied', 'This data folder is open for reading only.');
	}
};

/**
Opens the data folder: each bucket is a folder in it, each object a file of its own name in that, and `.faasr-tui` has the metadata.

It is created when missing, and what an earlier run left half written is dropped; not so when it is only read. A folder of an earlier version is a `FaasrTuiError`.
*/
export const openObjectStore = (dataDir: string, clock: Pick<Clock, 'now'>, {isReadOnly = false} = {}): ObjectStore => {
	const ownFolder = getOwnFolder(dataDir);
	const draftFolder = path.join(ownFolder, 'drafts');
	if (!isReadOnly) {
		openDrafts(dataDir);
	}

	const toPlace = (name: string): BucketFolder => ({
		folder: path.join(dataDir, toFolderName(name)), metadataFile: path.join(ownFolder, 'metadata', `${toFolderName(name)}.jsonl`), isReadOnly,
	});
	const buckets = new Map(listFolders(dataDir).map(folder => {
		const name = fromFolderName(folder);
		return [name, openBucketObjects(toPlace(name), statSync(path.join(dataDir, folder)).birthtimeMs)];
	}));
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
			buckets.set(name, openBucketObjects(toPlace(name), clock.now()));
		},
		removeBucket(name) {
			const {folder, metadataFile} = toPlace(name);
			buckets.get(name)?.close();
			rmSync(folder, {recursive: true, force: true});
			rmSync(metadataFile, {force: true});
			buckets.delete(name);
		},
		bucket: getBucket,
		async put(bucketName, {key, headers, chunks, checksums, etag, check}) {
			getBucket(bucketName);
			refuseWriting(isReadOnly);
			const draft = await writeContent(draftFolder, chunks);
			try {
				const object = {
					key, sizeBytes: draft.sizeBytes, etag: etag ?? draft.md5, modifiedAt: clock.now(), headers, checksums: checksums(),
				};
				getBucket(bucketName).replace(object, draft, check);
				return object;
			} catch (error) {
				await rm(draft.path, {force: true});
				throw error;
			}
		},
		close() {
			for (const bucket of buckets.values()) {
				bucket.close();
			}
		},
	};
};
