import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {findCredentials} from '../../../source/clouds/credentials/find-credentials.js';
import {checkBeforeTrigger} from '../../../source/run/preflight/check-before-trigger.js';
import {checkGithub} from '../../../source/run/preflight/check-github.js';
import {checkNames} from '../../../source/run/preflight/check-names.js';
import {type Check, getChecksExitCode} from '../../../source/run/preflight/check.js';
import {getBlobSha} from '../../../source/clouds/github/register/blob-sha.js';
import {planRegistration} from '../../../source/clouds/github/register/registration-plan.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {type ScriptedAnswer, startScriptedServer} from '../../support/github-actions/start-scripted-server.js';

const keys = {accessKeyId: 'ACCESS', secretAccessKey: 'secret-canary'};

const createDocument = (endpoint: string): WorkflowDocument => ({
	WorkflowName: 'flow',
	FunctionInvoke: 'start',
	ActionList: {
		start: {FunctionName: 'f', FaaSServer: 'GH', Type: 'Python', InvokeNext: ['far']},
		far: {FunctionName: 'f', FaaSServer: 'AWS', Type: 'Python', InvokeNext: []},
	},
	ComputeServers: {
		GH: {FaaSType: 'GitHubActions', UserName: 'o', ActionRepoName: 'r', Branch: 'main', UseSecretStore: true},
		AWS: {FaaSType: 'Lambda', Region: 'us-east-1', UseSecretStore: true},
	},
	DataStores: {S3: {Endpoint: endpoint, Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
});

type Script = Readonly<Record<string, ScriptedAnswer>>;

const createScript = (document: WorkflowDocument): Script => {
	const [file] = planRegistration(document).branches[0]!.files;
	const secrets = planRegistration(document).branches[0]!.secrets.map(({name}) => ({name: name.toUpperCase()}));
	return {
		'/user': {status: 200, headers: {'x-oauth-scopes': 'repo, workflow'}, body: {login: 'me'}},
		'/repos/o/r': {status: 200, body: {permissions: {push: true}, archived: false}},
		'/repos/o/r/branches/main': {status: 200, body: {name: 'main'}},
		'/repos/o/r/contents/flow.json': {status: 200, headers: {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}, body: JSON.stringify(document)},
		'/repos/o/r/actions/workflows': {status: 200, body: {workflows: [{path: '.github/workflows/flow-start.yml', state: 'active'}]}},
		'/repos/o/r/contents/.github/workflows': {status: 200, body: [{name: 'flow-start.yml', sha: getBlobSha(file!.content)}]},
		'/repos/o/r/actions/secrets': {status: 200, body: {secrets}},
		'/repos/o/r/actions/organization-secrets': {status: 200, body: {secrets: []}},
	};
};

type Test = Parameters<typeof startScriptedServer>[0] & {readonly testdir: (content?: Record<string, string | Record<string, string>>) => string};

/** Every check of a workflow that is right, but for what `answers` change. */
const check = async (t: Test, answers: Script = {}, {skewMs = 0, env = {}}: {readonly skewMs?: number; readonly env?: Readonly<Record<string, string>>} = {}) => {
	const folder = t.testdir({'.git': {}});
	const clock = {...systemClock, now: () => systemClock.now() + skewMs};
	const s3 = await startS3Server({...keys, dataDir: path.join(folder, 's3'), region: 'us-east-1', clock, buckets: ['bucket']});
	t.teardown(s3.close);
	const document = createDocument(s3.endpoint);
	const file = path.join(folder, 'flow.json');
	fs.writeFileSync(file, JSON.stringify(document));
	const script = {...createScript(document), ...answers};
	const server = await startScriptedServer(t, ({line}) => {
		const [, name = ''] = /^GET ([^?]+)/u.exec(decodeURIComponent(line)) ?? [];
		return script[name] ?? {status: 404, body: {message: 'Not Found'}};
	});
	const credentials = findCredentials(document, {env: {
		GITHUB_TOKEN: 'token-canary', GITHUB_REPOSITORY: 'o/r', S3_AccessKey: keys.accessKeyId, S3_SecretKey: keys.secretAccessKey, ...env,
	}});
	const checks: Check[] = [];
	for await (const one of checkGithub({document, workflowFile: file, credentials, apiUrl: server.url, clock: systemClock})) {
		checks.push(one);
	}

	t.teardown(async () => {
		fs.rmSync(folder, {recursive: true, force: true});
	});
	return {checks, requests: server.requests};
};

const describe = (checks: readonly Check[]): readonly string[] => checks.filter(({status}) => status !== 'ok').map(({status, id}) => `${status} ${id}`);

t.test('everything is right: each check passes, only another platform is not looked at', async t => {
	const {checks, requests} = await check(t);
	t.same(describe(checks), ['warning action far']);
	t.match(checks.find(({id}) => id === 'workflow-file flow-start.yml')?.message, /registered as flow-start\.yml in o\/r, up to date\./u);
	t.match(checks.find(({id}) => id === 'secrets o/r')?.message, /secrets .* are set/u);
	t.equal(getChecksExitCode(checks), 0);
	t.ok(requests.length <= 8, 'eight requests at most');
	t.notMatch(JSON.stringify(checks), /canary/u);
});

type Finding = readonly [title: string, answers: Script, expected: string, exitCode: number, message: RegExp];

const raw = (body: string): ScriptedAnswer => ({status: 200, headers: {'content-type': 'application/vnd.github.raw+json; charset=utf-8'}, body});
const refused: ScriptedAnswer = {status: 403, body: {message: 'Resource not accessible by personal access token'}};

t.test('a document that actions cannot read, or not as it is here, is published by register', async t => {
	for (const answer of [{status: 404}, raw('{"WorkflowName": "flow"}'), raw('{"WorkflowName": ')]) {
		const {checks} = await check(t, {'/repos/o/r/contents/flow.json': answer});
		t.match(checks.find(({id}) => id === 'document-on-branch')?.hint, 'Run faasr-tui register <workflow file> to publish');
	}
});

const findings: readonly Finding[] = [
	['a token that has expired', {'/user': {status: 401, body: {message: 'Bad credentials'}}}, 'failed token', 4, /wrong or has expired/u],
	['a rate limit that is used up', {'/user': {status: 429, headers: {'retry-after': '9'}}}, 'failed token', 5, /rate limit/u],
	['a classic token without repo', {'/user': {status: 200, headers: {'x-oauth-scopes': 'gist'}, body: {login: 'me'}}}, 'failed token', 4, /lacks the scope repo; it has gist/u],
	['a classic token without workflow', {'/user': {status: 200, headers: {'x-oauth-scopes': 'repo'}, body: {login: 'me'}}}, 'warning token', 0, /lacks the scope workflow/u],
	['a token that expires soon', {'/user': {status: 200, headers: {'github-authentication-token-expiration': '2020-01-02 00:00:00 UTC'}, body: {login: 'me'}}}, 'warning token', 0, /expires on 2020-01-02/u],
	['a repository that is not there', {'/repos/o/r': {status: 404}}, 'failed repository o/r', 5, /no repository o\/r, or the token may not see it/u],
	['a repository that is archived', {'/repos/o/r': {status: 200, body: {archived: true}}}, 'failed repository o/r', 5, /archived/u],
	['a repository that the token may only read', {'/repos/o/r': {status: 200, body: {permissions: {push: false}}}}, 'failed repository o/r', 4, /may read the repository o\/r, but not start/u],
	['a branch that is not there', {'/repos/o/r/branches/main': {status: 404}}, 'failed branch o/r@main', 5, /has no branch main/u],
	['a document that is not pushed', {'/repos/o/r/contents/flow.json': {status: 404}}, 'failed document-on-branch', 5, /There is no flow\.json on branch main of o\/r/u],
	['a document that is older there', {'/repos/o/r/contents/flow.json': raw('{"WorkflowName": "flow"}')}, 'warning document-on-branch', 0, /differs from the local file/u],
	['a document that is broken there', {'/repos/o/r/contents/flow.json': raw('{"WorkflowName": ')}, 'failed document-on-branch', 5, /is not JSON/u],
	['a document that the token may not read', {'/repos/o/r/contents/flow.json': refused}, 'warning document-on-branch', 0, /cannot be compared .*403/u],
	['an action that is not registered', {'/repos/o/r/actions/workflows': {status: 200, body: {workflows: []}}}, 'failed workflow-file flow-start.yml', 5, /action start is not registered/u],
	['a workflow file that is disabled', {'/repos/o/r/actions/workflows': {status: 200, body: {workflows: [{path: '.github/workflows/flow-start.yml', state: 'disabled_inactivity'}]}}}, 'failed workflow-file flow-start.yml', 5, /60 days without activity/u],
	['a workflow file that is not on the branch', {'/repos/o/r/contents/.github/workflows': {status: 200, body: []}}, 'failed workflow-file flow-start.yml', 5, /not on the branch main/u],
	['a workflow file that is out of date', {'/repos/o/r/contents/.github/workflows': {status: 200, body: [{name: 'flow-start.yml', sha: 'other'}]}}, 'warning workflow-file flow-start.yml', 0, /not what faasr-tui would write/u],
	['workflow files that the token may not list', {'/repos/o/r/actions/workflows': refused}, 'warning workflow-files o/r', 0, /cannot be checked .*403/u],
	['secrets that are missing', {'/repos/o/r/actions/secrets': {status: 200, body: {secrets: [{name: 'GH_PAT'}]}}, '/repos/o/r/actions/organization-secrets': {status: 200, body: {secrets: [{name: 'S3_ACCESSKEY'}]}}}, 'failed secrets o/r', 4, /lacks secrets that its actions need: AWS_AccessKey, AWS_SecretKey, S3_SecretKey/u],
	['secrets that the token may not list', {'/repos/o/r/actions/secrets': refused}, 'warning secrets o/r', 0, /cannot be checked with this token/u],
	['a connection that breaks', {'/repos/o/r': 'reset'}, 'failed repository o/r', 5, /Cannot reach GitHub/u],
];

for (const [title, answers, expected, exitCode, message] of findings) {
	t.test(`${title}: ${expected}`, async t => {
		const {checks} = await check(t, answers);
		t.equal(describe(checks)[0], expected);
		const found = checks.find(({id}) => id === expected.replace(/^\w+ /u, ''));
		t.match(found?.message, message);
		t.ok(found?.status === 'ok' || found?.hint !== undefined || exitCode === 5, 'says what to do');
		t.equal(getChecksExitCode(checks), exitCode);
		t.equal(checks.at(-1)?.id, 'store S3', 'the stores are checked all the same');
		t.notMatch(JSON.stringify(checks), /canary/u);
	});
}

t.test('a fine-grained token lists no permissions, a workflow\'s own token has no account; both pass', async t => {
	const fine = await check(t, {'/user': {status: 200, body: {login: 'me'}}});
	t.match(fine.checks.find(({id}) => id === 'token'), {status: 'ok', message: /fine-grained/u});
	const own = await check(t, {'/user': refused});
	t.match(own.checks.find(({id}) => id === 'token'), {status: 'ok', message: /workflow's own/u});
});

t.test('a store whose clock differs is reachable with a warning', async t => {
	const {checks} = await check(t, {}, {skewMs: 120_000});
	t.match(checks.find(({id}) => id === 'store S3'), {status: 'warning', message: /its clock is 1(?:19|20) s ahead of this machine's/u});
});

t.test('a store that refuses the keys fails with their names', async t => {
	const {checks} = await check(t, {}, {env: {S3_SecretKey: 'wrong-canary'}});
	t.match(checks.find(({id}) => id === 'store S3'), {status: 'failed', code: 'credentials', hint: /S3_AccessKey and S3_SecretKey/u});
	t.notMatch(JSON.stringify(checks), /canary/u);
});

t.test('a name that the newest image refuses fails before anything is sent; an older image takes it', async t => {
	const document = {...createDocument('http://127.0.0.1:9'), WorkflowName: 'my_flow'};
	t.match(checkNames(document), [{status: 'failed', code: 'document-invalid', message: /^"my_flow" has an underscore, which the image ghcr\.io\/faasr\/github-actions-python:latest of action "start" refuses/}]);
	const old = 'ghcr.io/faasr/github-actions-python:1.4.0';
	t.same(checkNames({...document, ActionContainers: {start: old, far: old}}), []);
	t.same(checkNames({...document, WorkflowName: 'my-flow'}), []);
	const credentials = findCredentials(document, {env: {}});
	await t.rejects(checkBeforeTrigger({document, credentials, workflowFile: 'flow.json', apiUrl: 'http://127.0.0.1:9', clock: systemClock}), {code: 'document-invalid', message: /underscore/});
});
