import {type GetObjectCommandOutput} from '@aws-sdk/client-s3';
import {type BucketRange} from '../../ports/bucket.js';
import {createUnexpectedAnswer, describeKey, getHttpStatus} from './data-store-error.js';
import {type S3Target} from './list-objects.js';

const maxBodyReads = 3;

const isMissingObject = (error: unknown): boolean => getHttpStatus(error) === 404 && (error as Error).name !== 'NoSuchBucket';

/** What the answer's `Content-Range` says, as `bytes 5-9/10` does. */
const parseContentRange = (text: string | undefined) => {
	const groups = /^bytes (?<first>\d+)-(?<last>\d+)\//i.exec(text ?? '')?.groups;
	return groups === undefined ? undefined : {firstByte: Number(groups['first']), lastByte: Number(groups['last'])};
};

const getStartByte = ({$metadata, ContentRange}: GetObjectCommandOutput, startByte: number): number | undefined => {
	if ($metadata.httpStatusCode !== 206) {
		return 0;
	}

	return parseContentRange(ContentRange)?.firstByte === startByte ? startByte : undefined;
};

const readBody = async (response: GetObjectCommandOutput): Promise<Uint8Array> => {
	const bytes = await response.Body?.transformToByteArray() ?? new Uint8Array();
	const range = response.$metadata.httpStatusCode === 206 ? parseContentRange(response.ContentRange) : undefined;
	const expectedBytes = range === undefined ? response.ContentLength : range.lastByte - range.firstByte + 1;
	if (expectedBytes !== undefined && bytes.length !== expectedBytes) {
		throw Object.assign(new Error('The body is shorter than announced.'), {code: 'ECONNRESET'});
	}

	return bytes;
};

/** A portal's page can have an ETag, too; what it cannot have is S3's request id. */
const isWebPage = ({ContentType, $metadata}: GetObjectCommandOutput): boolean =>
	$metadata.requestId === undefined && /^text\/html\b/i.test(ContentType ?? '');

/** Whether an ETag is the MD5 of its object: not that of an upload in parts, and not with a key of KMS or of the user's own. */
const isMd5 = (etag: string, {ServerSideEncryption: encryption, SSECustomerAlgorithm: ownKey}: GetObjectCommandOutput): boolean =>
	/^[\da-f]{32}$/u.test(etag) && ownKey === undefined && (encryption === undefined || encryption === 'AES256');

type ByteRange = {readonly startByte: number; readonly maxBytes?: number | undefined};

const readOnce = async ({client, storeName, bucket, signal}: S3Target, key: string, {startByte, maxBytes}: ByteRange) => {
	const {GetObjectCommand} = await import('./sdk.js');
	const response = await client.send(
		new GetObjectCommand({Bucket: bucket, Key: key, ...(startByte > 0 || maxBytes !== undefined ? {Range: `bytes=${startByte}-${maxBytes === undefined ? '' : startByte + maxBytes - 1}`} : {})}),
		{...(signal && {abortSignal: signal})},
	);
	const answeredStart = getStartByte(response, startByte);
	const isObject = response.ETag !== undefined && !isWebPage(response);
	if (!isObject || answeredStart === undefined) {
		(response.Body as {readonly destroy?: () => void} | undefined)?.destroy?.();
		throw createUnexpectedAnswer(storeName, `read ${describeKey(key)}`, isObject ? 'the answer is another range than asked for' : 'the answer is not an object of S3');
	}

	const etag = response.ETag!.replaceAll('"', '');
	return {etag, ...(isMd5(etag, response) && {md5: etag}), startByte: answeredStart, readBytes: async () => readBody(response)};
};

/** An object from `startByte` on, at most `maxBytes` of it; `undefined` when there is none. The SDK does not try again once a body has begun, so this does. */
export const readObject = async (target: S3Target, key: string, range: ByteRange): Promise<BucketRange | undefined> => {
	for (let readCount = 1; ; readCount++) {
		try {
			const {readBytes, ...answer} = await readOnce(target, key, range);
			try {
				return {...answer, bytes: await readBytes()};
			} catch (error) {
				if (readCount === maxBodyReads || target.signal?.aborted) {
					throw error;
				}
			}
		} catch (error) {
			if (isMissingObject(error)) {
				return undefined;
			}

			if (getHttpStatus(error) === 416) {
				return {bytes: new Uint8Array(), startByte: range.startByte, etag: ''};
			}

			throw error;
		}
	}
};
