import {type JsonPath} from '../json/json-path.js';

/** Keys of servers and data stores that hold credentials: FaaSr reads them, and they belong into the environment and the secret store. */
export const credentialKeys: ReadonlySet<string> = new Set(['AccessKey', 'SecretKey', 'Token', 'API.key']);

/** Forms that only credentials have. */
const tokenForms = /\b(?:gh[oprsu]_[A-Za-z\d]{20,}|github_pat_\w{20,}|(?:AKIA|ASIA)[\dA-Z]{16}|xox[abpr]-[\w-]{10,}|(?:eyJ[\w-]{10,}\.){2})|-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/;

/** A name of a secret, such as `My_S3_Bucket_SECRET_KEY`, rather than the secret. */
const secretName = /^[a-z]\w*_(?:pat|token|api_?key|access_?key|secret_?key|arn)$/i;

/** `https://user:password@host`. */
const addressWithPassword = /:\/\/[^\s/:@]+:[^\s/@]+@/;

const minLength = 16;

/** A value of the document and the way to it; the path is written out only for what is found. */
type Value = {
	readonly key?: string | number;
	readonly parent?: Value;
	readonly value: unknown;
};

const getPath = (found: Value): JsonPath => {
	const path: Array<string | number> = [];
	for (let step: Value | undefined = found; step?.key !== undefined; step = step.parent) {
		path.unshift(step.key);
	}

	return path;
};

const collect = (root: unknown, isCredential: (found: Value, text: string) => boolean): readonly JsonPath[] => {
	const found: JsonPath[] = [];
	const waiting: Value[] = [{value: root}];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const {value} = next;
		if (typeof value === 'string') {
			if (isCredential(next, value)) {
				found.push(getPath(next));
			}
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, item] of Object.entries(value)) {
				if (typeof item === 'string' || typeof item === 'object') {
					waiting.push({key: Array.isArray(value) ? Number(name) : name, parent: next, value: item});
				}
			}
		}
	}

	return found;
};

const isCredentialKey = ({key, parent}: Value): boolean => (typeof key === 'string' && credentialKeys.has(key)) || parent?.key === 'SecretsList';

/** Whether a text has, somewhere in it, what only credentials look like. */
export const hasToken = (text: string): boolean => tokenForms.test(text);

/** Where a document has what is a credential by its looks; placeholders and names of secrets are none. */
export const findLikelyCredentials = (document: unknown): readonly JsonPath[] => collect(document, ({key, parent}, text) => {
	if (text.length < minLength) {
		return false;
	}

	return hasToken(text) || parent?.key === 'SecretsList'
		|| (typeof key === 'string' && credentialKeys.has(key) && !secretName.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text));
});

/** Where a document has anything that may be a credential, however short: what must not be published unseen. Only empty values and names of secrets are none. */
export const findPossibleCredentials = (document: unknown): readonly JsonPath[] => collect(document, (found, text) =>
	hasToken(text) || addressWithPassword.test(text) || (isCredentialKey(found) && text.trim() !== '' && !secretName.test(text)));
