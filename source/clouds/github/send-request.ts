import {type Clock} from '../../ports/clock.js';
import {type OctokitClient} from './create-octokit.js';
import {type GithubRequest, type GithubResponse, type SendRequest} from './github-request.js';
import {explainRefusal} from './explain-refusal.js';
import {createForeignAnswerError, createRedirectError, createRequestError, isRateLimited} from './request-error.js';
import {withTimeout} from './with-timeout.js';

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
