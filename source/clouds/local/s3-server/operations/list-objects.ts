import {Buffer} from 'node:buffer';
import {encodePath} from '../request/percent-encoding.js';
import {S3Error} from '../s3-error.js';
import {respondXml, type S3Response} from '../s3-response.js';
import {listKeys, type KeyPage, type ListQuery} from '../store/list-keys.js';
import {renderXml, type XmlElement} from '../xml/render-xml.js';
import {type Operation, type OperationInput} from './operation.js';

type Query = ReadonlyMap<string, string>;

const maxPageSize = 1000;

const parseMaxKeys = (query: Query): number => {
	const text = query.get('max-keys') ?? String(maxPageSize);
	if (!/^\d{1,10}$/.test(text)) {
		throw new S3Error(400, 'InvalidArgument', 'Argument max-keys must be an integer between 0 and 2147483647');
	}

	return Math.min(Number(text), maxPageSize);
};

const getEncoder = (query: Query): ((text: string) => string) => {
	const encodingType = query.get('encoding-type');
	if (encodingType !== undefined && encodingType !== 'url') {
		throw new S3Error(400, 'InvalidArgument', 'Invalid Encoding Method specified in Request');
	}

	return encodingType === undefined ? text => text : encodePath;
};

type Position = KeyPage['last'];

const renderToken = ({after, afterPrefix}: Position): string =>
	Buffer.from(afterPrefix === '' ? `k${after}` : `p${afterPrefix}`).toString('base64url');

const parseToken = (token: string): Position => {
	const text = Buffer.from(token, 'base64url').toString();
	if (!/^[kp]./s.test(text)) {
		throw new S3Error(400, 'InvalidArgument', 'The continuation token provided is incorrect');
	}

	return text.startsWith('k') ? {after: text.slice(1), afterPrefix: ''} : {after: '', afterPrefix: text.slice(1)};
};

// The marker of version 1 is a key, or the rolled-up prefix that ended the page before.
const parseMarker = (marker: string, prefix: string, delimiter: string): Position => {
	const isRolledUp = delimiter !== '' && marker.startsWith(prefix) && marker.indexOf(delimiter, prefix.length) === marker.length - delimiter.length && marker.endsWith(delimiter);
	return isRolledUp ? {after: '', afterPrefix: marker} : {after: marker, afterPrefix: ''};
};

const renderEntries = ({store, bucket}: OperationInput, {keys, commonPrefixes}: KeyPage, encode: (text: string) => string): readonly XmlElement[] => [
	...keys.map((key): XmlElement => {
		const {modifiedAt, etag, sizeBytes} = store.bucket(bucket).get(key)!;
		return ['Contents', [
			['Key', encode(key)],
			['LastModified', new Date(modifiedAt).toISOString()],
			['ETag', `"${etag}"`],
			['Size', sizeBytes],
			['StorageClass', 'STANDARD'],
		]];
	}),
	...commonPrefixes.map((prefix): XmlElement => ['CommonPrefixes', [['Prefix', encode(prefix)]]]),
];

type Describe = (page: KeyPage, encode: (text: string) => string) => readonly XmlElement[];

const respondPage = (input: OperationInput, position: Position, describe: Describe): S3Response => {
	const {store, bucket, request: {query}} = input;
	const encode = getEncoder(query);
	const listQuery: ListQuery = {
		...position, prefix: query.get('prefix') ?? '', delimiter: query.get('delimiter') ?? '', maxKeys: parseMaxKeys(query),
	};
	const page = listKeys(store.bucket(bucket).keys, listQuery);
	return respondXml(renderXml('ListBucketResult', [
		['Name', bucket],
		['Prefix', encode(listQuery.prefix)],
		...(listQuery.delimiter === '' ? [] : [['Delimiter', encode(listQuery.delimiter)] as const]),
		['MaxKeys', listQuery.maxKeys],
		...(query.has('encoding-type') ? [['EncodingType', 'url'] as const] : []),
		['IsTruncated', page.isTruncated],
		...describe(page, encode),
		...renderEntries(input, page, encode),
	]));
};

/** ListObjectsV2. */
export const listObjectsV2: Operation = input => {
	const {query} = input.request;
	const token = query.get('continuation-token');
	const startAfter = query.get('start-after');
	return respondPage(input, token === undefined ? {after: startAfter ?? '', afterPrefix: ''} : parseToken(token), (page, encode) => [
		['KeyCount', page.keys.length + page.commonPrefixes.length],
		...(startAfter === undefined ? [] : [['StartAfter', encode(startAfter)] as const]),
		...(token === undefined ? [] : [['ContinuationToken', token] as const]),
		...(page.isTruncated ? [['NextContinuationToken', renderToken(page.last)] as const] : []),
	]);
};

/** ListObjects, version 1. */
export const listObjects: Operation = input => {
	const {query} = input.request;
	const marker = query.get('marker') ?? '';
	const delimiter = query.get('delimiter') ?? '';
	return respondPage(input, parseMarker(marker, query.get('prefix') ?? '', delimiter), (page, encode) => [
		['Marker', encode(marker)],
		...(page.isTruncated && delimiter !== '' ? [['NextMarker', encode(page.last.after + page.last.afterPrefix)] as const] : []),
	]);
};
