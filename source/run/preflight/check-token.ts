import {readField} from '../../clouds/github/read-answer.js';
import {type Check, fail, pass, warn} from './check.js';
import {type PreflightContext, undecided} from './preflight-context.js';

const id = 'token';
const neededScopes = ['repo', 'workflow'];
const soonMs = 7 * 86_400_000;

const parseScopes = (header: unknown): readonly string[] | undefined =>
	typeof header === 'string' ? header.split(',').map(scope => scope.trim()).filter(scope => scope !== '') : undefined;

const describeExpiry = (header: unknown, now: number): string | undefined => {
	// GitHub writes `2026-03-01 12:00:00 UTC`.
	const expiresAt = typeof header === 'string' ? Date.parse(header.replace(' UTC', 'Z').replace(' ', 'T')) : Number.NaN;
	return expiresAt - now < soonMs ? `it expires on ${new Date(expiresAt).toISOString().slice(0, 10)}` : undefined;
};

const checkScopes = (login: string, scopes: readonly string[]): Check => {
	const missing = neededScopes.filter(scope => !scopes.includes(scope));
	if (missing.includes('repo')) {
		return fail(id, `The token of ${login} lacks the scope repo; it has ${scopes.join(', ') || 'none'}.`, {
			code: 'credentials', hint: 'Give it the scopes repo and workflow at https://github.com/settings/tokens.',
		});
	}

	return missing.length === 0
		? pass(id, `The token of ${login} is valid, with the scopes ${scopes.join(', ')}.`)
		: warn(id, `The token of ${login} lacks the scope workflow: it can run workflows, but not register them.`, 'Give it the scope workflow at https://github.com/settings/tokens.');
};

/** Asks GitHub whose token it is and what a classic one may do. What a fine-grained one may do shows in the checks of the repositories. */
export const checkToken = async ({send, clock}: PreflightContext, signal?: AbortSignal): Promise<Check> => {
	const response = await send({route: 'GET /user', parameters: {}, purpose: 'check the token', accept: undecided}, signal);
	if (response.status === 403) {
		return pass(id, 'The token is an app\'s or a workflow\'s own; it has no account to show.');
	}

	if (response.status >= 400) {
		return warn(id, `The token cannot be checked: GitHub answered ${response.status}.`);
	}

	const name = readField(response.data, 'login');
	const login = typeof name === 'string' ? name : 'unknown';
	const scopes = parseScopes(response.headers['x-oauth-scopes']);
	const check = scopes === undefined ? pass(id, `The token of ${login} is valid; it is a fine-grained one, which does not list its permissions.`) : checkScopes(login, scopes);
	const expiry = describeExpiry(response.headers['github-authentication-token-expiration'], clock.now());
	return expiry === undefined || check.status === 'failed' ? check : warn(id, `${check.message.replace(/\.$/, '')}, but ${expiry}.`, 'Create a new one at https://github.com/settings/tokens.');
};
