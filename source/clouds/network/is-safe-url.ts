const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether what is sent there cannot be read on the way. */
export const isSafeUrl = (url: URL): boolean =>
	url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
