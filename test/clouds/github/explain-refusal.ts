import t from 'tap';
import {explainRefusal} from '../../../source/clouds/github/explain-refusal.js';

type Row = {
	readonly said?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly status?: number;
	readonly reason?: RegExp;
	readonly hint?: RegExp;
	readonly isPolicy?: boolean;
};

const ssoUrl = 'https://github.com/orgs/acme/sso?authorization_request=AZSC_K-L';

const rows: Readonly<Record<string, Row>> = {
	'single sign-on with its address': {
		said: 'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.', headers: {'x-github-sso': `required; url=${ssoUrl}`}, reason: /single sign-on/, hint: /AZSC_K-L$/, isPolicy: true,
	},
	'single sign-on without a header': {said: 'Resource protected by organization SAML enforcement.', reason: /single sign-on/, hint: /settings\/tokens, Configure SSO/, isPolicy: true},
	'single sign-on with an address that is none': {headers: {'x-github-sso': 'required; url=javascript:alert(1)'}, reason: /single sign-on/, hint: /settings\/tokens/, isPolicy: true},
	'an IP allow list': {
		said: 'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.', reason: /IP allow list/, hint: /owner/, isPolicy: true,
	},
	'a kind of token that is not taken': {said: '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.', reason: /kind of token/, isPolicy: true},
	'a lifetime that is too long': {said: 'The \'acme\' organization forbids access via a fine-grained personal access tokens if the token\'s lifetime is greater than 366 days.', reason: /kind of token/, isPolicy: true},
	'a suspended account': {said: 'Sorry. Your account was suspended.', reason: /suspended/, isPolicy: true},
	'an archived repository': {said: 'Repository was archived so is read-only.', reason: /archived/, hint: /Unarchive/},
	'a fine-grained token, with the permission it lacks': {
		said: 'Resource not accessible by personal access token', headers: {'x-accepted-github-permissions': 'actions=write'}, reason: /may not do that/, hint: /permission actions: write, for this repository/,
	},
	'a fine-grained token': {said: 'Resource not accessible by personal access token', hint: /Actions: read and write/},
	'a job\'s own token': {said: 'Resource not accessible by integration', headers: {'x-accepted-github-permissions': 'actions=write,contents=read; secrets=write'}, hint: /permission actions: write, contents: read, in a workflow file/},
	'the scope workflow': {said: 'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/a.yml` without `workflow` scope', reason: /scope workflow/, hint: /scope workflow/},
	'no administrator': {said: 'Must have admin rights to Repository.', reason: /administrator/},
	'a scope that the headers name': {said: 'Forbidden', headers: {'x-oauth-scopes': 'gist', 'x-accepted-oauth-scopes': 'repo, admin:org'}, reason: /lacks a scope/, hint: /the scope repo at .*it has gist/},
	'another scope, and none granted': {said: 'Forbidden', headers: {'x-oauth-scopes': '', 'x-accepted-oauth-scopes': 'admin:org'}, hint: /the scope admin:org at .*it has none/},
	'scopes that are there': {said: 'Forbidden', headers: {'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': 'repo'}},
	'no scopes wanted': {said: 'Forbidden', headers: {'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': ''}},
	'nothing at all': {},
	'another status': {status: 404, said: 'SAML'},
};

for (const [name, {said, headers = {}, status = 403, reason, hint, isPolicy}] of Object.entries(rows)) {
	t.test(`explained: ${name}`, async t => {
		const explained = explainRefusal({status, headers, data: said === undefined ? undefined : {message: said}});
		t.equal(explained === undefined, reason === undefined && hint === undefined, 'as much as is known');
		t.match(explained?.reason ?? '', reason ?? /^/);
		t.match(explained?.hint ?? '', hint ?? /^/);
		t.equal(explained?.isPolicy, isPolicy);
		if (!/scope|workflow/.test(name) && reason !== undefined) {
			t.notMatch(explained!.hint, /\bscope/, 'no word about scopes where it is not about them');
		}
	});
}
