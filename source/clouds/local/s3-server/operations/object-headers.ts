import {Buffer} from 'node:buffer';
import {S3Error} from '../s3-error.js';
import {type ObjectHeaders, type StoredObject} from '../store/stored-object.js';

const kept = new Set(['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires']);
const metadataPrefix = 'x-amz-meta-';
const maxMetadataBytes = 2048;

// The framing of the upload is not an encoding of the object.
const getContentEncoding = (headers: ReadonlyMap<string, string>): string =>
	(headers.get('content-encoding') ?? '').split(',').map(encoding => encoding.trim()).filter(encoding => encoding !== '' && encoding !== 'aws-chunked').join(',');

/** The headers of an upload that are stored with the object. */
export const collectObjectHeaders = (headers: ReadonlyMap<string, string>): ObjectHeaders => {
	const entries = [...headers].filter(([name]) => kept.has(name) || name.startsWith(metadataPrefix));
	const metadataBytes = entries
		.filter(([name]) => name.startsWith(metadataPrefix))
		.reduce((sum, [name, value]) => sum + name.length - metadataPrefix.length + Buffer.byteLength(value, 'latin1'), 0);
	if (metadataBytes > maxMetadataBytes) {
		throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
	}

	const encoding = getContentEncoding(headers);
	return {...Object.fromEntries(entries), ...(encoding === '' ? {} : {'content-encoding': encoding})};
};

/** The headers an object is answered with. */
export const renderObjectHeaders = (object: StoredObject): Record<string, string> => ({
	'content-type': 'binary/octet-stream',
	...object.headers,
	ETag: `"${object.etag}"`,
	'Last-Modified': new Date(object.modifiedAt).toUTCString(),
	'Accept-Ranges': 'bytes',
});
