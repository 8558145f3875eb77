import {type WorkflowDocument} from '../core/workflow/document.js';

export type LocalCredentials = {
	readonly token: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** The user's environment. */
	readonly secrets: Readonly<Record<string, string | undefined>>;
};

const listNames = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** The names that an action's workflow file takes from the repository's secrets for the function's own use. */
export const getSecretNames = (document: WorkflowDocument, action: string): readonly string[] => [
	...listNames(document['Secrets']),
	...listNames(document.ActionList[action]?.['Secrets']),
];

/** The values of the secrets that any action is given. */
export const listActionSecrets = (document: WorkflowDocument, env: LocalCredentials['secrets']): readonly string[] => {
	const names = Object.keys(document.ActionList).flatMap(action => getSecretNames(document, action));
	return [...new Set(names.flatMap(name => env[name] ?? []))];
};

/** What a registered workflow file puts into the environment of its job (faasr.md 1b), with this cloud's credentials. */
export const getJobEnvironment = (document: WorkflowDocument, action: string, credentials: LocalCredentials): Readonly<Record<string, string>> => ({
	...Object.fromEntries(getSecretNames(document, action).flatMap(name => {
		const value = credentials.secrets[name];
		return value === undefined ? [] : [[name, value]];
	})),
	...Object.fromEntries(Object.keys(document.ComputeServers).map(name => [`${name}_PAT`, credentials.token])),
	...Object.fromEntries(Object.keys(document.DataStores).flatMap(name => [
		[`${name}_AccessKey`, credentials.accessKeyId],
		[`${name}_SecretKey`, credentials.secretAccessKey],
	])),
	GH_PAT: credentials.token,
});
