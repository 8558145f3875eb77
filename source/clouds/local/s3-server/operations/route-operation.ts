import {type S3Request} from '../request/parse-request.js';
import {S3Error} from '../s3-error.js';
import {
	createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets,
} from './buckets.js';
import {copyObject} from './copy-object.js';
import {deleteObject, deleteObjects} from './delete-objects.js';
import {getObject, headObject} from './get-object.js';
import {listObjects, listObjectsV2} from './list-objects.js';
import {
	abortMultipartUpload, completeMultipartUpload, createMultipartUpload, listParts, uploadPart, uploadPartCopy,
} from './multipart-upload.js';
import {type Operation} from './operation.js';
import {putObject} from './put-object.js';
import {bucketSettings, getAcl, getObjectTagging, putAcl} from './settings.js';

type Route = {
	/** Method and what the path names. */
	readonly on: `${'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'} ${'service' | 'bucket' | 'object'}`;
	/** Parameters that must be there. */
	readonly needs?: readonly string[];
	/** Other parameters it understands. */
	readonly takes?: readonly string[];
	readonly isCopy?: boolean;
	readonly operation: Operation;
};

const listParameters = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];
const overrides = ['content-type', 'content-language', 'expires', 'cache-control', 'content-disposition', 'content-encoding'].map(name => `response-${name}`);

/** Every endpoint. The first that fits counts: the more particular ones stand first. */
export const routes: readonly Route[] = [
	{on: 'GET service', operation: listBuckets},
	{on: 'HEAD bucket', operation: headBucket},
	{on: 'DELETE bucket', operation: deleteBucket},
	{on: 'GET bucket', needs: ['location'], operation: getBucketLocation},
	{on: 'GET bucket', needs: ['acl'], operation: getAcl},
	{on: 'PUT bucket', needs: ['acl'], operation: putAcl},
	{on: 'PUT bucket', operation: createBucket},
	...Object.entries(bucketSettings).map(([name, operation]): Route => ({on: 'GET bucket', needs: [name], operation})),
	{
		on: 'GET bucket', needs: ['list-type'], takes: [...listParameters, 'start-after', 'continuation-token', 'fetch-owner'], operation: listObjectsV2,
	},
	{on: 'GET bucket', takes: [...listParameters, 'marker'], operation: listObjects},
	{on: 'POST bucket', needs: ['delete'], operation: deleteObjects},
	{
		on: 'GET object', needs: ['uploadId'], takes: ['max-parts', 'part-number-marker'], operation: listParts,
	},
	{on: 'GET object', needs: ['acl'], operation: getAcl},
	{on: 'PUT object', needs: ['acl'], operation: putAcl},
	{on: 'GET object', needs: ['tagging'], operation: getObjectTagging},
	{on: 'GET object', takes: overrides, operation: getObject},
	{on: 'HEAD object', takes: overrides, operation: headObject},
	{
		on: 'PUT object', needs: ['partNumber', 'uploadId'], isCopy: true, operation: uploadPartCopy,
	},
	{on: 'PUT object', needs: ['partNumber', 'uploadId'], operation: uploadPart},
	{on: 'PUT object', isCopy: true, operation: copyObject},
	{on: 'PUT object', operation: putObject},
	{on: 'DELETE object', needs: ['uploadId'], operation: abortMultipartUpload},
	{on: 'DELETE object', operation: deleteObject},
	{on: 'POST object', needs: ['uploads'], operation: createMultipartUpload},
	{on: 'POST object', needs: ['uploadId'], operation: completeMultipartUpload},
];

const getSubject = ({bucket, key}: S3Request): string => {
	if (bucket === undefined) {
		return 'service';
	}

	return key === undefined ? 'bucket' : 'object';
};

// Those of a presigned URL, which has been checked, and those the AWS SDK adds to it: `x-id` names the operation.
const ignored = new Set([
	...['algorithm', 'credential', 'date', 'expires', 'signedheaders', 'signature', 'content-sha256', 'checksum-mode', 'sdk-checksum-algorithm', 'user-agent'].map(name => `x-amz-${name}`),
	'x-id',
	// Of a presigned URL of version 2.
	'awsaccesskeyid', 'signature', 'expires',
]);

const isIgnored = (parameter: string): boolean => ignored.has(parameter.toLowerCase());

/** Finds the operation of a request. A parameter nobody understands (`torrent`, `versionId`) is refused, not ignored. */
export const routeOperation = (request: S3Request): Operation => {
	const on = `${request.method} ${getSubject(request)}`;
	const isCopy = request.headers.has('x-amz-copy-source');
	const route = routes.find(candidate => candidate.on === on
		&& (candidate.needs ?? []).every(name => request.query.has(name))
		&& (candidate.isCopy ?? false) === (isCopy && request.method === 'PUT'));
	if (route === undefined) {
		throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
	}

	const known = new Set([...route.needs ?? [], ...route.takes ?? []]);
	const unknown = [...request.query.keys()].find(name => !known.has(name) && !isIgnored(name));
	if (unknown !== undefined) {
		throw new S3Error(501, 'NotImplemented', `This server does not implement the parameter "${unknown}" here.`);
	}

	return route.operation;
};
