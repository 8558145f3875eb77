import {type ComputeServer, type DataStore, type WorkflowDocument} from '../../core/workflow/document.js';
import {
	fetchTokenVariable, getServerTokenVariables, getStoreVariables, getTokenVariables, getWatchedStores, isAnonymous, repositoryVariable,
} from './credential-names.js';
import {findApiUrl, getHost} from './api-url.js';
import {type Credentials, type MissingVariable, type RepositoryToken, type ServerToken, type StoreKeys, type UsedVariable} from './credentials.js';
import {type Environment, findCredential, findCredentialPair, findExactly} from './find-credential.js';
import {getSecretNames} from './secret-fields.js';
import {pickSettings, type Settings} from './settings.js';

/** GitHub's address is known when all that is sent there is. */
type Use = UsedVariable & {readonly isForGithub?: true};

type Findings = {readonly used: Use[]; readonly missing: MissingVariable[]};

type Server = readonly [name: string, server: ComputeServer];

const getEntryServer = (document: WorkflowDocument): string => document.ActionList[document.FunctionInvoke]?.FaaSServer ?? '';

/** The servers that run actions, the entry action's first. */
const listServers = (document: WorkflowDocument): readonly Server[] => {
	const names = new Set([getEntryServer(document), ...Object.values(document.ActionList).map(({FaaSServer}) => FaaSServer)]);
	return [...names].flatMap(name => {
		const server = document.ComputeServers[name];
		return server === undefined ? [] : [[name, server] as const];
	});
};

const isOnGithub = ([, {FaaSType}]: Server): boolean => FaaSType === 'GitHubActions';

/** Where jobs are submitted with a token, and everything a container needs travels with them. */
const isOnCluster = ([, {FaaSType}]: Server): boolean => FaaSType === 'SLURM' || FaaSType === 'Kubernetes';

