import {describeConnection, describeProxyRefusal, type ConnectionFailure} from '../../ports/errors/describe-connection.js';
import {type ErrorDetails, FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {AnswerTooLargeError} from '../network/read-bounded.js';
import {type Explanation, explainRefusal, getHeader, getServerMessage, longestMessage} from './explain-refusal.js';
import {type GithubRequest, type GithubResponse} from './github-request.js';

type Description = {readonly message: string} & ErrorDetails;

/** A refusal that is not about what was asked: a rule of the organization, or the state of the account. */
export class PolicyError extends FaasrTuiError {
	override readonly name = 'PolicyError';
}

/** GitHub was not reached at all: nothing was refused. */
export class ConnectionError extends FaasrTuiError {
	override readonly name = 'ConnectionError';
}

/** A refusal because of too many requests, with how long they are to wait when GitHub tells it. */
type RateLimit = {readonly waitMs?: number; readonly end: string};

const maxWaitMs = 3_600_000;

/** The last moment that a `Date` can show. */
const lastTime = 8_640_000_000_000_000;

/** The time until a time of GitHub's clock, by the time of its answer; `undefined` when one of them is missing. */
const getWaitMs = (at: number, response: GithubResponse): number | undefined => {
	const waitMs = at - Date.parse(getHeader(response, 'date') ?? '');
	return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), maxWaitMs);
};

/** Seconds or, as HTTP also allows, a date. */
const parseRetryAfter = (text: string, response: GithubResponse): number | undefined => /^\d+$/.test(text)
	? Math.min(Number(text) * 1000, maxWaitMs)
	: getWaitMs(Date.parse(text), response);

/** Tells whether an answer is about a rate limit, and when that ends: `retry-after` first, then the reset of a spent budget. */
const getRateLimit = (response: GithubResponse): RateLimit | undefined => {
	if (response.status !== 403 && response.status !== 429) {
		return undefined;
	}

	const retryAfter = getHeader(response, 'retry-after');
	const retryAfterMs = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, response);
	if (retryAfterMs !== undefined) {
		return {waitMs: retryAfterMs, end: `in ${Math.ceil(retryAfterMs / 1000)} s`};
	}

	const resetAt = Number(getHeader(response, 'x-ratelimit-reset') ?? '') * 1000;
	if (getHeader(response, 'x-ratelimit-remaining') === '0' && resetAt > 0 && resetAt <= lastTime) {
		const waitMs = getWaitMs(resetAt, response);
		return {...(waitMs !== undefined && {waitMs}), end: `at ${new Date(resetAt).toISOString().slice(11, 19)} UTC`};
	}

	return response.status === 429 || /rate limit/i.test(getServerMessage(response) ?? '') ? {end: 'in a minute or more'} : undefined;
};

/** Whether an answer means that GitHub was asked too often. */
export const isRateLimited = (response: GithubResponse): boolean => getRateLimit(response) !== undefined;

/** 5xx are GitHub's own trouble; about others the request may know more. */
const findHint = (response: GithubResponse, {hints = []}: GithubRequest): string | undefined => response.status >= 500
	? 'Try again later; https://www.githubstatus.com says whether GitHub is in trouble.'
	: hints.find(([said]) => said.test(getServerMessage(response) ?? ''))?.[1];

/** A 403 whose words and headers do not tell why: as a rule a token of another repository, or one with too few rights. */
const unexplained: Explanation = {reason: 'the token may not do that', hint: 'Give the token the scopes repo and workflow, or Actions: read and write as a fine-grained token.'};

