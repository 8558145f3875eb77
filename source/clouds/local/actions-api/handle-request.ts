import {randomUUID} from 'node:crypto';
import {type IncomingMessage, type ServerResponse} from 'node:http';
import {type ApiContext} from './api-context.js';
import {ApiError, createNotFound} from './api-error.js';
import {authorize} from './authorize.js';
import {contentsRoute} from './contents-route.js';
import {dispatchRoute} from './dispatch-route.js';
import {type ArrivedRequest, type Intercept} from './intercept.js';
import {jobRoutes, signedLogRoute} from './job-routes.js';
import {getRateLimitHeaders, renderRateLimit, type RateLimit} from './rate-limit.js';
import {readJsonBody} from './read-json-body.js';
import {type Reply} from './reply.js';
import {matchPath, type ApiRequest, type Route} from './route.js';
import {runRoutes} from './run-routes.js';
import {isNotModified, sendReply} from './send-reply.js';

/** Every endpoint of the server's own: what a run on this machine and its watchers need. */
export const ownRoutes: readonly Route[] = [dispatchRoute, ...runRoutes, ...jobRoutes, contentsRoute, signedLogRoute];
const knownVersions: ReadonlySet<string> = new Set(['2022-11-28', '2026-03-10']);

/** What requests are answered with. */
export type RequestHandling = {
	readonly context: ApiContext;
	readonly token: string;
	readonly rateLimit: RateLimit;
	/** In the order in which they are looked at. */
	readonly routes: readonly Route[];
	readonly intercept?: Intercept | undefined;
};

/** The body can be read from the connection only once. */
const createReadJson = (request: IncomingMessage): ApiRequest['readJson'] => {
	let body: Promise<unknown> | undefined;
	return async maxBytes => {
		body ??= readJsonBody(request, maxBytes);
		return body;
	};
};

const isSigned = (path: string): boolean => path.startsWith('/_signed/');

const route = async (arrived: ArrivedRequest, {routes, context}: RequestHandling): Promise<Reply> => {
	const method = arrived.method === 'HEAD' ? 'GET' : arrived.method;
	for (const candidate of routes) {
		const params = candidate.method === method ? matchPath(candidate.path, arrived.path) : undefined;
		if (params && isSigned(candidate.path) === isSigned(arrived.path)) {
			return candidate.handle({...arrived, params}, context);
		}
	}

	throw createNotFound();
};

const requireKnownVersion = ({headers}: ArrivedRequest): void => {
	const version = headers['x-github-api-version'];
	if (typeof version === 'string' && !knownVersions.has(version)) {
		throw new ApiError(400, `"${version}" is not a supported API version.`);
	}
};

const answer = async (arrived: ArrivedRequest, handling: RequestHandling): Promise<Reply> => {
	const {context, token, rateLimit} = handling;
	if (isSigned(arrived.path)) {
		if (!context.signedUrls.verify(arrived.url)) {
			throw new ApiError(403, 'Server failed to authenticate the request.');
		}

		return route(arrived, handling);
	}

	authorize(arrived.headers.authorization, token);
	requireKnownVersion(arrived);
	if (arrived.path === '/rate_limit' && arrived.method === 'GET') {
		return renderRateLimit(rateLimit);
	}

	rateLimit.spend();
	const reply = await route(arrived, handling);
	if (isNotModified(arrived, reply)) {
		rateLimit.refund();
	}

	return reply;
};

const renderError = (error: unknown): Reply => {
	const {status, message} = error instanceof ApiError ? error : new ApiError(500, 'Server Error');
	return {status, json: {message, documentation_url: 'https://docs.github.com/rest', status: String(status)}};
};

const getCommonHeaders = ({context, rateLimit}: RequestHandling): Record<string, string> => ({
	date: new Date(context.clock.now()).toUTCString(),
	'x-github-request-id': randomUUID(),
	'x-github-media-type': 'github.v3; format=json',
	'x-github-api-version-selected': '2022-11-28',
	...getRateLimitHeaders(rateLimit),
});

/** Answers one request; whatever fails becomes an answer, too. */
export const handleRequest = async (request: IncomingMessage, response: ServerResponse, handling: RequestHandling): Promise<void> => {
	const {context, intercept} = handling;
	const send = async (reply: Reply): Promise<void> =>
		sendReply(request, response, reply, getCommonHeaders(handling));
	try {
		const url = new URL(request.url ?? '/', context.apiUrl);
		const arrived = {method: request.method ?? 'GET', path: url.pathname, url, headers: request.headers, readJson: createReadJson(request)};
		const next = async (): Promise<Reply> => {
			try {
				return await answer(arrived, handling);
			} catch (error) {
				return renderError(error);
			}
		};

		const reply = await (intercept?.(arrived, next, context) ?? next());
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
