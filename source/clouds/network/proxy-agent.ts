import {type Dispatcher} from 'undici';
import {type Proxy} from './find-proxy.js';

const agents = new Map<string, Promise<Dispatcher>>();

const openAgent = async (url: string): Promise<Dispatcher> => {
	// Loaded on first use: few need a proxy, and Node's own fetch cannot be told of one before Node 24.
	const {ProxyAgent} = await import('./undici.js');
	return new ProxyAgent({uri: url, proxyTunnel: true, connect: {timeout: 10_000}});
};

/** The connections through a proxy, the same ones for everything that is sent through it. They keep no process alive. */
export const getProxyAgent = async ({url}: Proxy): Promise<Dispatcher> => {
	const agent = agents.get(url) ?? openAgent(url);
	agents.set(url, agent);
	return agent;
};
