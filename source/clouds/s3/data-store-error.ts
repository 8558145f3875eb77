import {describeConnection, describeProxyRefusal, type ConnectionFailure} from '../../ports/errors/describe-connection.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

type Metadata = {readonly httpStatusCode?: number};
type Headers = Readonly<Record<string, string | undefined>>;

const credentialNames = new Set([
	'AccessDenied', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidToken', 'ExpiredToken', 'TokenRefreshRequired',
	'AccountProblem', 'AllAccessDisabled', 'CredentialsProviderError',
]);

/** HTTP status of what the AWS SDK threw, when there was an answer. */
export const getHttpStatus = (error: unknown): number | undefined =>
	(error as {readonly $metadata?: Metadata} | undefined)?.$metadata?.httpStatusCode;

const getName = (error: unknown): string => {
	const {name, code, Code} = (error ?? {}) as {readonly name?: string; readonly code?: string; readonly Code?: string};
	return [Code, code, name].find(text => typeof text === 'string' && text !== '' && text !== 'Error' && text !== 'Unknown' && text !== 'UnknownError') ?? 'no further detail';
};

/** A key as a sentence can hold it: the end of a long one, where it differs from others; of a folder not even that whole. */
export const describeKey = (key: string): string => {
	const [, name = '', slash = ''] = /([^/]*)(\/?)$/.exec(key) ?? [];
	return key.length <= 40 ? `"${key}"` : `"…/${slash !== '' && name.length > 12 ? `${name.slice(0, 8)}…` : name}${slash}"`;
};

/** The hint for a data store that wants other credentials. */
export const describeCredentials = (storeName: string): string =>
	`Check ${storeName}_AccessKey and ${storeName}_SecretKey in the environment or in .env.`;

/** Where a bucket is when it is elsewhere, as S3 tells with its redirect. */
const getBucketRegion = (error: unknown): string | undefined =>
	/^[a-z\d-]{1,40}$/.exec((error as {readonly $response?: {readonly headers?: Headers}}).$response?.headers?.['x-amz-bucket-region'] ?? '')?.[0];

/** For all that may pass by itself; the same one, so that an outage that looks different with every try is told once. */
const describeOutage = (storeName: string): string =>
	`If it lasts, check DataStores.${storeName}.Endpoint in the workflow document and the network.`;

const getHint = (storeName: string, error: unknown, reason: string): string => {
	const status = getHttpStatus(error);
	if (reason === 'NoSuchBucket') {
		return `Check DataStores.${storeName}.Bucket in the workflow document, or create the bucket.`;
	}

	if (reason === 'RequestTimeTooSkewed') {
		return 'Set the clock of this machine.';
	}

	if (status === 301 || status === 307 || reason === 'AuthorizationHeaderMalformed') {
		const region = getBucketRegion(error);
		return `Check DataStores.${storeName}.Region in the workflow document${region === undefined ? '' : `; the bucket is in ${region}`}.`;
	}

	return describeOutage(storeName);
};

/** What the connection itself says, when it says more than that there is none. */
const explain = (storeName: string, error: unknown, endpoint: string | undefined): ConnectionFailure | undefined => {
	const {message, code, name} = (error ?? {}) as {readonly message?: unknown; readonly code?: unknown; readonly name?: unknown};
	if (name === 'AnswerTooLargeError') {
		return {reason: String(message)};
	}

	return describeProxyRefusal(String(message))
		?? (typeof code === 'string' ? describeConnection(code, {address: endpoint, setting: `DataStores.${storeName}.Endpoint`}) : undefined);
};

/** S3 answered with success, and what came cannot be read: it was not S3, or not all of it. */
const isUnreadable = (error: unknown, status: number | undefined): boolean =>
	status !== undefined && status >= 200 && status < 300 && typeof (error as {readonly code?: unknown}).code !== 'string';

/**
What a user is told when a data store fails: code `credentials` when it refuses them, else `unreachable`.

`operation` completes the sentence "could not …": `list logs/`, `read a.txt`. S3's own message is left out: it is remote text.
*/
export const describeStoreFailure = (storeName: string, operation: string, error: unknown, endpoint?: string): FaasrTuiError => {
	const explained = explain(storeName, error, endpoint);
	if (explained !== undefined) {
		const {reason, hint = describeOutage(storeName)} = explained;
		return new FaasrTuiError(`Cannot ${operation} in data store ${storeName} (${reason}).`, {code: 'unreachable', hint, cause: error});
	}

	const status = getHttpStatus(error);
	if (isUnreadable(error, status)) {
		return createUnexpectedAnswer(storeName, operation, 'the answer is not one of S3');
	}

	const reason = status === 304 ? 'NotModified' : getName(error);
	const where = status === undefined ? reason : `HTTP ${status}, ${reason}`;
	const isRefused = reason !== 'RequestTimeTooSkewed' && (status === 401 || status === 403 || credentialNames.has(reason));
	return isRefused
		? new FaasrTuiError(`Data store ${storeName} refused to ${operation} (${where}).`, {code: 'credentials', hint: describeCredentials(storeName), cause: error})
		: new FaasrTuiError(`Cannot ${operation} in data store ${storeName} (${where}).`, {code: 'unreachable', hint: getHint(storeName, error, reason), cause: error});
};

/** The error for an answer that is not one of S3: a portal's page, half a listing. */
export const createUnexpectedAnswer = (storeName: string, operation: string, what: string): FaasrTuiError =>
	new FaasrTuiError(`Cannot ${operation} in data store ${storeName}: ${what}.`, {
		code: 'unreachable', hint: describeOutage(storeName),
	});
