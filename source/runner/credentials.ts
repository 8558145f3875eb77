import {type WorkflowDocument} from '../core/workflow/document.js';

/** Names and values of the process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A credential that was found, and under which name. */
export type FoundCredential = {readonly variable: string; readonly value: string};

const normalize = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** The value of the first of `names` that is set, compared without case and underscores (faasr.md 2j). */
export const findCredential = (env: Environment, names: readonly string[]): FoundCredential | undefined => {
	const byName = new Map<string, FoundCredential>();
	for (const [variable, value] of Object.entries(env)) {
		if (value !== undefined && value !== '') {
			byName.set(normalize(variable), {variable, value});
		}
	}

	for (const name of names) {
		const found = byName.get(normalize(name));
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
};

/** Names a data store's two keys may have: FaaSr's derived ones first, then those of the public test runners. */
export const getStoreVariables = (store: string): {readonly accessKey: readonly string[]; readonly secretKey: readonly string[]} => ({
	accessKey: [`${store}_AccessKey`, 'MY_S3_BUCKET_ACCESSKEY', 'S3_AccessKey'],
	secretKey: [`${store}_SecretKey`, 'MY_S3_BUCKET_SECRETKEY', 'S3_SecretKey'],
});

/** Names the GitHub token may have. */
export const getTokenVariables = (server: string): readonly string[] => [`${server}_PAT`, 'GITHUB_TOKEN', 'GH_PAT'];

/** The store that holds logs; FaaSr's default is the default store. */
export const getLoggingStore = (document: WorkflowDocument): string => document.LoggingDataStore ?? document.DefaultDataStore;

/** True when not one of the credentials a document needs is set. */
export const hasNoCredentials = (document: WorkflowDocument, env: Environment): boolean => {
	const stores = [...new Set([document.DefaultDataStore, getLoggingStore(document)])];
	const names = [
		...Object.keys(document.ComputeServers).flatMap(server => getTokenVariables(server)),
		...stores.flatMap(store => Object.values(getStoreVariables(store)).flat()),
	];
	return findCredential(env, names) === undefined;
};
