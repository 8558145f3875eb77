/** What is wrong with the address of an S3 service, and what to write. */
export type EndpointFault = {
	/** Goes on after its name. */
	readonly reason: string;
	/** An address of the right form. */
	readonly right: string;
};

/** What may be shown as the end of a right address: short, and without a name or password. */
const isPlainHost = (host: string): boolean => host.length <= 100 && /^[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(host);

/** Why nothing can be asked at an `Endpoint`; `undefined` when it is fine, or empty, which FaaSr takes for AWS. boto3 refuses the same. */
export const findEndpointFault = (endpoint: string | undefined): EndpointFault | undefined => {
	if (endpoint === undefined || endpoint === '') {
		return undefined;
	}

	if (!/^https?:\/\//i.test(endpoint)) {
		const host = endpoint.replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
		return {reason: 'is not an http or https address', right: `https://${isPlainHost(host) ? host : 'host'}`};
	}

	return URL.canParse(endpoint) && new URL(endpoint).username === '' && new URL(endpoint).password === ''
		? undefined
		: {reason: URL.canParse(endpoint) ? 'has a name or a password in it' : 'is not an address', right: 'https://host:port'};
};

/** True for an address whose traffic anybody on the way can read: http, and not on this machine. */
export const isReadableOnTheWay = (endpoint: string | undefined): boolean => {
	if (endpoint === undefined || !URL.canParse(endpoint)) {
		return false;
	}

	const {protocol, hostname} = new URL(endpoint);
	return protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1])$/.test(hostname);
};
