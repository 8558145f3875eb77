import {type ComputeServer, type DataStore, type WorkflowDocument} from '../../core/workflow/document.js';
import {
	getStoreVariables, getTokenVariables, getWatchedStores, isAnonymous, repositoryVariable,
} from './credential-names.js';
import {findApiUrl, getHost} from './api-url.js';
import {type Credentials, type MissingVariable, type RepositoryToken, type StoreKeys, type UsedVariable} from './credentials.js';
import {type Environment, findCredential, findCredentialPair} from './find-credential.js';
import {getSecretNames} from './secret-fields.js';
import {pickSettings, type Settings} from './settings.js';

/** GitHub's address is known when all that is sent there is. */
type Use = UsedVariable & {readonly isForGithub?: true};

type Findings = {readonly used: Use[]; readonly missing: MissingVariable[]};

const getEntryServer = (document: WorkflowDocument): string => document.ActionList[document.FunctionInvoke]?.FaaSServer ?? '';

/** The servers of GitHub's that run actions, the entry action's first. */
const listGithubServers = (document: WorkflowDocument): ReadonlyArray<readonly [name: string, server: ComputeServer]> => {
	const names = new Set([getEntryServer(document), ...Object.values(document.ActionList).map(({FaaSServer}) => FaaSServer)]);
	return [...names].flatMap(name => {
		const server = document.ComputeServers[name];
		return server?.FaaSType === 'GitHubActions' ? [[name, server] as const] : [];
	});
};

const findTokens = (document: WorkflowDocument, env: Environment, {used, missing}: Findings): readonly RepositoryToken[] => {
	const tokens: RepositoryToken[] = [];
	const servers = listGithubServers(document);
	const entry = findCredential(env, getTokenVariables(servers[0]?.[0] ?? getEntryServer(document)));
	if (entry === undefined) {
		missing.push({variable: 'GITHUB_TOKEN', purpose: 'to dispatch and watch runs'});
		return [];
	}

	for (const [server, {UserName: owner = '', ActionRepoName: repo = ''}] of servers) {
		// Another server's repository may be open to the entry's token; GitHub says so when it is not.
		const {value: token, variable} = findCredential(env, getTokenVariables(server)) ?? entry;
		used.push({variable, purpose: `token of the server ${server}`, isForGithub: true});
		if (!tokens.some(known => `${known.owner}/${known.repo}`.toLowerCase() === `${owner}/${repo}`.toLowerCase())) {
			tokens.push({owner, repo, server, token, variable});
		}
	}

	if (servers.length === 0) {
		used.push({variable: entry.variable, purpose: 'GitHub token', isForGithub: true});
	}

	return tokens;
};

const findRepository = (env: Environment, {used, missing}: Findings): string => {
	const found = findCredential(env, [repositoryVariable]);
	if (found === undefined || !/^[^/\s]+\/[^/\s]+$/u.test(found.value)) {
		missing.push({variable: repositoryVariable, purpose: 'owner/repo that holds the workflow document'});
		return '';
	}

	used.push({variable: found.variable, purpose: 'repository of the workflow document'});
	return found.value;
};

/** Where a store's access key goes, with a signature; its secret key stays here. */
const getStoreHost = ({Endpoint, Region}: DataStore): string => Endpoint ? getHost(Endpoint) : `s3.${Region ?? 'us-east-1'}.amazonaws.com`;

/** Keys of every store that has some; only those that a watcher reads are missed. */
const findStores = (document: WorkflowDocument, env: Environment, {used, missing}: Findings): ReadonlyMap<string, StoreKeys> => {
	const stores = new Map<string, StoreKeys>();
	const watched = new Set(getWatchedStores(document));
	for (const [name, store] of Object.entries(document.DataStores)) {
		if (isAnonymous(store)) {
			continue;
		}

		const {names, first, second} = findCredentialPair(env, getStoreVariables(document, name));
		if (first !== undefined && second !== undefined) {
			stores.set(name, {accessKeyId: first.value, secretAccessKey: second.value});
			used.push({variable: first.variable, purpose: `access key of the data store ${name}`, host: getStoreHost(store)}, {variable: second.variable, purpose: `secret key of the data store ${name}`});
		} else if (watched.has(name)) {
			missing.push(
				...(first === undefined ? [{variable: names[0], purpose: `access key of the data store ${name}`}] : []),
				...(second === undefined ? [{variable: names[1], purpose: `secret key of the data store ${name}`}] : []),
			);
		}
	}

	return stores;
};

