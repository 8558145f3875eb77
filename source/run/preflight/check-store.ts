import {type HeadBucketCommandOutput, type S3Client} from '@aws-sdk/client-s3';
import {type DataStore} from '../../core/workflow/document.js';
import {findEndpointFault} from '../../core/workflow/endpoint.js';
import {isAnonymous} from '../../clouds/credentials/credential-names.js';
import {type StoreKeys} from '../../clouds/credentials/credentials.js';
import {type Clock} from '../../ports/clock.js';
import {createS3Client} from '../../clouds/s3/create-s3-client.js';
import {describeStoreFailure, getHttpStatus} from '../../clouds/s3/data-store-error.js';
import {type Check, fail, failWith, pass, warn} from './check.js';

/** S3 refuses signatures whose time is off by more than 15 minutes; a log's times mislead long before. */
const noticeableSkewMs = 5000;
const refusedSkewMs = 15 * 60_000;

type StoreToCheck = {readonly name: string; readonly store: DataStore; readonly keys: StoreKeys | undefined; readonly clock: Clock};

type Answer = {readonly dateText?: string | undefined};

/** Notes the `Date` of every answer, refusals included. */
const noteDates = (client: S3Client, answer: {dateText?: string | undefined}): void => {
	client.middlewareStack.add(next => async input => {
		const result = await next(input);
		const {headers} = (result.response ?? {}) as {readonly headers?: Readonly<Record<string, string>>};
		answer.dateText = headers?.['date'] ?? answer.dateText;
		return result;
	}, {step: 'deserialize', priority: 'low', name: 'noteDates'});
};

const headBucket = async (client: S3Client, bucket: string, signal: AbortSignal | undefined): Promise<HeadBucketCommandOutput> => {
	const {HeadBucketCommand} = await import('../../clouds/s3/sdk.js');
	return client.send(new HeadBucketCommand({Bucket: bucket}), {...(signal && {abortSignal: signal})});
};

const describeSkew = (id: string, {name, store, clock}: StoreToCheck, {dateText}: Answer): Check => {
	const skewMs = Date.parse(dateText ?? '') - clock.now();
	const reachable = `Data store ${name}: bucket ${store.Bucket} is reachable${isAnonymous(store) ? ' without keys' : ''}`;
	if (Number.isNaN(skewMs)) {
		return pass(id, `${reachable}.`);
	}

	const seconds = Math.round(Math.abs(skewMs) / 1000);
	if (Math.abs(skewMs) < noticeableSkewMs) {
		return pass(id, `${reachable}, its clock is right.`);
	}

	const sentence = `${reachable}, but its clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine's.`;
	return warn(id, sentence, Math.abs(skewMs) > refusedSkewMs ? 'Set the clock of this machine: S3 refuses requests that are 15 minutes off.' : 'Set the clock of this machine.');
};

const describeFailed = (id: string, {name, store}: StoreToCheck, error: unknown): Check => getHttpStatus(error) === 404
	? fail(id, `Data store ${name} has no bucket ${store.Bucket}.`, {hint: `Check DataStores.${name}.Bucket in the workflow document, or create the bucket.`})
	: failWith(id, describeStoreFailure(name, `reach bucket ${store.Bucket}`, error, store.Endpoint));

/** Asks a data store for its bucket, as FaaSr does for every store at the start of every action. */
export const checkStore = async (options: StoreToCheck, signal?: AbortSignal): Promise<Check> => {
	const {name, store, keys} = options;
	const id = `store ${name}`;
	if (keys === undefined && !isAnonymous(store)) {
		return warn(id, `Data store ${name} cannot be checked: its keys are not set here.`, `Set ${name}_AccessKey and ${name}_SecretKey to have it checked.`);
	}

	const fault = findEndpointFault(store.Endpoint);
	if (fault !== undefined) {
		return fail(id, `The Endpoint of data store ${name} ${fault.reason}.`, {code: 'document-invalid', hint: `Write DataStores.${name}.Endpoint as ${fault.right}.`});
	}

	const client = await createS3Client({store, credentials: keys});
	const answer: {dateText?: string | undefined} = {};
	noteDates(client, answer);
	try {
		await headBucket(client, store.Bucket, signal);
		return describeSkew(id, options, answer);
	} catch (error) {
		signal?.throwIfAborted();
		return describeFailed(id, options, error);
	} finally {
		client.destroy();
	}
};
