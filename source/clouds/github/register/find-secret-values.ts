import {type WorkflowDocument} from '../../../core/workflow/document.js';
import {getStoreVariables, getTokenVariables} from '../../credentials/credential-names.js';
import {type Environment, findCredential, findCredentialPair, type FoundCredential} from '../../credentials/find-credential.js';
import {type JobSecret} from './job-secrets.js';

/** A secret whose value is set here, and under which name. */
export type FoundSecret = {readonly secret: JobSecret; readonly variable: string; readonly value: string};

/** A token that GitHub Actions gives to a job ends with the job; stored, it would fail every later run. */
const isShortLived = (value: string): boolean => value.startsWith('ghs_');

const findToken = (env: Environment, server: string): FoundCredential | undefined =>
	getTokenVariables(server)
		.map(name => findCredential(env, [name]))
		.find(found => found !== undefined && !isShortLived(found.value));

const findValue = (document: WorkflowDocument, env: Environment, {name, owner}: JobSecret): FoundCredential | undefined => {
	if (owner.kind === 'server' && name === `${owner.name}_PAT`) {
		return findToken(env, owner.name);
	}

	// The other names a store's keys may have say nothing of which store: they are the default store's.
	if (owner.kind === 'store' && owner.name === document.DefaultDataStore) {
		const {first, second} = findCredentialPair(env, getStoreVariables(document, owner.name));
		return name.endsWith('_AccessKey') ? first : second;
	}

	return findCredential(env, [name]);
};

/** The values of a repository's secrets as far as the environment has them. */
export const findSecretValues = (document: WorkflowDocument, env: Environment, secrets: readonly JobSecret[]): readonly FoundSecret[] =>
	secrets.flatMap(secret => {
		const found = findValue(document, env, secret);
		return found === undefined ? [] : [{secret, ...found}];
	});
