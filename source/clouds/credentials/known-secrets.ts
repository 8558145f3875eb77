import {getServerFields, getStoreFields} from './secret-fields.js';

type Environment = Readonly<Record<string, string | undefined>>;

// Names under which people keep what nobody else may see.
const secretVariable = /token|secret|password|passwd|credential|private|key|_pat$|^pat$/iu;

/** Shorter values stand in too many other texts (characters). */
const shortestSecret = 8;

/** Fields of a document in which a secret may have been written, against every advice. */
const secretFields: ReadonlySet<string> = new Set([
	...['GitHubActions', 'Lambda', 'OpenWhisk', 'GoogleCloud', 'SLURM', 'Kubernetes'].flatMap(type => getServerFields(type).map(([field]) => field)),
	...getStoreFields().map(([field]) => field),
	'API.key',
]);

/** The name of a secret, as documents have it where the secret itself is kept elsewhere: `My_S3_Bucket_SecretKey`. */
const secretName = /^[a-z]\w*_(?:pat|token|api_?key|access_?key|secret_?key|arn)$/iu;

/** The password of an address: `postgres://user:password@host`. */
const listPasswords = (text: string): readonly string[] => {
	const password = /:\/\/[^\s/:@]*:([^\s/@]+)@/u.exec(text)?.[1];
	return password === undefined ? [] : [password];
};

/** Values of variables whose names sound like secrets, whatever they are for, and passwords in addresses. */
export const listEnvironmentSecrets = (env: Environment): readonly string[] => Object.entries(env)
	.flatMap(([name, value = '']) => secretVariable.test(name) ? [value, ...listPasswords(value)] : listPasswords(value))
	.filter(value => value.length >= shortestSecret);

const listSecrets = (value: unknown, isSecret: boolean): readonly string[] => {
	if (typeof value === 'string') {
		return isSecret && !secretName.test(value) ? [value] : listPasswords(value);
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, item]) => listSecrets(item, isSecret || secretFields.has(key) || key === 'SecretsList'))
		: [];
};

/** Secrets that stand in a workflow document itself: its servers, stores and `SecretsList`, passwords in their addresses included. */
export const listDocumentSecrets = ({ComputeServers, DataStores, SecretsList}: {readonly [field: string]: unknown; readonly ComputeServers?: unknown; readonly DataStores?: unknown}): readonly string[] =>
	listSecrets({ComputeServers, DataStores, SecretsList}, false);
