import {type ComputeServer, type WorkflowDocument} from '../../../core/workflow/document.js';
import {isAnonymous} from '../../credentials/credential-names.js';
import {
	getServerFields, getStoreFields, getVmName, listActionSecretNames,
} from '../../credentials/secret-fields.js';

/** What a secret is for; decides under which other names its value may be set. */
export type SecretOwner =
	| {readonly kind: 'server' | 'store' | 'vm'; readonly name: string}
	| {readonly kind: 'function'};

/** A secret of the repository that a job has in its environment, under the same name. */
export type JobSecret = {
	readonly name: string;
	readonly owner: SecretOwner;
	/** False when the job works without it, as for an anonymous data store. */
	readonly isNeeded: boolean;
};

/** GitHub's rule for the names of secrets. */
export const isSecretName = (name: string): boolean => /^[a-z_]\w*$/i.test(name) && !/^github_/i.test(name);

const listServerSecrets = (name: string, {FaaSType}: ComputeServer, isNeeded: boolean): readonly JobSecret[] =>
	getServerFields(FaaSType).map(([, suffix]) => ({name: `${name}_${suffix}`, owner: {kind: 'server', name}, isNeeded}));

const listKeys = (kind: 'store' | 'vm', name: string, isNeeded: boolean): readonly JobSecret[] =>
	getStoreFields().map(([, suffix]) => ({name: `${name}_${suffix}`, owner: {kind, name}, isNeeded}));

/**
The secrets that the workflow file of an action names, each once, in the order FaaSr's register writes them.

A server without `UseSecretStore: true` is sent all credentials with each dispatch, so its jobs need only what their functions ask for.
*/
export const listJobSecrets = (document: WorkflowDocument, action: string): readonly JobSecret[] => {
	const definition = document.ActionList[action];
	const isStoreUsed = document.ComputeServers[definition?.FaaSServer ?? '']?.UseSecretStore === true;
	const vmName = getVmName(document);
	const secrets: readonly JobSecret[] = [
		...Object.entries(document.ComputeServers).flatMap(([name, server]) => listServerSecrets(name, server, isStoreUsed)),
		...Object.entries(document.DataStores).flatMap(([name, store]) => listKeys('store', name, isStoreUsed && !isAnonymous(store))),
		...vmName === undefined ? [] : listKeys('vm', vmName, isStoreUsed),
		...listActionSecretNames(document, action).map((name): JobSecret => ({name, owner: {kind: 'function'}, isNeeded: true})),
	];
	return [...new Map(secrets.map(secret => [secret.name, secret])).values()];
};

/** Why a secret is there, for people. */
export const describeSecret = ({owner}: JobSecret): string => {
	switch (owner.kind) {
		case 'server': {
			return `compute server ${owner.name}`;
		}

		case 'store': {
			return `data store ${owner.name}`;
		}

		case 'vm': {
			return `virtual machine ${owner.name}`;
		}

		case 'function': {
			return 'asked for by a function';
		}
	}
};
