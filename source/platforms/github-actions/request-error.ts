import {type ErrorDetails, FaasrTuiError} from '../../errors/faasr-tui-error.js';
import {type GithubRequest, type GithubResponse} from './send-request.js';

type Description = {readonly message: string} & ErrorDetails;

const getHeader = (response: GithubResponse, name: string): string | undefined => {
	const value = response.headers[name];
	return value === undefined ? undefined : String(value);
};

/** GitHub's own messages are a sentence; what stands between may say anything. */
const longestMessage = 300;

const getServerMessage = ({data}: GithubResponse): string | undefined => {
	const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
	return typeof message === 'string' && message !== '' ? message.slice(0, longestMessage).replaceAll(/\s+/g, ' ').trim() : undefined;
};

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
		return {
			code: 'credentials',
			message: `GitHub refused to ${purpose}: the token may not do that (${answer}).`,
			hint: 'Give the token the scopes repo and workflow, or Actions: write as a fine-grained token.',
		};
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

/** The innermost error: what wraps it carries the request, and with it what was sent. */
const getInnermost = (error: unknown): unknown => {
	let innermost = error;
	for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause instanceof Error; depth++) {
		innermost = innermost.cause;
	}

	return innermost;
};

/** A word or two on a failed connection, such as ECONNREFUSED. */
const describeNetworkError = (error: unknown): string => {
	if (error instanceof Error && error.name === 'TimeoutError') {
		return error.message;
	}

	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no connection';
};

/** What went wrong between us and GitHub, with what to do next and without any secret. */
export const createRequestError = (error: unknown, response: GithubResponse | undefined, request: GithubRequest): FaasrTuiError => {
	if (response) {
		const {message, ...details} = describeRefusal(response, request);
		return new FaasrTuiError(message, details);
	}

	const cause = getInnermost(error);
	return new FaasrTuiError(`GitHub cannot be reached to ${request.purpose} (${describeNetworkError(cause)}).`, {
		code: 'unreachable',
		hint: 'Check the network connection, then try again.',
		cause,
	});
};
