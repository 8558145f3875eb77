import {FaasrTuiError} from '../errors/faasr-tui-error.js';

type Metadata = {readonly httpStatusCode?: number};

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

/** The hint for a data store that wants other credentials. */
export const describeCredentials = (storeName: string): string =>
	`Check ${storeName}_AccessKey and ${storeName}_SecretKey in the environment or in .env.`;

const getHint = (storeName: string, status: number | undefined, reason: string): string => {
	if (reason === 'NoSuchBucket') {
		return `Check DataStores.${storeName}.Bucket in the workflow document, or create the bucket.`;
	}

	if (reason === 'RequestTimeTooSkewed') {
		return 'Set the clock of this machine.';
	}

	if (status === 301 || status === 307 || reason === 'AuthorizationHeaderMalformed') {
		return `Check DataStores.${storeName}.Region in the workflow document.`;
	}

	return `Check DataStores.${storeName}.Endpoint in the workflow document and the network.`;
};

/**
What a user is told when a data store fails: code `credentials` when it refuses them, else `unreachable`.

`operation` completes the sentence "could not …": `list logs/`, `read a.txt`. S3's own message is left out: it is remote text.
*/
export const describeStoreFailure = (storeName: string, operation: string, error: unknown): FaasrTuiError => {
	const status = getHttpStatus(error);
	const reason = getName(error);
	const where = status === undefined ? reason : `HTTP ${status}, ${reason}`;
	const isRefused = reason !== 'RequestTimeTooSkewed' && (status === 401 || status === 403 || credentialNames.has(reason));
	return isRefused
		? new FaasrTuiError(`Data store ${storeName} refused to ${operation} (${where}).`, {code: 'credentials', hint: describeCredentials(storeName), cause: error})
		: new FaasrTuiError(`Could not ${operation} in data store ${storeName} (${where}).`, {code: 'unreachable', hint: getHint(storeName, status, reason), cause: error});
};

/** The error for an answer that is not one of S3: a portal's page, half a listing. */
export const createUnexpectedAnswer = (storeName: string, operation: string, what: string): FaasrTuiError =>
	new FaasrTuiError(`Could not ${operation} in data store ${storeName}: ${what}.`, {
		code: 'unreachable', hint: `Check DataStores.${storeName}.Endpoint in the workflow document and the network.`,
	});
