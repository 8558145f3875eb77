const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** GitHub itself sends one, for a repository that was renamed. */
const mostRedirects = 5;

const isRead = (method: string | undefined): boolean => /^(?:get|head)$/i.test(method ?? 'GET');

/** Where a redirect leads when it may be followed: to the same scheme, host and port, and only where the request stays what it is. */
const getTarget = (from: string, {status, headers}: Response, method: string | undefined): string | undefined => {
	const location = headers.get('location') ?? '';
	if (!redirects.has(status) || !URL.canParse(location, from) || !(isRead(method) || status === 307 || status === 308)) {
		return undefined;
	}

	const target = new URL(location, from);
	return target.origin === new URL(from).origin ? target.href : undefined;
};

/**
A `fetch` that follows a redirect to the origin that was asked, and gives every other one back as the answer.

Node's own would carry a request's body to any host, and from https to http; `redirect: 'manual'` follows none.
*/
export const followSameOrigin = (send: typeof fetch): typeof fetch => async (input, init) => {
	let url = input instanceof Request ? input.url : String(input);
	let response = await send(url, {...init, redirect: 'manual'});
	for (let count = 0; count < mostRedirects && init?.redirect !== 'manual'; count++) {
		const target = getTarget(url, response, init?.method);
		if (target === undefined) {
			break;
		}

		await response.body?.cancel();
		url = target;
		response = await send(url, {...init, redirect: 'manual'});
	}

	return response;
};
