import process from 'node:process';
import {type S3ClientConfig} from '@aws-sdk/client-s3';
import {type DataStore} from '../../core/workflow/document.js';
import {findProxy, type Proxy} from '../network/find-proxy.js';
import {getProxyAgent} from '../network/proxy-agent.js';

type Handler = NonNullable<S3ClientConfig['requestHandler']>;

/** What of the SDK's requests is sent. */
type SdkRequest = {
	readonly method: string;
	readonly protocol: string;
	readonly hostname: string;
	readonly port?: number;
	readonly path: string;
	readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly headers: Record<string, string>;
	readonly body?: string | Uint8Array;
};

export type HandlerTimeouts = {readonly requestMs: number; readonly socketMs: number};

const getPath = ({path, query = {}}: SdkRequest): string => {
	const parts = Object.entries(query).flatMap(([name, value]) => [value].flat().map(item => typeof item === 'string' ? `${encodeURIComponent(name)}=${encodeURIComponent(item)}` : encodeURIComponent(name)));
	return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
};

const getOrigin = ({protocol, hostname, port}: SdkRequest): string => `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;

/** Where a store is reached. An endpoint or a region that makes no address is for the SDK to refuse. */
const getAddress = ({Endpoint = '', Region = ''}: Pick<DataStore, 'Endpoint' | 'Region'>): string => {
	const aws = 'https://s3.us-east-1.amazonaws.com';
	return [Endpoint, Region === '' ? aws : `https://s3.${Region}.amazonaws.com`].find(address => URL.canParse(address)) ?? aws;
};

/**
The proxy to a data store, by its endpoint or, for AWS, the address of its region; `undefined` when it is reached directly.

Throws a `FaasrTuiError` when the variable holds no address of a proxy.
*/
export const findStoreProxy = (store: Pick<DataStore, 'Endpoint' | 'Region'>, env: Readonly<Record<string, string | undefined>> = process.env): Proxy | undefined =>
	findProxy(getAddress(store), env);

/** Sends what the SDK has signed through a proxy: the SDK's own handler knows of none. */
export const createProxyHandler = (proxy: Proxy, {requestMs, socketMs}: HandlerTimeouts): Handler => ({
	metadata: {handlerProtocol: 'http/1.1'},
	async handle(request: SdkRequest, {abortSignal}: {readonly abortSignal?: AbortSignal} = {}) {
		const [{request: send}, dispatcher] = await Promise.all([import('../network/undici.js'), getProxyAgent(proxy)]);
		const {statusCode, headers, body} = await send(`${getOrigin(request)}${getPath(request)}`, {
			dispatcher,
			method: request.method,
			headers: request.headers,
			body: request.body ?? null,
			signal: abortSignal ?? null,
			headersTimeout: requestMs,
			bodyTimeout: socketMs,
		});
		const plainHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
		return {response: {statusCode, headers: plainHeaders, body}};
	},
	updateHttpClientConfig: () => undefined,
	httpHandlerConfigs: () => ({}),
	// The agent belongs to everything that goes through the proxy.
	destroy: () => undefined,
});
