import {type WorkflowDocument} from '../../core/workflow/document.js';
import {isAnonymous} from './credential-names.js';

/** A field of a server or a store that takes a secret, and the end of the secret's name. */
export type SecretField = readonly [field: string, suffix: string];

const serverFields: Readonly<Record<string, readonly SecretField[]>> = {
	GitHubActions: [['Token', 'PAT']],
	Lambda: [['AccessKey', 'AccessKey'], ['SecretKey', 'SecretKey']],
	OpenWhisk: [['APIkey', 'APIkey']],
	GoogleCloud: [['SecretKey', 'SecretKey']],
	SLURM: [['Token', 'Token']],
	Kubernetes: [['Token', 'Token']],
};

const storeFields: readonly SecretField[] = [['AccessKey', 'AccessKey'], ['SecretKey', 'SecretKey']];

/** Which field of a server holds which secret, by platform: FaaSr's names of the secrets are `{server}_{suffix}`. */
export const getServerFields = (faasType: string): readonly SecretField[] => serverFields[faasType] ?? [];

/** The same of a data store: `{store}_{suffix}`. */
export const getStoreFields = (): readonly SecretField[] => storeFields;

const listNames = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** The names that an action's workflow file takes from the repository's secrets for the function's own use. */
export const listActionSecretNames = (document: WorkflowDocument, action: string): readonly string[] => [
	...listNames(document['Secrets']),
	...listNames(document.ActionList[action]?.['Secrets']),
];

/** The same of all actions. */
export const listDeclaredSecrets = (document: WorkflowDocument): readonly string[] =>
	[...new Set(Object.keys(document.ActionList).flatMap(action => listActionSecretNames(document, action)))];

/** The virtual machine that actions may start, if the document has one. */
export const getVmName = (document: WorkflowDocument): string | undefined => {
	const config = document['VMConfig'];
	const name = typeof config === 'object' && config !== null && 'Name' in config ? config.Name : undefined;
	return typeof name === 'string' && name !== '' ? name : undefined;
};

/** FaaSr's names of every secret that the servers and stores of a document have. */
export const getSecretNames = (document: WorkflowDocument): readonly string[] => [
	...Object.entries(document.ComputeServers).flatMap(([name, {FaaSType}]) => getServerFields(FaaSType).map(([, suffix]) => `${name}_${suffix}`)),
	...Object.entries(document.DataStores).flatMap(([name, store]) => isAnonymous(store) ? [] : storeFields.map(([, suffix]) => `${name}_${suffix}`)),
];
