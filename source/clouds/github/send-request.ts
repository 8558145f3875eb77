import {type Octokit} from '@octokit/rest';
import {type Clock} from '../../ports/clock.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {followSameOrigin} from '../network/follow-same-origin.js';
import {isSafeUrl} from '../network/is-safe-url.js';
import {outgoingFetch} from '../network/outgoing-fetch.js';
import {readBounded} from '../network/read-bounded.js';
import {type Timeout, withTimeout} from '../network/with-timeout.js';
import {type GithubRequest, type GithubResponse, type SendRequest} from './github-request.js';
import {explainRefusal} from './explain-refusal.js';
import {createForeignAnswerError, createRedirectError, createRequestError, isRateLimited} from './request-error.js';

export type SendRequestOptions = {
	readonly token: string;
	readonly apiUrl: string;
	readonly clock: Clock;
	/** @default through the proxy of the environment, where there is one */
	readonly fetch?: typeof fetch | undefined;
	/** Sees every answer, those of redirects too, before its body is read. */
	readonly onAnswer?: (response: Response) => void;
};

const silent = (): void => {}; // eslint-disable-line @typescript-eslint/no-empty-function

/** Octokit reports failures and deprecations on the console, where the screen is. */
const log = {
	debug: silent, info: silent, warn: silent, error: silent,
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

const timeoutMs = 30_000;

/** The version whose answers this client knows; newer ones change the dispatch endpoint. */
const apiVersion = '2022-11-28';

const getRefusal = (error: unknown): GithubResponse | undefined =>
	error instanceof Error && 'response' in error && typeof error.response === 'object' && error.response !== null
		? error.response as GithubResponse
		: undefined;

/** Whether GitHub can have given this answer: a captive portal's page arrives with status 200, too, and a proxy may cut JSON short. */
const isGithubs = ({status, headers, data}: GithubResponse, {isFile = false}: GithubRequest): boolean => {
	if (status === 204 || status >= 300) {
		return true;
	}

	return isFile ? !String(headers['content-type'] ?? '').startsWith('text/html') : typeof data === 'object' && data !== null;
};

/** Octokit without plugins that retry or wait: a dispatch must never be repeated by itself. */
const loadOctokit = async ({token, apiUrl, fetch: sendOut = outgoingFetch, onAnswer}: SendRequestOptions): Promise<Octokit> => {
	const {Octokit} = await import('@octokit/rest');
	const send: typeof fetch = async (...request) => {
		const response = await sendOut(...request);
		onAnswer?.(response);
		return response;
	};

	return new Octokit({
		auth: token,
		baseUrl: new URL(apiUrl).href.replace(/\/{1,9}$/, ''),
		userAgent: 'faasr-tui',
		log,
		request: {log, fetch: readWhole(followSameOrigin(send))},
	});
};

/** Asks through Octokit, bounded in time. */
const ask = async (loading: Promise<Octokit>, {route, parameters, keepRedirect = false, isSecret = false}: GithubRequest, timeout: Timeout): Promise<GithubResponse> =>
	withTimeout(timeout, async signal => {
		const octokit = await loading;
		return octokit.request(route, {
			...parameters,
			headers: {'x-github-api-version': apiVersion, ...(parameters['headers'] as Record<string, string> | undefined)},
			request: {signal, ...((keepRedirect || isSecret) && {redirect: 'manual'})},
		});
	});

/**
Creates the one way requests go to GitHub: bounded in time, abortable, never repeated, failures in words.

Throws a `FaasrTuiError` when the token or the address cannot be used.
*/
export const createSendRequest = (options: SendRequestOptions): SendRequest => {
	const {clock, token, apiUrl} = options;
	requireSafeUrl(apiUrl);
	requireSendableToken(token);
	let loading: Promise<Octokit> | undefined;
	return async (request, signal) => {
		const {accept = [], keepRedirect = false} = request;
		signal?.throwIfAborted();
		let response: GithubResponse;
		try {
			// A screen stands long before the first request.
			loading ??= loadOctokit(options);
			response = await ask(loading, request, {clock, timeoutMs, signal});
		} catch (error) {
			// An abort looks like an answer 500 of GitHub's unless the signal is asked first.
			signal?.throwIfAborted();
			const refusal = getRefusal(error);
			// A limit, or a policy that stands before everything, says nothing about what was asked, whatever its status would mean otherwise.
			if (refusal && accept.includes(refusal.status) && !isRateLimited(refusal) && explainRefusal(refusal)?.isPolicy !== true) {
				return refusal;
			}

			throw createRequestError(error, refusal, request);
		}

		if (!keepRedirect && response.headers['location'] !== undefined && response.status >= 300) {
			throw createRedirectError(response, request);
		}

		if (!isGithubs(response, request)) {
			throw createForeignAnswerError(response, request);
		}

		return response;
	};
};
