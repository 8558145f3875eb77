import {createHmac} from 'node:crypto';
import {type S3Request} from '../request/parse-request.js';
import {S3Error} from '../s3-error.js';
import {type Credentials, isSameText, type Proof} from './sign.js';

/** Parameters that are signed with the path: those that choose another resource, and those that change the answer's headers. */
const signedParameters = new Set([
	'acl', 'accelerate', 'analytics', 'cors', 'defaultObjectAcl', 'delete', 'inventory', 'lifecycle', 'location', 'logging', 'metrics', 'notification', 'object-lock',
	'partNumber', 'policy', 'replication', 'requestPayment', 'restore', 'select', 'select-type', 'storageClass', 'tagging', 'torrent', 'uploadId', 'uploads',
	'versionId', 'versioning', 'versions', 'website',
	...['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires'].map(name => `response-${name}`),
]);

const compare = (left: string, right: string): number => left < right ? -1 : Number(left > right);

const renderResource = ({rawPath, parameters}: S3Request): string => {
	const signed = parameters
		.filter(([name]) => signedParameters.has(name))
		.toSorted(([left], [right]) => compare(left, right))
		.map(([name, value]) => value === '' ? name : `${name}=${value}`);
	return signed.length === 0 ? rawPath : `${rawPath}?${signed.join('&')}`;
};

const renderHeaders = ({headers}: S3Request): string => [...headers]
	.filter(([name]) => name.startsWith('x-amz-'))
	.toSorted(([left], [right]) => compare(left, right))
	.map(([name, value]) => `${name}:${value.trim()}\n`)
	.join('');

/** Whether a URL carries a signature of version 2, as boto3 makes them unless told otherwise. */
export const isPresignedV2 = ({query, headers}: S3Request): boolean => query.has('AWSAccessKeyId') && query.has('Signature') && !headers.has('authorization');

/** Checks a presigned URL of signature version 2 (AWS documentation, "Query string request authentication alternative"). The body is not signed. */
export const authenticatePresignedV2 = (request: S3Request, {accessKeyId, secretAccessKey}: Credentials, now: number): Proof => {
	const {query, headers, method} = request;
	const expires = query.get('Expires') ?? '';
	if (!isSameText(query.get('AWSAccessKeyId') ?? '', accessKeyId)) {
		throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
	}

	if (!/^\d{1,12}$/.test(expires)) {
		throw new S3Error(403, 'AccessDenied', 'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters');
	}

	if (now > Number(expires) * 1000) {
		throw new S3Error(403, 'AccessDenied', 'Request has expired');
	}

	const text = [method, headers.get('content-md5') ?? '', headers.get('content-type') ?? '', expires, renderHeaders(request) + renderResource(request)].join('\n');
	if (!isSameText(query.get('Signature') ?? '', createHmac('sha1', secretAccessKey).update(text).digest('base64'))) {
		throw new S3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.');
	}

	return {amzDate: '', scope: '', payloadHash: 'UNSIGNED-PAYLOAD', signature: '', signingKey: new Uint8Array()};
};
