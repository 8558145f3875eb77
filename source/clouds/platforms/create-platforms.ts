import {type ComputeServer, type WorkflowDocument} from '../../core/workflow/document.js';
import {type Clock} from '../../ports/clock.js';
import {type Platform} from '../../ports/platform.js';
import {type Credentials} from '../credentials/credentials.js';
import {createGithubActionsPlatform} from '../github/create-github-actions-platform.js';
import {createTokenFetch} from '../github/token-fetch.js';
import {createSlurmPlatform} from '../slurm/create-slurm-platform.js';
import {type Adapter, type UnseenServer} from './adapter.js';
import {createRouter} from './create-router.js';

export type PlatformsOptions = {
	readonly document: WorkflowDocument;
	/** Where actions fetch the document: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	readonly credentials: Credentials;
	readonly clock: Clock;
};

export type Platforms = {
	/** All of them as one. */
	readonly platform: Platform;
	/** Servers that are used and that nobody can ask. */
	readonly unseen: readonly UnseenServer[];
};

type Servers = ReadonlyArray<readonly [name: string, server: ComputeServer]>;

/** The servers that run actions, the entry action's first. */
export const listUsedServers = ({ActionList, ComputeServers, FunctionInvoke}: WorkflowDocument): Servers => {
	const names = new Set([ActionList[FunctionInvoke]?.FaaSServer ?? '', ...Object.values(ActionList).map(({FaaSServer}) => FaaSServer)]);
	return [...names].flatMap(name => {
		const server = ComputeServers[name];
		return server === undefined ? [] : [[name, server] as const];
	});
};

const hasSeveralTokens = ({tokens}: Credentials): boolean => new Set(tokens.map(({token}) => token)).size > 1;

/** One client for all of GitHub's servers: it finds the repository of each action, and one limit on requests is for all of them. */
const openGithub = (servers: Servers, {document, payloadUrl, credentials, clock}: PlatformsOptions): readonly Adapter[] => {
	const {token, tokens, apiUrl, secrets} = credentials;
	return token === ''
		? []
		: [{
			source: 'gh',
			servers: new Set(servers.map(([name]) => name)),
			platform: createGithubActionsPlatform({
				document, payloadUrl, token, apiUrl, clock, secrets, ...(hasSeveralTokens(credentials) && {fetch: createTokenFetch(tokens)}),
			}),
		}];
};

/** One client for each cluster that has a token. */
const openSlurm = (servers: Servers, {document, payloadUrl, credentials, clock}: PlatformsOptions): readonly Adapter[] => servers.flatMap(([serverName]) => {
	const token = credentials.servers.get(serverName)?.token;
	return token === undefined
		? []
		: [{
			source: `slurm:${serverName}`,
			servers: new Set([serverName]),
			platform: createSlurmPlatform({document, serverName, payloadUrl, token, secrets: credentials.secrets, githubToken: credentials.fetchToken, clock}),
		}];
});

/** What drives the servers of a type. A platform is added by a line here; a server that is not among its adapters lacks a token. */
const drivers: Readonly<Record<string, {readonly open: (servers: Servers, options: PlatformsOptions) => readonly Adapter[]; readonly getVariable: (server: string) => string}>> = {
	GitHubActions: {open: openGithub, getVariable: server => `${server}_PAT`},
	SLURM: {open: openSlurm, getVariable: server => `${server}_Token`},
};

/** Opens what drives the servers that a document uses. One whose token is not set, or of a platform that nothing drives yet, is followed by S3 alone. */
export const createPlatforms = (options: PlatformsOptions): Platforms => {
	const {document, clock} = options;
	const used = listUsedServers(document);
	const adapters = Object.entries(drivers).flatMap(([type, {open}]) => {
		const servers = used.filter(([, {FaaSType}]) => FaaSType === type);
		return servers.length === 0 ? [] : open(servers, options);
	});
	const unseen = used.filter(([name]) => !adapters.some(({servers}) => servers.has(name))).map(([server, {FaaSType: type}]): UnseenServer => {
		const driver = Object.hasOwn(drivers, type) ? drivers[type] : undefined;
		return {server, type, ...(driver && {missing: driver.getVariable(server)})};
	});
	const [only, ...others] = adapters;
	return {
		unseen,
		platform: only !== undefined && others.length === 0 && unseen.length === 0 ? only.platform : createRouter({document, adapters, unseen, clock}),
	};
};
