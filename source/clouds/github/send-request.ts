import {type Clock} from '../../ports/clock.js';
import {type OctokitClient} from './create-octokit.js';
import {explainRefusal} from './explain-refusal.js';
import {createForeignAnswerError, createRedirectError, createRequestError, isRateLimited} from './request-error.js';
import {withTimeout} from './with-timeout.js';

const timeoutMs = 30_000;

/** The version whose answers this client knows; newer ones change the dispatch endpoint. */
const apiVersion = '2022-11-28';

/** What a route answered. */
export type GithubResponse = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | number | undefined>>;
	readonly data: unknown;
};

/** What is asked, and how it is called when it fails. */
export type GithubRequest = {
	/** `GET /repos/{owner}/{repo}/actions/runs`. */
	readonly route: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** `list the runs of owner/repo`: completes "GitHub refused to …". */
	readonly purpose: string;
	/** What a 404 means here, one sentence, and what to do about it. */
	readonly notFound?: {readonly message: string; readonly hint?: string};
	/** What to do about a refusal in whose words something is found. */
	readonly hints?: ReadonlyArray<readonly [said: RegExp, hint: string]>;
	/** Statuses that are answers and not failures. */
	readonly accept?: readonly number[];
	/** Hands a redirect to the caller instead of following it. */
	readonly keepRedirect?: boolean;
	/** True for a write with a secret in it: no redirect is followed, not even to the same host. */
	readonly isSecret?: boolean;
	/** True where a good answer is a file's bytes; everywhere else it is JSON or nothing. */
	readonly isFile?: boolean;
};

export type SendRequest = (request: GithubRequest, signal?: AbortSignal) => Promise<GithubResponse>;

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

/** Creates the one way requests go to GitHub: bounded in time, abortable, never repeated, failures in words. */
export const createSendRequest = (octokit: OctokitClient, clock: Clock): SendRequest => async (request, signal) => {
	const {route, parameters, accept = [], keepRedirect = false, isSecret = false} = request;
	signal?.throwIfAborted();
	let response: GithubResponse;
	try {
		response = await withTimeout({clock, timeoutMs, signal}, async timedSignal => octokit.request(route, {
			...parameters,
			headers: {'x-github-api-version': apiVersion, ...(parameters['headers'] as Record<string, string> | undefined)},
			request: {signal: timedSignal, ...((keepRedirect || isSecret) && {redirect: 'manual'})},
		}));
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