/** Where a cluster is asked; FaaSr takes http where a SLURM server names no scheme, https on Kubernetes. */
const getClusterHost = ([, {FaaSType, Endpoint}]: Server): string => {
	const text = typeof Endpoint === 'string' ? Endpoint : '';
	return getHost(/^https?:\/\//i.test(text) ? text : `${FaaSType === 'SLURM' ? 'http' : 'https'}://${text}`);
};

const findTokens = (document: WorkflowDocument, env: Environment, {used, missing}: Findings): readonly RepositoryToken[] => {
	const tokens: RepositoryToken[] = [];
	const all = listServers(document);
	const servers = all.filter(server => isOnGithub(server));
	const isEntryElsewhere = all[0] !== undefined && isOnCluster(all[0]);
	const entry = findCredential(env, getTokenVariables(servers[0]?.[0] ?? getEntryServer(document)));
	if (servers.length === 0 && isEntryElsewhere) {
		return [];
	}

	if (entry === undefined) {
		// The entry action begins elsewhere: what runs on GitHub is followed by what it writes.
		if (!isEntryElsewhere) {
			missing.push({variable: 'GITHUB_TOKEN', purpose: 'to dispatch and watch runs'});
		}

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

/** The token of every server that runs actions; missed is the entry action's alone, without which nothing begins. */
const findServers = (document: WorkflowDocument, env: Environment, tokens: readonly RepositoryToken[], {used, missing}: Findings): ReadonlyMap<string, ServerToken> => {
	const found = new Map<string, ServerToken>();
	for (const server of listServers(document)) {
		const [name, {FaaSType}] = server;
		const variables = getServerTokenVariables(name, FaaSType);
		const credential = isOnCluster(server) ? findExactly(env, variables[0]!) ?? findCredential(env, variables.slice(1)) : findCredential(env, variables);
		const token = credential === undefined ? (isOnGithub(server) ? tokens[0] : undefined) : {token: credential.value, variable: credential.variable};
		if (token !== undefined) {
			found.set(name, {token: token.token, variable: token.variable});
		}

		if (isOnCluster(server)) {
			if (credential !== undefined) {
				used.push({variable: credential.variable, purpose: `token of the server ${name}`, host: getClusterHost(server)});
			} else if (name === getEntryServer(document)) {
				missing.push({variable: variables[0]!, purpose: `to submit and watch jobs of the server ${name}`});
			}
		}
	}

	return found;
};

/** What containers on a cluster fetch document and functions with. */
const findFetchToken = (document: WorkflowDocument, env: Environment, {used}: Findings): string => {
	const clusters = listServers(document).filter(server => isOnCluster(server));
	const found = clusters.length === 0 ? undefined : findCredential(env, [fetchTokenVariable]);
	if (found === undefined) {
		return '';
	}

	used.push(...[...new Set(clusters.map(server => getClusterHost(server)))].map(host => ({variable: found.variable, purpose: 'with which containers fetch the document', host})));
	return found.value;
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

/** The places that get what travels with a dispatch, each with one server that has no secret store: on clusters there is none. */
const listReceivers = (document: WorkflowDocument): ReadonlyArray<{readonly purpose: string; readonly host?: string; readonly isForGithub?: true}> => {
	const open = listServers(document).filter(server => (isOnGithub(server) || isOnCluster(server)) && server[1].UseSecretStore !== true);
	const github = open.find(server => isOnGithub(server));
	const clusters = new Map(open.filter(server => isOnCluster(server)).toReversed().map(server => [getClusterHost(server), server[0]]));
	const describe = (server: string): string => `sent with each dispatch, since ${server} has no secret store`;
	return [
		...(github === undefined ? [] : [{purpose: describe(github[0]), isForGithub: true} as const]),
		...[...clusters].map(([host, server]) => ({purpose: describe(server), host})),
	];
};

/** What FaaSr calls each secret, for a server without a secret store: all are missed, for its action passes them on. */
const findSecrets = (document: WorkflowDocument, env: Environment, found: Pick<Credentials, 'servers' | 'stores'>, {used, missing}: Findings): Readonly<Record<string, string>> => {
	const receivers = listReceivers(document);
	if (receivers.length === 0) {
		return {};
	}

	const servers = listServers(document);
	const use = (variable: string): void => {
		used.push(...receivers.map(receiver => ({variable, ...receiver})));
	};

	const known: Record<string, string> = {
		...Object.fromEntries([...found.servers].map(([name, {token}]) => [`${name}_${document.ComputeServers[name]?.FaaSType === 'GitHubActions' ? 'PAT' : 'Token'}`, token])),
		...Object.fromEntries([...found.stores].flatMap(([name, {accessKeyId, secretAccessKey}]) => [[`${name}_AccessKey`, accessKeyId], [`${name}_SecretKey`, secretAccessKey]])),
	};
	for (const server of servers) {
		const {variable} = found.servers.get(server[0]) ?? {};
		if (variable !== undefined) {
			// Its own place gets it anyway.
			const others = receivers.filter(({host, isForGithub}) => isOnGithub(server) ? isForGithub !== true : host !== getClusterHost(server));
			used.push(...others.map(receiver => ({variable, ...receiver})));
		}
	}

	for (const name of found.stores.keys()) {
		const {first, second} = findCredentialPair(env, getStoreVariables(document, name));
		for (const key of [first, second]) {
			if (key !== undefined) {
				use(key.variable);
			}
		}
	}

	// A GitHub token that is missed at all is missed by its common name, unless nothing but a later hop needs it.
	const isMissed = (name: string): boolean => !name.endsWith('_PAT') || (servers[0] !== undefined && isOnCluster(servers[0]) && servers.some(server => isOnGithub(server) && name === `${server[0]}_PAT`));
	for (const name of getSecretNames(document).filter(name => known[name] === undefined)) {
		const secret = name.endsWith('_Token') ? findExactly(env, name) : findCredential(env, [name]);
		if (secret !== undefined) {
			known[name] = secret.value;
			use(secret.variable);
		} else if (document.ComputeServers[getEntryServer(document)]?.UseSecretStore !== true && !missing.some(({variable}) => variable === name) && isMissed(name)) {
			missing.push({variable: name, purpose: `sent with the dispatch, since the server ${getEntryServer(document)} has no secret store`});
		}
	}

	return known;
};

/**
Finds everything a run needs in the environment and `.env`, so that the user is told of all that is missing and not of one after the other.

Throws a `FaasrTuiError` when `.env` would choose where something of the user's goes.
*/
export const findCredentials = (document: WorkflowDocument, settings: Settings): Credentials => {
	const env = pickSettings(settings, document);
	const findings: Findings = {used: [], missing: []};
	const tokens = findTokens(document, env, findings);
	const servers = findServers(document, env, tokens, findings);
	const fetchToken = findFetchToken(document, env, findings);
	const repository = findRepository(env, findings);
	const stores = findStores(document, env, findings);
	const secrets = findSecrets(document, env, {servers, stores}, findings);
	const apiUrl = findApiUrl(settings, findings.used.filter(({isForGithub}) => isForGithub).map(({variable}) => variable));
	const toUsed = ({isForGithub, ...use}: Use): UsedVariable => isForGithub ? {...use, host: getHost(apiUrl)} : use;
	return {
		token: tokens[0]?.token ?? findCredential(env, getTokenVariables(getEntryServer(document)))?.value ?? '',
		apiUrl, tokens, servers, fetchToken, repository, stores, secrets,
		used: findings.used.map(use => toUsed(use)), missing: findings.missing,
	};
};

/** True when not one of the credentials a document needs is set: then the user has not begun to set up a cloud. */
export const hasNoCredentials = (document: WorkflowDocument, settings: Settings): boolean => {
	const stores = getWatchedStores(document);
	const names = [
		...Object.keys(document.ComputeServers).flatMap(server => getTokenVariables(server)),
		...Object.entries(document.ComputeServers).flatMap(([server, {FaaSType}]) => getServerTokenVariables(server, FaaSType)),
		...stores.flatMap(store => getStoreVariables(document, store).flat()),
	];
	return findCredential(pickSettings(settings, document), names) === undefined;
};
