import {outgoingFetch} from '../network/outgoing-fetch.js';

/** A token for each repository, by `owner/repo`. */
export type RepositoryTokens = ReadonlyArray<{readonly owner: string; readonly repo: string; readonly token: string}>;

const getRepository = (input: Parameters<typeof fetch>[0]): string | undefined =>
	/\/repos\/(?<name>[^/?]+\/[^/?]+)/.exec(input instanceof Request ? input.url : String(input))?.groups?.['name'];

/** A fetch that sends each repository its own token where the document's servers differ. What carries no token stays without. */
export const createTokenFetch = (tokens: RepositoryTokens, send: typeof fetch = outgoingFetch): typeof fetch => {
	const byRepository = new Map(tokens.map(({owner, repo, token}) => [`${owner}/${repo}`.toLowerCase(), token]));
	return async (input, init) => {
		const token = byRepository.get(decodeURIComponent(getRepository(input) ?? '').toLowerCase());
		const headers = new Headers(init?.headers);
		if (token === undefined || !headers.has('authorization')) {
			return send(input, init);
		}

		headers.set('authorization', `token ${token}`);
		return send(input, {...init, headers});
	};
};