const describeRefusal = (response: GithubResponse, request: GithubRequest): Description => {
	const {purpose, notFound} = request;
	const {status} = response;
	const said = getServerMessage(response);
	const answer = `${status}${said === undefined ? '' : ` ${said}`}`;
	const rateLimit = getRateLimit(response);
	if (rateLimit !== undefined) {
		const {end, ...rest} = rateLimit;
		return {
			code: 'unreachable',
			message: `GitHub refused to ${purpose}: the rate limit of the token is used up and ends ${end}.`,
			hint: 'Wait until then; functions that dispatch with the same token count, too.',
			rateLimit: rest,
		};
	}

	if (status === 401) {
		return {
			code: 'credentials',
			message: `GitHub refused to ${purpose}: the token is wrong or has expired (${answer}).`,
			hint: 'Set GITHUB_TOKEN to a valid token with the scopes repo and workflow.',
		};
	}

	if (status === 403) {
		const {reason, hint} = explainRefusal(response) ?? unexplained;
		return {code: 'credentials', message: `GitHub refused to ${purpose}: ${reason} (${answer}).`, hint};
	}

	if (status === 404 && notFound) {
		return {code: 'unreachable', message: notFound.message, hint: notFound.hint};
	}

	return {
		code: 'unreachable',
		message: status >= 500 ? `GitHub failed to ${purpose} (${answer}).` : `GitHub refused to ${purpose} (${answer}).`,
		hint: findHint(response, request),
	};
};

/** A success that is none: it is not known what became of the request. */
export const createForeignAnswerError = ({status, headers}: GithubResponse, {purpose}: GithubRequest): FaasrTuiError => {
	const type = String(headers['content-type'] ?? 'nothing').split(';', 1)[0] ?? '';
	return new FaasrTuiError(`The answer to the request to ${purpose} is not GitHub's (${status}, ${type.slice(0, longestMessage)}).`, {
		code: 'unreachable',
		hint: 'Check the network connection (a login page?) and GITHUB_API_URL.',
		cause: new Error('not an answer of GitHub\'s API'),
	});
};

/** A redirect that is not followed: to another place than was asked, or of a request that must not go anywhere else. */
export const createRedirectError = (response: GithubResponse, {purpose}: GithubRequest): FaasrTuiError => {
	const location = getHeader(response, 'location') ?? '';
	const place = URL.canParse(location) ? new URL(location).origin : 'another place';
	return new FaasrTuiError(`The answer to the request to ${purpose} leads to ${place.slice(0, longestMessage)} (${response.status}), which is not followed: what is meant for GitHub goes nowhere else.`, {
		code: 'unreachable',
		hint: 'Check GITHUB_API_URL; if the repository was renamed, correct UserName and ActionRepoName of the compute server.',
	});
};

/** The innermost error: what wraps it carries the request, and with it what was sent. */
const getInnermost = (error: unknown): unknown => {
	let innermost = error;
	for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause instanceof Error; depth++) {
		innermost = innermost.cause;
	}

	return innermost;
};

const getAddress = (error: unknown): string | undefined => {
	const url = (error as {readonly request?: {readonly url?: unknown}} | undefined)?.request?.url;
	return typeof url === 'string' ? url : undefined;
};

/** A word or two on a failed connection, such as ECONNREFUSED, or a sentence where one helps. */
const describeNetworkError = (cause: unknown, address: string | undefined): ConnectionFailure => {
	if (!(cause instanceof Error)) {
		return {reason: 'no connection'};
	}

	const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
	if (cause.name === 'TimeoutError') {
		return {reason: cause.message};
	}

	return describeProxyRefusal(cause.message)
		?? (code === undefined ? undefined : describeConnection(code, {address, setting: 'GITHUB_API_URL'}))
		?? {reason: code ?? 'no connection'};
};

/** What went wrong between us and GitHub, with what to do next and without any secret. */
export const createRequestError = (error: unknown, response: GithubResponse | undefined, request: GithubRequest): FaasrTuiError => {
	if (response) {
		const {message, ...details} = describeRefusal(response, request);
		return explainRefusal(response)?.isPolicy === true ? new PolicyError(message, details) : new FaasrTuiError(message, details);
	}

	const cause = getInnermost(error);
	if (isFaasrTuiError(cause)) {
		return cause;
	}

	if (cause instanceof AnswerTooLargeError) {
		return new FaasrTuiError(`Gave up on the request to ${request.purpose}: ${cause.message}.`, {code: 'unreachable', hint: 'Check the network connection (a proxy?) and GITHUB_API_URL.', cause});
	}

	const {reason, hint = 'Check the network connection, then try again.'} = describeNetworkError(cause, getAddress(error));
	return new ConnectionError(`Cannot reach GitHub to ${request.purpose} (${reason}).`, {code: 'unreachable', hint, cause});
};
