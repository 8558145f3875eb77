import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {type Bucket, type BucketObject} from '../ports/bucket.js';

type Stored = BucketObject & {readonly bytes: Uint8Array};

/** A bucket in memory, and what a test may do to it. */
export type InMemoryBucket = Bucket & {
	/** Puts an object in place; `at` is its modification time in milliseconds, one more than the last one's when left out. */
	readonly put: (key: string, content: string | Uint8Array, options?: {readonly at?: number}) => void;
	readonly delete: (key: string) => void;
	/** Makes the next `count` operations fail with `error`. */
	readonly failNext: (error: Error, count?: number) => void;
	/** How many listings were asked for. */
	readonly listCount: number;
	/** How many reads were asked for. */
	readonly readCount: number;
	/** How many bytes reads have answered. */
	readonly bytesRead: number;
};

const compareBytes = (left: BucketObject, right: BucketObject): number => Buffer.compare(Buffer.from(left.key), Buffer.from(right.key));

const createObject = (key: string, content: string | Uint8Array, modifiedAt: number): Stored => {
	const bytes = Uint8Array.from(Buffer.from(content));
	return {
		key, bytes, sizeBytes: bytes.length, etag: createHash('md5').update(bytes).digest('hex'), modifiedAt,
	};
};

const getObjects = (objects: readonly Stored[], prefix: string): readonly BucketObject[] => objects
	.filter(({key}) => key.startsWith(prefix))
	.toSorted(compareBytes)
	.map(({bytes, ...object}) => object);

const getFolders = (keys: readonly string[], prefix: string): readonly string[] => {
	const below = keys.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length));
	return [...new Set(below.filter(rest => rest.includes('/')).map(rest => rest.slice(0, rest.indexOf('/'))))].sort();
};

/** Creates a bucket in memory that answers like S3: listings in byte order, one ETag per content, an empty read beyond the end. */
export const createInMemoryBucket = (name: string): InMemoryBucket => {
	const objects = new Map<string, Stored>();
	const failures: Error[] = [];
	const counts = {list: 0, read: 0, bytes: 0};
	let lastModifiedAt = 0;
	const begin = (signal: AbortSignal | undefined): void => {
		signal?.throwIfAborted();
		const failure = failures.shift();
		if (failure !== undefined) {
			throw failure;
		}
	};

	return {
		name,
		async list(prefix, {signal, atMost} = {}) {
			counts.list++;
			begin(signal);
			return getObjects([...objects.values()], prefix).slice(0, atMost);
		},
		async listFolders(prefix, {signal} = {}) {
			counts.list++;
			begin(signal);
			return getFolders([...objects.keys()], prefix);
		},
		async read(key, {signal, startByte = 0, maxBytes = Number.POSITIVE_INFINITY} = {}) {
			counts.read++;
			begin(signal);
			const object = objects.get(key);
			const bytes = object?.bytes.slice(startByte, startByte + maxBytes) ?? new Uint8Array();
			counts.bytes += bytes.length;
			return object && {bytes, startByte, etag: object.etag, md5: object.etag};
		},
		async remove(keys, {signal} = {}) {
			begin(signal);
			for (const key of keys) {
				objects.delete(key);
			}
		},
		put(key, content, {at = lastModifiedAt + 1} = {}) {
			lastModifiedAt = at;
			objects.set(key, createObject(key, content, at));
		},
		delete(key) {
			objects.delete(key);
		},
		failNext(error, count = 1) {
			failures.push(...Array.from({length: count}, () => error));
		},
		get listCount() {
			return counts.list;
		},
		get readCount() {
			return counts.read;
		},
		get bytesRead() {
			return counts.bytes;
		},
	};
};
