import {Buffer} from 'node:buffer';
import {renderChecksumHeaders} from '../body/checksums.js';
import {S3Error} from '../s3-error.js';
import {maxKeyBytes} from '../store/file-name.js';
import {collectObjectHeaders} from './object-headers.js';
import {type Operation} from './operation.js';
import {createWriteCheck} from './read-condition.js';

/** Refuses keys longer than S3 allows. */
export const checkKey = (key: string): void => {
	if (Buffer.byteLength(key) > maxKeyBytes) {
		throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
	}
};

/** PutObject: the object appears whole, once its body has arrived and its checksums agree. */
export const putObject: Operation = async ({store, request: {headers}, bucket, key, body}) => {
	checkKey(key);
	store.bucket(bucket);
	const {chunks, checksums} = body();
	const object = await store.put(bucket, {
		key, headers: collectObjectHeaders(headers), chunks, checksums, check: createWriteCheck(headers),
	});
	return {status: 200, headers: {ETag: `"${object.etag}"`, ...renderChecksumHeaders(object.checksums)}};
};
