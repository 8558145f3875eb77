import {randomUUID} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {type ApiContext} from './api-context.js';
import {ApiError, createNotFound} from './api-error.js';
import {authorize} from './authorize.js';
import {contentsRoutes, signedTarballRoute} from './contents-routes.js';
import {dispatchRoute} from './dispatch-route.js';
import {jobRoutes, signedLogRoute} from './job-routes.js';
import {gitRoutes} from './git/git-routes.js';
import {getRateLimitHeaders, type RateLimit} from './rate-limit.js';
import {readJsonBody} from './read-json-body.js';
import {repositoryRoutes} from './repository-routes.js';
import {matchPath, type Reply, type Route} from './route.js';
import {runRoutes} from './run-routes.js';
import {secretRoutes} from './secret-routes.js';
import {isNotModified, sendReply} from './send-reply.js';

/** Every endpoint that asks for the token. */
export const routes: readonly Route[] = [dispatchRoute, ...runRoutes, ...jobRoutes, ...contentsRoutes, ...repositoryRoutes, ...gitRoutes, ...secretRoutes];
/** Every endpoint that asks for a signature in its address instead. */
export const signedRoutes: readonly Route[] = [signedLogRoute, signedTarballRoute];
const knownVersions: ReadonlySet<string> = new Set(['2022-11-28', '2026-03-10']);

type ReadJson = () => Promise<unknown>;

/** The body can be read from the connection only once. */
const createReadJson = (request: IncomingMessage): ReadJson => {
	let body: Promise<unknown> | undefined;
	return async () => {
		body ??= readJsonBody(request);
		return body;
	};
};

type Arrival = {readonly request: IncomingMessage; readonly url: URL; readonly readJson: ReadJson};

const route = async ({request, url, readJson}: Arrival, candidates: readonly Route[], context: ApiContext): Promise<Reply> => {
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	for (const candidate of candidates) {
		const params = candidate.method === method ? matchPath(candidate.path, url.pathname) : undefined;
		if (params) {
			return candidate.handle({
				url, headers: request.headers, params, readJson,
			}, context);
		}
	}

	throw createNotFound();
};

const requireKnownVersion = ({headers}: IncomingMessage): void => {
	const version = headers['x-github-api-version'];
	if (typeof version === 'string' && !knownVersions.has(version)) {
		throw new ApiError(400, `"${version}" is not a supported API version.`);
	}
};

const answer = async (arrival: Arrival, context: ApiContext, rateLimit: RateLimit): Promise<Reply | 'reset'> => {
	const {request, url, readJson} = arrival;
	const trouble = await context.options.trouble?.({method: request.method ?? 'GET', path: url.pathname, readJson});
	if (trouble !== undefined) {
		return trouble;
	}

	if (url.pathname.startsWith('/_signed/')) {
		if (!context.signedUrls.verify(url)) {
			throw new ApiError(403, 'Server failed to authenticate the request.');
		}

		return route(arrival, signedRoutes, context);
	}

	authorize(request.headers.authorization, context.options.token);
	requireKnownVersion(request);
	if (url.pathname === '/rate_limit' && request.method === 'GET') {
		const core = rateLimit.getState();
		return {status: 200, json: {resources: {core}, rate: core}};
	}

	rateLimit.spend();
	const reply = await route(arrival, routes, context);
	if (isNotModified(request, reply)) {
		rateLimit.refund();
	}

	return reply;
};

const renderError = (error: unknown): Reply => {
	const {status, message} = error instanceof ApiError ? error : new ApiError(500, 'Server Error');
	return {status, json: {message, documentation_url: 'https://docs.github.com/rest', status: String(status)}};
};

const getCommonHeaders = ({options}: ApiContext, rateLimit: RateLimit): Record<string, string> => ({
	date: new Date(options.clock.now()).toUTCString(),
	'x-oauth-scopes': options.canWriteWorkflows === false ? 'repo' : 'repo, workflow',
	'x-github-request-id': randomUUID(),
	'x-github-media-type': 'github.v3; format=json',
	'x-github-api-version-selected': '2022-11-28',
	...getRateLimitHeaders(rateLimit),
});

/** Answers one request; whatever fails becomes an answer, too. */
export const handleRequest = async (request: IncomingMessage, response: ServerResponse, context: ApiContext, rateLimit: RateLimit): Promise<void> => {
	const send = async (reply: Reply): Promise<void> =>
		sendReply(request, response, reply, getCommonHeaders(context, rateLimit));
	try {
		const arrival = {request, url: new URL(request.url ?? '/', context.apiUrl), readJson: createReadJson(request)};
		const reply = await answer(arrival, context, rateLimit);
		if (reply === 'reset') {
			request.socket.resetAndDestroy();
			return;
		}

		await send(reply);
	} catch (error) {
		if (response.headersSent) {
			response.destroy();
			return;
		}

		await send(renderError(error));
	}
};
