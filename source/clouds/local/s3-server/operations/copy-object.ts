import {Buffer} from 'node:buffer';
import {decodePercent} from '../request/percent-encoding.js';
import {S3Error} from '../s3-error.js';
import {respondXml} from '../s3-response.js';
import {iterateContent} from '../store/read-content.js';
import {renderXml} from '../xml/render-xml.js';
import {parseRange} from './byte-range.js';
import {getStoredObject} from './get-object.js';
import {collectObjectHeaders} from './object-headers.js';
import {type Operation, type OperationInput} from './operation.js';
import {checkKey} from './put-object.js';
import {checkCopyCondition, createWriteCheck} from './read-condition.js';

/** Bucket and key of `x-amz-copy-source`. */
const parseCopySource = (header: string): {readonly bucket: string; readonly key: string} => {
	const text = decodePercent(Buffer.from(header, 'latin1').toString());
	const match = /^\/?(?<bucket>[^/]+)\/(?<key>.+)$/s.exec(text);
	if (match === null || /\?versionid=/i.test(header)) {
		throw new S3Error(400, 'InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
	}

	return {bucket: match.groups!['bucket']!, key: match.groups!['key']!};
};

/** Opens what `x-amz-copy-source` and `x-amz-copy-source-range` name. */
export const openCopySource = (input: OperationInput) => {
	const {store, request: {headers}} = input;
	const source = parseCopySource(headers.get('x-amz-copy-source') ?? '');
	const object = getStoredObject(input, source.bucket, source.key);
	checkCopyCondition(headers, object);
	const {startByte, lengthBytes} = parseRange(headers.get('x-amz-copy-source-range'), object.sizeBytes)
		?? {startByte: 0, lengthBytes: object.sizeBytes};
	return {...source, object, chunks: iterateContent(store.bucket(source.bucket).open(source.key), startByte, lengthBytes)};
};

/** CopyObject; `x-amz-metadata-directive` decides whose metadata the copy gets. */
export const copyObject: Operation = async input => {
	const {store, request: {headers}, bucket, key} = input;
	checkKey(key);
	store.bucket(bucket);
	const check = createWriteCheck(headers);
	const isReplacing = headers.get('x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
	const newHeaders = collectObjectHeaders(headers);
	const source = openCopySource(input);
	if (!isReplacing && source.bucket === bucket && source.key === key) {
		throw new S3Error(400, 'InvalidRequest', 'This copy request is illegal because it is trying to copy an object to itself without changing the object\'s metadata.');
	}

	const object = await store.put(bucket, {
		key,
		headers: isReplacing ? newHeaders : source.object.headers,
		chunks: source.chunks,
		checksums: () => source.object.checksums,
		check,
	});
	return respondXml(renderXml('CopyObjectResult', [
		['LastModified', new Date(object.modifiedAt).toISOString()], ['ETag', `"${object.etag}"`],
	]));
};
