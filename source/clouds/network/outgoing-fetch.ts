import process from 'node:process';
import {findProxy} from './find-proxy.js';
import {getProxyAgent} from './proxy-agent.js';

type Environment = Readonly<Record<string, string | undefined>>;

const getUrl = (input: Parameters<typeof fetch>[0]): string => input instanceof Request ? input.url : String(input);

/** A `fetch` that goes through the proxy which the environment names for an address; without one it is Node's own. */
export const createOutgoingFetch = (env: Environment): typeof fetch => async (input, init) => {
	const proxy = findProxy(getUrl(input), env);
	if (proxy === undefined) {
		return fetch(input, init);
	}

	// A dispatcher and the fetch that uses it must be of one version: Node's own fetch is another one.
	const [{fetch: send}, dispatcher] = await Promise.all([import('./undici.js'), getProxyAgent(proxy)]);
	return send(getUrl(input), {...init, dispatcher} as Parameters<typeof send>[1]);
};

/** The `fetch` of everything that leaves this machine. What names a proxy is asked of the process's own environment alone, never of a `.env` file. */
export const outgoingFetch = createOutgoingFetch(process.env);
