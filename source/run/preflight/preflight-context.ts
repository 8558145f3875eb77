import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type Credentials} from '../../clouds/credentials/credentials.js';
import {explainRefusal} from '../../clouds/github/explain-refusal.js';
import {readEntries} from '../../clouds/github/read-answer.js';
import {type GithubRequest, type GithubResponse, type SendRequest} from '../../clouds/github/github-request.js';
import {createSendRequest} from '../../clouds/github/send-request.js';
import {createTokenFetch} from '../../clouds/github/token-fetch.js';
import {type Clock} from '../../ports/clock.js';

/** What checks are made with. */
export type PreflightOptions = {
	readonly document: WorkflowDocument;
	/** The document on this machine. */
	readonly workflowFile: string;
	readonly credentials: Credentials;
	/** @default 'https://api.github.com' */
	readonly apiUrl: string | undefined;
	readonly clock: Clock;
};

export type PreflightContext = PreflightOptions & {readonly send: SendRequest};

/** Adds the client to what checks are made with. Throws a `FaasrTuiError` when the token or the address cannot be used. */
export const createPreflightContext = (options: PreflightOptions): PreflightContext => {
	const {credentials: {token, tokens}, apiUrl = 'https://api.github.com', clock} = options;
	return {...options, send: createSendRequest({token, apiUrl, clock, fetch: createTokenFetch(tokens)})};
};

/** Answers that say nothing about what was asked. */
export const undecided: readonly number[] = [403, 500, 502, 503, 504];

/** What to do about a check that was refused: by GitHub's own words where they tell; nothing when it is GitHub that is in trouble. */
export const getPermissionHint = (response: GithubResponse, permission: string): string | undefined =>
	response.status === 403 ? explainRefusal(response)?.hint ?? `Give the token the permission ${permission}.` : undefined;

const maxPages = 10;

/** A list of GitHub's, and the field of its answers that holds the entries. */
export type ListRequest = Pick<GithubRequest, 'route' | 'parameters' | 'purpose'> & {readonly field: string};

/** All entries of a list of GitHub's, or the answer with which it was refused. */
export const listAll = async ({send}: PreflightContext, request: ListRequest, signal?: AbortSignal): Promise<ReadonlyArray<Readonly<Record<string, unknown>>> | GithubResponse> => {
	const entries: Array<Readonly<Record<string, unknown>>> = [];
	for (let page = 1; page <= maxPages; page++) {
		const response = await send({
			route: request.route,
			parameters: {...request.parameters, per_page: 100, page},
			purpose: request.purpose,
			accept: [404, ...undecided],
		}, signal);
		if (response.status >= 400) {
			return response;
		}

		entries.push(...readEntries(response.data, [request.field]));
		if (!/rel="?next"?/.test(String(response.headers['link'] ?? ''))) {
			break;
		}
	}

	return entries;
};
