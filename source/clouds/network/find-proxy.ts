import {isIPv4, BlockList} from 'node:net';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const isLoopback = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** The host of an address as it is compared: without brackets, final dot and capitals. */
const getHost = ({hostname}: URL): string => hostname.toLowerCase().replaceAll(/^\[|]$/g, '').replace(/\.$/, '');

const getPort = ({port, protocol}: URL): string => port === '' ? (protocol === 'https:' ? '443' : '80') : port;

const isInNetwork = (host: string, entry: string): boolean => {
	const [, network = '', bits = ''] = /^((?:\d+\.){3}\d+)\/(\d+)$/.exec(entry) ?? [];
	if (!isIPv4(network) || !isIPv4(host) || Number(bits) > 32) {
		return false;
	}

	const list = new BlockList();
	list.addSubnet(network, Number(bits));
	return list.check(host);
};

/** Whether an entry of NO_PROXY names a host: as curl, Go and Python's requests take it. */
const isNamed = (url: URL, entry: string): boolean => {
	const host = getHost(url);
	if (entry === '*' || isInNetwork(host, entry)) {
		return true;
	}

	const {name = '', port} = /^\[?(?<name>[^\]]*?)]?(?::(?<port>\d+))?$/.exec(host.includes(':') && !entry.startsWith('[') ? `[${entry}]` : entry)?.groups ?? {};
	const domain = name.replace(/^\*?\./, '');
	return domain !== '' && (port === undefined || port === getPort(url)) && (host === domain || host.endsWith(`.${domain}`));
};

/** The small letters win, as in curl. */
const read = (env: Environment, name: string): {readonly variable: string; readonly value: string} | undefined => {
	for (const variable of [name.toLowerCase(), name]) {
		const value = env[variable]?.trim() ?? '';
		if (value !== '') {
			return {variable, value};
		}
	}

	return undefined;
};

/** A proxy, and the variable that names it. */
export type Proxy = {readonly url: string; readonly variable: string};

/**
The proxy through which an address is reached: `HTTPS_PROXY` or `HTTP_PROXY`, by the address's scheme, unless `NO_PROXY` names its host.

Never one for this machine's own addresses. `NO_PROXY` takes hosts with everything below them, `host:port`, IPv4 networks such as `10.0.0.0/8`, and `*`.
Throws a `FaasrTuiError` (code `credentials`) when the variable holds no address of an HTTP proxy.
*/
export const findProxy = (address: string | URL, env: Environment): Proxy | undefined => {
	const url = new URL(address);
	const proxy = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
	if (proxy === undefined || isLoopback(getHost(url))) {
		return undefined;
	}

	const exceptions = (read(env, 'NO_PROXY')?.value ?? '').toLowerCase().split(/[\s,]+/).filter(entry => entry !== '');
	if (exceptions.some(entry => isNamed(url, entry))) {
		return undefined;
	}

	const {variable, value} = proxy;
	const text = value.includes('://') ? value : `http://${value}`;
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new FaasrTuiError(`${variable} does not name an HTTP proxy.`, {code: 'credentials', hint: `Set ${variable} to an address such as http://proxy.example:3128, or remove it.`});
	}

	return {url: text, variable};
};
