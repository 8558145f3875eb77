import {type Octokit} from '@octokit/rest';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {followSameOrigin} from '../network/follow-same-origin.js';
import {isSafeUrl} from '../network/is-safe-url.js';
import {outgoingFetch} from '../network/outgoing-fetch.js';
import {readBounded} from '../network/read-bounded.js';

const silent = (): void => {}; // eslint-disable-line @typescript-eslint/no-empty-function

/** Octokit reports failures and deprecations on the console, where the screen is. */
const log = {
	debug: silent, info: silent, warn: silent, error: silent,
};

export type OctokitOptions = {
	readonly token: string;
	readonly apiUrl: string;
	/** @default through the proxy of the environment, where there is one */
	readonly fetch?: typeof fetch | undefined;
};

const requireSafeUrl = (apiUrl: string): void => {
	const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
	if (!url || !isSafeUrl(url)) {
		throw new FaasrTuiError(`GitHub's API address ${url?.origin ?? '(not a URL)'} is refused: a token must travel over https.`, {
			code: 'credentials',
			hint: 'Set GITHUB_API_URL to an address that begins with https://.',
		});
	}
};

/** The HTTP library would put a token it cannot send into its error message. */
const requireSendableToken = (token: string): void => {
	if (!/^[!-~]+$/.test(token)) {
		throw new FaasrTuiError(token === '' ? 'There is no GitHub token.' : 'The GitHub token has characters that no token has, such as a blank or a line break.', {
			code: 'credentials',
			hint: 'Set GITHUB_TOKEN to a token with the scopes repo and workflow.',
		});
	}
};

const noBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** Everything that is asked of GitHub is far smaller; logs and archives are read elsewhere. */
const mostBytes = 10_000_000;

/** Octokit takes an answer that breaks off, is aborted or stalls for an empty one: read to its end here, it fails as a request that got no answer does. */
const readWhole = (send: typeof fetch): typeof fetch => async (input, init) => {
	const response = await send(input, init);
	const {status, statusText, headers} = response;
	const body = response.body ? await readBounded(response.body, mostBytes) : undefined;
	return new Response(noBody.has(status) ? undefined : body, {status, statusText, headers});
};

/** What is used of Octokit: one request, by its route. */
export type OctokitClient = {
	readonly request: (route: string, parameters: NonNullable<Parameters<Octokit['request']>[1]>) => ReturnType<Octokit['request']>;
};

/** A client of GitHub's REST API without plugins that retry or wait: a dispatch must never be repeated by itself. */
export const createOctokit = ({token, apiUrl, fetch: send = outgoingFetch}: OctokitOptions): OctokitClient => {
	requireSafeUrl(apiUrl);
	requireSendableToken(token);
	let client: Promise<Octokit> | undefined;
	const load = async (): Promise<Octokit> => {
		const {Octokit} = await import('@octokit/rest');
		return new Octokit({
			auth: token,
			baseUrl: new URL(apiUrl).href.replace(/\/{1,9}$/, ''),
			userAgent: 'faasr-tui',
			log,
			request: {log, fetch: readWhole(followSameOrigin(send))},
		});
	};

	return {
		async request(route, parameters) {
			// A screen stands long before the first request.
			client ??= load();
			const octokit = await client;
			return octokit.request(route, parameters);
		},
	};
};
