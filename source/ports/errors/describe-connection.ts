/** Why a server could not be talked to, in words, and what to do about it. */
export type ConnectionFailure = {
	/** Completes "it failed: …"; the machine's own code stands in it. */
	readonly reason: string;
	readonly hint?: string;
};

/** Whom a connection was to reach. */
export type ConnectionTarget = {
	/** How the user wrote its address, as far as it is known: only the scheme and the host of it are shown. */
	readonly address: string | undefined;
	/** What holds the address: `GITHUB_API_URL`, `DataStores.S3.Endpoint`. */
	readonly setting: string;
};

const untrusted: ReadonlySet<string> = new Set([
	'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** TLS heard something else; Node names it `EPROTO` where the socket was written to. */
const notTls: ReadonlySet<string> = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

const getHost = (address: string | undefined): string => address !== undefined && URL.canParse(address) ? new URL(address).host : 'the server';

const isAddress = (address: string | undefined, scheme: string): boolean => address?.toLowerCase().startsWith(scheme) === true;

const describeTls = (code: string, {address, setting}: ConnectionTarget): ConnectionFailure | undefined => {
	const host = getHost(address);
	if (untrusted.has(code)) {
		return {reason: `${host} shows a certificate that this machine does not trust: ${code}`, hint: 'Set NODE_EXTRA_CA_CERTS to a file with the certificate of its authority (PEM), which your institution has.'};
	}

	if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
		return {reason: `${host} shows a certificate that is not valid today: ${code}`, hint: 'Check the clock of this machine; if it is right, the server\'s owner must renew the certificate.'};
	}

	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		return {reason: `${host} shows a certificate for another host: ${code}`, hint: `Check the host in ${setting}.`};
	}

	return notTls.has(code) && isAddress(address, 'https:')
		? {reason: `${host} does not speak TLS: ${code}`, hint: `Write ${setting} with http:// if the server speaks plain HTTP, or with the port on which it speaks TLS.`}
		: undefined;
};

/** Says what the code of a failed connection means, when more can be said than the code. */
export const describeConnection = (code: string, target: ConnectionTarget): ConnectionFailure | undefined => {
	const {address, setting} = target;
	if (code === 'ENOTFOUND') {
		return {reason: `host not found: ${code}`};
	}

	if (code.startsWith('HPE_') && isAddress(address, 'http:')) {
		return {reason: `${getHost(address)} does not speak plain HTTP: ${code}`, hint: `Write ${setting} with https://.`};
	}

	return describeTls(code, target);
};

/** The proxy refused the way, in the words of undici: `Proxy response (502) !== 200 when HTTP Tunneling`. */
export const describeProxyRefusal = (message: string): ConnectionFailure | undefined => {
	const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
	if (status === undefined) {
		return undefined;
	}

	return status === '407'
		? {reason: 'the proxy wants a name and a password: 407', hint: 'Write them into the proxy\'s variable: http://name:password@proxy.example:3128.'}
		: {reason: `the proxy refused to connect: ${status}`, hint: 'Check HTTPS_PROXY and HTTP_PROXY; NO_PROXY takes the hosts that need no proxy.'};
};
