import {type ListObjectsV2CommandOutput, type S3Client} from '@aws-sdk/client-s3';
import {type BucketObject} from '../../ports/bucket.js';
import {createUnexpectedAnswer, describeKey} from './data-store-error.js';

/** Where an operation goes. */
export type S3Target = {
	readonly client: S3Client;
	/** Name of the data store, for messages. */
	readonly storeName: string;
	readonly bucket: string;
	readonly signal: AbortSignal | undefined;
};

const decodeKey = (key: string, {EncodingType}: ListObjectsV2CommandOutput): string => {
	try {
		return EncodingType === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
	} catch {
		// Not encoded after all: one such key must not hide all others.
		return key;
	}
};

const readPage = (page: ListObjectsV2CommandOutput): readonly BucketObject[] => (page.Contents ?? []).map(({Key = '', Size = 0, ETag, LastModified}) => ({
	key: decodeKey(Key, page),
	sizeBytes: Size,
	// Some services leave the ETag out of listings; size and time change with the content, too.
	etag: ETag?.replaceAll('"', '') ?? `${Size}-${LastModified?.getTime() ?? 0}`,
	...(LastModified === undefined ? {} : {modifiedAt: LastModified.getTime()}),
}));

const readFolders = (page: ListObjectsV2CommandOutput): readonly string[] => (page.CommonPrefixes ?? []).map(({Prefix = ''}) => decodeKey(Prefix, page));

const isListing = ({KeyCount, IsTruncated}: ListObjectsV2CommandOutput): boolean => KeyCount !== undefined || IsTruncated !== undefined;

/** Every page of a listing, one after the other. */
const listPages = async function * ({client, storeName, bucket, signal}: S3Target, prefix: string, delimiter?: string): AsyncGenerator<ListObjectsV2CommandOutput> {
	const {ListObjectsV2Command} = await import('./sdk.js');
	const seenTokens = new Set<string>();
	let token: string | undefined;
	do {
		const page: ListObjectsV2CommandOutput = await client.send(new ListObjectsV2Command({
			Bucket: bucket, Prefix: prefix, EncodingType: 'url',
			...(delimiter === undefined ? {} : {Delimiter: delimiter}),
			...(token === undefined ? {} : {ContinuationToken: token}),
		}), {...(signal && {abortSignal: signal})});
		if (!isListing(page)) {
			// The SDK takes any page of HTML for an empty listing.
			throw createUnexpectedAnswer(storeName, `list ${describeKey(prefix)}`, 'the answer is not a listing of S3');
		}

		yield page;
		const nextToken = page.IsTruncated ? page.NextContinuationToken : undefined;
		if (page.IsTruncated && (nextToken === undefined || seenTokens.has(nextToken))) {
			throw createUnexpectedAnswer(storeName, `list ${describeKey(prefix)}`, 'the listing says that it goes on but not where');
		}

		token = nextToken;
		seenTokens.add(token ?? '');
	} while (token !== undefined);
};

/** Every object below a prefix, all pages, each key once; of more than `atMost` the first ones, and no page beyond them. */
export const listObjects = async (target: S3Target, prefix: string, atMost = Number.POSITIVE_INFINITY): Promise<readonly BucketObject[]> => {
	const objects = new Map<string, BucketObject>();
	for await (const page of listPages(target, prefix)) {
		for (const object of readPage(page)) {
			objects.set(object.key, object);
		}

		if (objects.size >= atMost) {
			break;
		}
	}

	return [...objects.values()].slice(0, Math.min(atMost, objects.size));
};

/** The names of the folders right below a prefix, each once. */
export const listFolders = async (target: S3Target, prefix: string): Promise<readonly string[]> => {
	const folders = new Set<string>();
	for await (const page of listPages(target, prefix, '/')) {
		for (const folder of readFolders(page)) {
			folders.add(folder.slice(prefix.length, -1));
		}
	}

	return [...folders];
};
