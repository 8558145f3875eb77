import {renderChecksumHeaders} from '../body/checksums.js';
import {readXmlBody} from '../body/read-xml-body.js';
import {S3Error} from '../s3-error.js';
import {respondXml} from '../s3-response.js';
import {
	concatenateParts, getPartsEtag, pickParts, type PartUpload,
} from '../store/part-uploads.js';
import {getChildText, type XmlNode} from '../xml/parse-xml.js';
import {renderXml, type XmlElement} from '../xml/render-xml.js';
import {openCopySource} from './copy-object.js';
import {collectObjectHeaders} from './object-headers.js';
import {type Operation, type OperationInput} from './operation.js';
import {checkKey} from './put-object.js';
import {createWriteCheck} from './read-condition.js';

const maxPartNumber = 10_000;

const getUpload = ({store, uploads, bucket, key, request: {query}}: OperationInput): PartUpload => {
	store.bucket(bucket);
	return uploads.get(bucket, key, query.get('uploadId') ?? '');
};

const parsePartNumber = (text: string | undefined): number => {
	const number = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
	if (number < 1 || number > maxPartNumber) {
		throw new S3Error(400, 'InvalidArgument', `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`);
	}

	return number;
};

/** CreateMultipartUpload. */
export const createMultipartUpload: Operation = ({store, uploads, bucket, key, request: {headers}}) => {
	checkKey(key);
	store.bucket(bucket);
	const {id} = uploads.start(bucket, key, collectObjectHeaders(headers));
	return respondXml(renderXml('InitiateMultipartUploadResult', [['Bucket', bucket], ['Key', key], ['UploadId', id]]));
};

/** UploadPart. */
export const uploadPart: Operation = async input => {
	const number = parsePartNumber(input.request.query.get('partNumber'));
	const upload = getUpload(input);
	const {chunks, checksums} = input.body();
	const {md5} = await input.uploads.addPart(upload, number, chunks);
	return {status: 200, headers: {ETag: `"${md5}"`, ...renderChecksumHeaders(checksums())}};
};

/** UploadPartCopy: a part out of an object that is there already. */
export const uploadPartCopy: Operation = async input => {
	const number = parsePartNumber(input.request.query.get('partNumber'));
	const upload = getUpload(input);
	const {md5} = await input.uploads.addPart(upload, number, openCopySource(input).chunks);
	return respondXml(renderXml('CopyPartResult', [['LastModified', new Date(input.clock.now()).toISOString()], ['ETag', `"${md5}"`]]));
};

const parseListedParts = (root: XmlNode) => {
	const listed = root.children.filter(({name}) => name === 'Part').map(part => ({
		number: parsePartNumber(getChildText(part, 'PartNumber')), etag: getChildText(part, 'ETag') ?? '',
	}));
	if (root.name !== 'CompleteMultipartUpload' || listed.length === 0) {
		throw new S3Error(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
	}

	return listed;
};

/** CompleteMultipartUpload: the object appears at once, made of the parts the client lists. */
export const completeMultipartUpload: Operation = async input => {
	const {store, uploads, bucket, key, request: {headers}} = input;
	getUpload(input);
	const listed = parseListedParts(await readXmlBody(input.body()));
	const upload = getUpload(input);
	const files = pickParts(upload, listed);
	const etag = getPartsEtag(files);
	uploads.take(upload);
	try {
		await store.put(bucket, {
			key, headers: upload.headers, chunks: concatenateParts(files), checksums: () => ({}), etag, check: createWriteCheck(headers),
		});
	} catch (error) {
		uploads.putBack(upload);
		throw error;
	}

	await uploads.removeFiles(upload);
	return respondXml(renderXml('CompleteMultipartUploadResult', [
		['Location', `/${bucket}/${key}`], ['Bucket', bucket], ['Key', key], ['ETag', `"${etag}"`],
	]));
};

/** AbortMultipartUpload. */
export const abortMultipartUpload: Operation = async input => {
	const upload = getUpload(input);
	input.uploads.take(upload);
	await input.uploads.removeFiles(upload);
	return {status: 204};
};

/** ListParts, all pages of it. */
export const listParts: Operation = input => {
	const {bucket, key, request: {query}} = input;
	const upload = getUpload(input);
	const after = Number(query.get('part-number-marker') ?? 0);
	const maxParts = Math.min(Number(query.get('max-parts') ?? 1000), 1000);
	const rest = [...upload.parts.values()].filter(({number}) => number > after).sort((left, right) => left.number - right.number);
	const page = rest.slice(0, maxParts);
	return respondXml(renderXml('ListPartsResult', [
		['Bucket', bucket],
		['Key', key],
		['UploadId', upload.id],
		['PartNumberMarker', after],
		['NextPartNumberMarker', page.at(-1)?.number ?? 0],
		['MaxParts', maxParts],
		['IsTruncated', rest.length > page.length],
		...page.map(({number, file, modifiedAt}): XmlElement => ['Part', [
			['PartNumber', number], ['LastModified', new Date(modifiedAt).toISOString()], ['ETag', `"${file.md5}"`], ['Size', file.sizeBytes],
		]]),
	]));
};