/** What FaaSr calls each secret, for a server without a secret store: all are missed, for its action passes them on. */
const findSecrets = (document: WorkflowDocument, env: Environment, found: Pick<Credentials, 'tokens' | 'stores'>, {used, missing}: Findings): Readonly<Record<string, string>> => {
	const servers = listGithubServers(document);
	if (servers.every(([, {UseSecretStore}]) => UseSecretStore === true)) {
		return {};
	}

	const known: Record<string, string> = {
		...Object.fromEntries(servers.flatMap(([name]) => {
			const token = findCredential(env, getTokenVariables(name))?.value ?? found.tokens[0]?.token;
			return token === undefined ? [] : [[`${name}_PAT`, token]];
		})),
		...Object.fromEntries([...found.stores].flatMap(([name, {accessKeyId, secretAccessKey}]) => [[`${name}_AccessKey`, accessKeyId], [`${name}_SecretKey`, secretAccessKey]])),
	};
	const purpose = `sent with each dispatch, since ${servers.find(([, {UseSecretStore}]) => UseSecretStore !== true)?.[0] ?? ''} has no secret store`;
	for (const name of found.stores.keys()) {
		const {first, second} = findCredentialPair(env, getStoreVariables(document, name));
		used.push(...[first, second].flatMap(key => key === undefined ? [] : [{variable: key.variable, purpose, isForGithub: true} as const]));
	}

	for (const name of getSecretNames(document).filter(name => known[name] === undefined)) {
		const secret = findCredential(env, [name]);
		if (secret !== undefined) {
			known[name] = secret.value;
			used.push({variable: secret.variable, purpose, isForGithub: true});
		} else if (document.ComputeServers[getEntryServer(document)]?.UseSecretStore !== true && !missing.some(({variable}) => variable === name) && !name.endsWith('_PAT')) {
			missing.push({variable: name, purpose: `sent with the dispatch, since the server ${getEntryServer(document)} has no secret store`});
		}
	}

	return known;
};

/**
Finds everything a run on GitHub needs in the environment and `.env`, so that the user is told of all that is missing and not of one after the other.

Throws a `FaasrTuiError` when `.env` would choose where something of the user's goes.
*/
export const findCredentials = (document: WorkflowDocument, settings: Settings): Credentials => {
	const env = pickSettings(settings, document);
	const findings: Findings = {used: [], missing: []};
	const tokens = findTokens(document, env, findings);
	const repository = findRepository(env, findings);
	const stores = findStores(document, env, findings);
	const secrets = findSecrets(document, env, {tokens, stores}, findings);
	const apiUrl = findApiUrl(settings, findings.used.filter(({isForGithub}) => isForGithub).map(({variable}) => variable));
	const toUsed = ({isForGithub, ...use}: Use): UsedVariable => isForGithub ? {...use, host: getHost(apiUrl)} : use;
	return {
		token: tokens[0]?.token ?? findCredential(env, getTokenVariables(getEntryServer(document)))?.value ?? '',
		apiUrl, tokens, repository, stores, secrets,
		used: findings.used.map(use => toUsed(use)), missing: findings.missing,
	};
};

/** True when not one of the credentials a document needs is set: then the user has not begun to set up a cloud. */
export const hasNoCredentials = (document: WorkflowDocument, settings: Settings): boolean => {
	const stores = getWatchedStores(document);
	const names = [
		...Object.keys(document.ComputeServers).flatMap(server => getTokenVariables(server)),
		...stores.flatMap(store => getStoreVariables(document, store).flat()),
	];
	return findCredential(pickSettings(settings, document), names) === undefined;
};
