import {type GithubResponse} from './github-request.js';

/** What stands behind a refusal (403), by GitHub's own words and headers. */
export type Explanation = {
	/** Completes "GitHub refused to …:". */
	readonly reason: string;
	readonly hint: string;
	/** True for a rule of an organisation or a state of the account that stands before whatever is asked. */
	readonly isPolicy?: boolean;
};

/** GitHub's own messages are a sentence; what stands between may say anything. */
export const longestMessage = 300;

/** A header of an answer. */
export const getHeader = (response: Pick<GithubResponse, 'headers'>, name: string): string | undefined => {
	const value = response.headers[name];
	return value === undefined ? undefined : String(value);
};

/** The sentence with which GitHub explains a refusal. */
export const getServerMessage = ({data}: Pick<GithubResponse, 'data'>): string | undefined => {
	const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
	return typeof message === 'string' && message !== '' ? message.slice(0, longestMessage).replaceAll(/\s+/g, ' ').trim() : undefined;
};

/** `required; url=https://github.com/orgs/acme/sso?authorization_request=…`; only an address of the web is repeated. */
const getSsoUrl = (response: GithubResponse): string | undefined =>
	/\burl=(?<url>https:\/\/[\w.-]+\/[\w./?=&%-]{1,400})/.exec(getHeader(response, 'x-github-sso') ?? '')?.groups?.['url'];

const explainSso = (response: GithubResponse): Explanation => {
	const url = getSsoUrl(response);
	return {
		reason: 'the organization wants the token to be authorized for its single sign-on',
		hint: url === undefined ? 'Authorize the token there: https://github.com/settings/tokens, Configure SSO.' : `Authorize the token there: ${url}`,
		isPolicy: true,
	};
};

const list = (header: string | undefined): readonly string[] => (header ?? '').split(',').map(item => item.trim()).filter(item => /^[\w:=-]{1,60}$/.test(item));

/** The header names the scopes that open the door, one of which is enough. */
const explainScopes = (response: GithubResponse): Explanation | undefined => {
	const wanted = list(getHeader(response, 'x-accepted-oauth-scopes'));
	const granted = list(getHeader(response, 'x-oauth-scopes'));
	return getHeader(response, 'x-oauth-scopes') === undefined || wanted.length === 0 || wanted.some(scope => granted.includes(scope))
		? undefined
		: {reason: 'the token lacks a scope', hint: `Give the token the scope ${wanted.includes('repo') ? 'repo' : wanted.join(' or ')} at https://github.com/settings/tokens; it has ${granted.join(', ') || 'none'}.`};
};

/** `actions=write; contents=read,actions=read`: one group is enough. */
const getPermissions = (response: GithubResponse): string | undefined => {
	const first = (getHeader(response, 'x-accepted-github-permissions') ?? '').split(';', 1)[0] ?? '';
	const permissions = list(first).filter(item => /^\w+=\w+$/.test(item)).map(item => item.replace('=', ': '));
	return permissions.length === 0 ? undefined : permissions.join(', ');
};

const rules: ReadonlyArray<readonly [said: RegExp, explain: (response: GithubResponse) => Explanation]> = [
	[/\bsaml\b/i, explainSso],
	[/ip allow list/i, () => ({
		reason: 'the organization lets in only addresses of its IP allow list', hint: 'Ask its owner to add this machine\'s address, or go through its VPN.', isPolicy: true,
	})],
	[/forbids access via a (?:fine-grained )?personal access token/i, () => ({
		reason: 'the organization does not accept this kind of token', hint: 'Use the kind of token that GitHub\'s words above name.', isPolicy: true,
	})],
	[/account (?:was|is|has been) suspended/i, () => ({reason: 'the account is suspended', hint: 'Ask GitHub\'s support: https://support.github.com.', isPolicy: true})],
	[/archived/i, () => ({reason: 'the repository is archived', hint: 'Unarchive it in its settings.'})],
	[/accessible by integration/i, response => ({
		reason: 'the token of the job or app may not do that', hint: `Give it the permission ${getPermissions(response) ?? 'that is missing'}, in a workflow file under permissions.`,
	})],
	[/accessible by (?:fine-grained )?personal access token/i, response => ({
		reason: 'the token may not do that', hint: `Give the fine-grained token the permission ${getPermissions(response) ?? 'Actions: read and write, or take a classic one with the scopes repo and workflow'}, for this repository.`,
	})],
	[/without `?workflow`? scope/i, () => ({reason: 'the token lacks the scope workflow', hint: 'Give the token the scope workflow at https://github.com/settings/tokens.'})],
	[/admin rights/i, () => ({reason: 'the token\'s account is not an administrator of the repository', hint: 'Use the token of an account that may administer it.'})],
];

/**
Says why GitHub refused with 403; `undefined` when neither its words nor its headers tell.

Sources: the headers `x-github-sso`, `x-accepted-oauth-scopes` and `x-accepted-github-permissions` of GitHub's REST API, and the messages its documentation quotes.
*/
export const explainRefusal = (response: GithubResponse): Explanation | undefined => {
	if (response.status !== 403) {
		return undefined;
	}

	if (getHeader(response, 'x-github-sso')?.startsWith('required') === true) {
		return explainSso(response);
	}

	const said = getServerMessage(response) ?? '';
	return rules.find(([pattern]) => pattern.test(said))?.[1](response) ?? explainScopes(response);
};
