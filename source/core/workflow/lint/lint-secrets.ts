import {error, type Finding, warning} from '../finding.js';
import {type JsonPath} from '../json/json-path.js';
import {describePlaceFirst} from '../schema/describe-place.js';
import {quoteName} from '../quote-name.js';
import {isReservedSecret} from '../reserved-secret.js';
import {type Lint} from './lint-context.js';

/** Forms that only credentials have. */
const tokenForms = /\b(?:gh[oprsu]_[A-Za-z\d]{20,}|github_pat_\w{20,}|(?:AKIA|ASIA)[\dA-Z]{16}|xox[abpr]-[\w-]{10,}|(?:eyJ[\w-]{10,}\.){2})|-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/;

const secretKeys = new Set(['AccessKey', 'SecretKey', 'Token', 'API.key']);

/** A name of a secret, such as `My_S3_Bucket_SECRET_KEY`, rather than the secret. */
const secretName = /^[a-z]\w*_(?:pat|token|api_?key|access_?key|secret_?key|arn)$/i;

const minLength = 16;

const looksSecret = ({key, parent}: Value, text: string): boolean => {
	if (text.length < minLength) {
		return false;
	}

	return tokenForms.test(text) || parent?.key === 'SecretsList'
		|| (typeof key === 'string' && secretKeys.has(key) && !secretName.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text));
};

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

const collectSecrets = (root: unknown): readonly JsonPath[] => {
	const found: JsonPath[] = [];
	const waiting: Value[] = [{value: root}];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		const {value} = next;
		if (typeof value === 'string') {
			if (looksSecret(next, value)) {
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

const lintValues: Lint = ({document}) => collectSecrets(document).map(at => warning(
	'secret-in-document',
	at,
	`${describePlaceFirst(at)} looks like a credential; whoever reads the document can use it.`,
	'Revoke it, remove it here, and keep the new one in the secret store.',
));

const lintSecretStore: Lint = ({document}) => Object.entries(document.ComputeServers).flatMap(([name, server]): readonly Finding[] => {
	const {FaaSType: type, UseSecretStore: usesStore} = server;
	const at = ['ComputeServers', name, 'UseSecretStore'];
	if (type === 'Kubernetes') {
		return usesStore === true
			? [warning('kubernetes-secret-store', at, `Server ${quoteName(name)} has UseSecretStore true, but Kubernetes has no secret store FaaSr knows; its actions find no credentials.`, 'Set "UseSecretStore": false.')]
			: [];
	}

	return usesStore === false
		? [warning('secrets-in-payload', at, `Server ${quoteName(name)} has UseSecretStore false: the credentials of all servers and stores travel with every invocation and show in its log.`, 'Set "UseSecretStore": true.')]
		: [];
});

/** FaaSr's scheduler drops the credentials from what it passes on to a server with a secret store, and goes on without them itself (live-stage F1). */
const lintMixedStores: Lint = ({document, graph}) => [...graph.incoming].flatMap(([action, edges]): readonly Finding[] => {
	const getServer = (name: string) => document.ComputeServers[document.ActionList[name]!.FaaSServer];
	const caller = getServer(action)?.UseSecretStore === true ? edges.find(({from}) => getServer(from)?.UseSecretStore === false)?.from : undefined;
	return caller === undefined
		? []
		: [warning(
			'mixed-secret-stores',
			['ActionList', caller, 'InvokeNext'],
			`Action ${quoteName(caller)} fails when it has invoked ${quoteName(action)}: its server has UseSecretStore false, the other true, and FaaSr then drops the credentials it still needs.`,
			'Give both servers the same UseSecretStore, best true.',
		)];
});

const lintSecretNames: Lint = ({document}) => [
	{at: ['Secrets'], names: document['Secrets']},
	...Object.entries(document.ActionList).map(([action, {Secrets: names}]) => ({at: ['ActionList', action, 'Secrets'], names})),
].flatMap(({at, names}) => (Array.isArray(names) ? names : []).filter((name): name is string => typeof name === 'string' && isReservedSecret(name)).map(name => error('reserved-secret', at, `No secret can have the name ${quoteName(name)}: it would change what the job runs.`, 'Rename it.')));

/** Finds credentials in the document and servers that send them around. Messages never have the value. */
export const lintSecrets: Lint = context => [...lintValues(context), ...lintSecretStore(context), ...lintMixedStores(context), ...lintSecretNames(context)];
