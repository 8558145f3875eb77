import {type WorkflowDocument} from '../../core/workflow/document.js';
import {listActionSecretNames, listDeclaredSecrets} from '../credentials/secret-fields.js';

export type LocalCredentials = {
	readonly token: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** The user's environment. */
	readonly secrets: Readonly<Record<string, string | undefined>>;
};

/** The values of the secrets that any action is given. */
export const listActionSecrets = (document: WorkflowDocument, env: LocalCredentials['secrets']): readonly string[] =>
	[...new Set(listDeclaredSecrets(document).flatMap(name => env[name] ?? []))];

/** What a registered workflow file puts into the environment of its job (faasr.md 1b), with this cloud's credentials. */
export const getJobEnvironment = (document: WorkflowDocument, action: string, credentials: LocalCredentials): Readonly<Record<string, string>> => ({
	...Object.fromEntries(listActionSecretNames(document, action).flatMap(name => {
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
