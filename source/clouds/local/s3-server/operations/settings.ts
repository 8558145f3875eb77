import {respondXml} from '../s3-response.js';
import {S3Error} from '../s3-error.js';
import {renderXml, type XmlElement} from '../xml/render-xml.js';
import {getStoredObject} from './get-object.js';
import {type Operation, type OperationInput} from './operation.js';

/** The one user of this server, who owns all. */
export const owner: XmlElement = ['Owner', [['ID', 'faasr-tui'], ['DisplayName', 'faasr-tui']]];

const requireSubject = (input: OperationInput): void => {
	input.store.bucket(input.bucket);
	if (input.key !== '') {
		getStoredObject(input, input.bucket, input.key);
	}
};

/** A setting that nobody has made, as S3 answers it: with an empty document, or with its own kind of 404. */
const createUnset = (answer: string | {readonly code: string; readonly message: string}): Operation => input => {
	requireSubject(input);
	if (typeof answer === 'string') {
		return respondXml(renderXml(answer, []));
	}

	throw new S3Error(404, answer.code, answer.message);
};

const createMissing = (code: string, what: string): Operation => createUnset({code, message: `The ${what} does not exist`});

/** What can be asked of a bucket besides its objects, by parameter; clients ask before they copy, synchronise or list. */
export const bucketSettings: Readonly<Record<string, Operation>> = {
	versioning: createUnset('VersioningConfiguration'),
	logging: createUnset('BucketLoggingStatus'),
	notification: createUnset('NotificationConfiguration'),
	accelerate: createUnset('AccelerateConfiguration'),
	tagging: createMissing('NoSuchTagSet', 'TagSet'),
	policy: createMissing('NoSuchBucketPolicy', 'bucket policy'),
	lifecycle: createMissing('NoSuchLifecycleConfiguration', 'lifecycle configuration'),
	cors: createMissing('NoSuchCORSConfiguration', 'CORS configuration'),
	website: createMissing('NoSuchWebsiteConfiguration', 'website configuration'),
	encryption: createMissing('ServerSideEncryptionConfigurationNotFoundError', 'server side encryption configuration'),
	replication: createMissing('ReplicationConfigurationNotFoundError', 'replication configuration'),
	'object-lock': createMissing('ObjectLockConfigurationNotFoundError', 'object lock configuration'),
	publicAccessBlock: createMissing('NoSuchPublicAccessBlockConfiguration', 'public access block configuration'),
};

/** GetBucketAcl and GetObjectAcl: the owner may do all, nobody else anything. */
export const getAcl: Operation = input => {
	requireSubject(input);
	return respondXml(renderXml('AccessControlPolicy', [
		owner,
		['AccessControlList', [['Grant', [['Grantee', owner[1]], ['Permission', 'FULL_CONTROL']]]]],
	]));
};

/** PutBucketAcl and PutObjectAcl: `private` is what holds anyway, nothing else can be had. */
export const putAcl: Operation = input => {
	requireSubject(input);
	if (input.request.headers.get('x-amz-acl') !== 'private') {
		throw new S3Error(501, 'NotImplemented', 'This server knows no access control list but "private".');
	}

	return {status: 200};
};

/** GetObjectTagging: no object has a tag. */
export const getObjectTagging: Operation = input => {
	requireSubject(input);
	return respondXml(renderXml('Tagging', [['TagSet', []]]));
};
