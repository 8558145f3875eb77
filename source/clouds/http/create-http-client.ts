import process from 'node:process';
import {rootCertificates} from 'node:tls';
import {type Dispatcher} from 'undici';
import {findProxy} from '../network/find-proxy.js';
import {readBounded} from '../network/read-bounded.js';
import {withTimeout} from '../network/with-timeout.js';
import {type Clock} from '../../ports/clock.js';
import {createHttpError} from './http-error.js';

/** A platform's server, and how to trust it. */
export type HttpServer = {
	/** Scheme, host and port. */
	readonly origin: string;
	/** Where the document has its address, for hints: `ComputeServers.Cluster.Endpoint`. */
	readonly setting: string;
	/** Certificates (PEM) that may sign the server's, besides those that Node.js knows. @default none */
	readonly certificates?: readonly string[];
	/** Takes any certificate: nobody then tells the server from somebody in between. @default false */
	readonly isUnverified?: boolean;
};

export type HttpRequest = {
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** Path and query, beginning with `/`. */
	readonly path: string;
	/** Completes "Cannot reach x.example to …". */
	readonly purpose: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** Of the answer, after decompression. @default 10000000 */
	readonly mostBytes?: number;
};

export type HttpAnswer = {
	readonly status: number;
	/** By names in small letters. */
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly text: string;
};

/**
Sends a request to a platform's server once, whatever comes of it; redirects are not followed.

Rejects with an `HttpError` where there is no answer, which says whether anything was sent, and with the signal's reason when it aborts.
*/
export type SendHttp = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;

export type HttpClientOptions = HttpServer & {
	readonly clock: Clock;
	/** From the request to the end of its answer (ms). @default 30000 */
	readonly timeoutMs?: number;
	/** Names the proxy. @default process.env */
	readonly env?: Readonly<Record<string, string | undefined>>;
};

const connectMs = 10_000;

const openDispatcher = async ({origin, certificates = [], isUnverified = false}: HttpServer, env: Readonly<Record<string, string | undefined>>): Promise<Dispatcher> => {
	const {Agent, ProxyAgent} = await import('../network/undici.js');
	const proxy = findProxy(origin, env);
	const tls = {
		timeout: connectMs,
		...(certificates.length > 0 && {ca: [...rootCertificates, ...certificates]}),
		...(isUnverified && {rejectUnauthorized: false}),
	};
	// Platforms are asked every few seconds at most: a connection of its own for each request never meets one that the server is just closing.
	const common = {pipelining: 0, headersTimeout: 0, bodyTimeout: 0};
	return proxy === undefined
		? new Agent({...common, connect: tls})
		: new ProxyAgent({...common, uri: proxy.url, proxyTunnel: true, connect: {timeout: connectMs}, requestTls: tls});
};

/** Calls back when a request is written to a connection that stands. */
const noteStart = (onStart: () => void): Dispatcher.DispatcherComposeInterceptor => dispatch => (options, handler) => dispatch(options, {
	onRequestStart(controller, context) {
		onStart();
		handler.onRequestStart?.(controller, context);
	},
	onRequestUpgrade(...upgrade) {
		handler.onRequestUpgrade?.(...upgrade);
	},
	onResponseStart(...start) {
		handler.onResponseStart?.(...start);
	},
	onResponseData(...data) {
		handler.onResponseData?.(...data);
	},
	onResponseEnd(...end) {
		handler.onResponseEnd?.(...end);
	},
	onResponseError(...error) {
		handler.onResponseError?.(...error);
	},
});

/** Creates the way to one server of a platform. Nothing is connected before the first request, and nothing stays open after one. */
export const createHttpClient = (options: HttpClientOptions): SendHttp => {
	const {origin, setting, clock, timeoutMs = 30_000, env = process.env} = options;
	let opened: Promise<Dispatcher> | undefined;
	return async ({method, path, purpose, headers, body, mostBytes = 10_000_000}, signal) => {
		signal?.throwIfAborted();
		let isSent = false;
		const note = noteStart(() => {
			isSent = true;
		});
		try {
			return await withTimeout({clock, timeoutMs, signal}, async timedSignal => {
				opened ??= openDispatcher(options, env);
				const [{request: send}, dispatcher] = await Promise.all([import('../network/undici.js'), opened]);
				const answer = await send(`${origin}${path}`, {
					dispatcher: dispatcher.compose(note),
					method,
					headers: {'user-agent': 'faasr-tui', accept: 'application/json', ...(body !== undefined && {'content-type': 'application/json'}), ...headers},
					body: body === undefined ? null : JSON.stringify(body),
					signal: timedSignal,
				});
				const bytes = await readBounded(answer.body, mostBytes);
				return {
					status: answer.statusCode,
					headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')])),
					text: new TextDecoder().decode(bytes),
				};
			});
		} catch (error) {
			signal?.throwIfAborted();
			throw createHttpError(error, {purpose, origin, setting, isSent});
		}
	};
};
