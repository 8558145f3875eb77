import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {runBin} from '../../support/cli/run-bin.js';
import {lostAnswers} from '../../faults/proxy/faults.js';
import {startFaultProxy} from '../../faults/proxy/start-fault-proxy.js';
import {startOwnGithub, type OwnGithub} from '../../support/preflight/start-own-github.js';

// Real processes on a machine that may be busy.
t.setTimeout(180_000);

const listRuns = async ({env, document}: OwnGithub): Promise<ReadonlyArray<Record<string, unknown>>> => {
	const runs: Array<Record<string, unknown>> = [];
	for (const {UserName, ActionRepoName} of Object.values(document.ComputeServers)) {
		const response = await fetch(`${env['GITHUB_API_URL']}/repos/${UserName}/${ActionRepoName}/actions/runs`, {headers: {authorization: `token ${env['GITHUB_TOKEN']}`}});
		const {workflow_runs: list} = await response.json() as {workflow_runs: Array<Record<string, unknown>>};
		runs.push(...list);
	}

	return runs;
};

// The first run looks at the bucket as often as users' do.
const quick = ['--check-interval', '0.2'];

t.test('--ci runs a workflow on the GitHub and the S3 that the environment names, over two repositories, to its verdict', async t => {
	const github = await startOwnGithub(t);
	const {code, stdout, stderr} = await runBin(['two.json', '--ci'], {cwd: github.folder, env: github.env});
	t.equal(stderr, '');
	t.equal(code, 0, stdout);
	t.match(stdout, 'Running two.json on GitHub Actions someone/some-repo@dev');
	t.match(stdout, /Credentials: GITHUB_TOKEN -> 127\.0\.0\.1:\d+ \(token of the server GH/u);
	t.match(stdout, /MY_S3_BUCKET_ACCESSKEY -> 127\.0\.0\.1:\d+ \(access key of the data store Files, access key of the data store Logs\)/u);
	t.match(stdout, /write \w+ -> COMPLETED/u);
	t.match(stdout, /read \w+ -> COMPLETED/u);
	t.match(stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=2 /u);
	t.notMatch(stdout, /local cloud|Warning/u);
	for (const secret of [github.env['GITHUB_TOKEN']!, github.env['MY_S3_BUCKET_SECRETKEY']!]) {
		t.notMatch(stdout, secret);
	}

	const [, id = ''] = /InvocationID=(\S+)/u.exec(stdout) ?? [];
	const runs = await listRuns(github);
	t.same(runs.map(run => String(run['display_title'])).toSorted((a, b) => a.localeCompare(b)), [`${id} read`, `${id} write`], 'one run each, found under the id that we chose');
});

t.test('the variables may stand in .env, in FaaSr\'s own spelling', async t => {
	const github = await startOwnGithub(t);
	const {GITHUB_API_URL, GITHUB_TOKEN, GITHUB_REPOSITORY, MY_S3_BUCKET_ACCESSKEY, MY_S3_BUCKET_SECRETKEY} = github.env;
	fs.writeFileSync(path.join(github.folder, '.env'), [
		`GITHUB_API_URL=${GITHUB_API_URL}`, `gh_pat=${GITHUB_TOKEN}`, `GITHUB_REPOSITORY=${GITHUB_REPOSITORY}`,
		...['Files', 'Logs'].flatMap(store => [`${store}_AccessKey=${MY_S3_BUCKET_ACCESSKEY}`, `${store}_SecretKey=${MY_S3_BUCKET_SECRETKEY}`]),
	].join('\n'));
	const {code, stdout} = await runBin(['two.json', '--ci', ...quick], {cwd: github.folder});
	t.equal(code, 0, stdout);
	t.match(stdout, /Credentials: gh_pat -> 127\.0\.0\.1:\d+ \([^]*Logs_SecretKey/u);
});

t.test('a change that is not pushed is said, and the run goes on with what is on the branch', async t => {
	const github = await startOwnGithub(t);
	github.edit(document => ({...document, ActionList: {...document.ActionList, read: {...document.ActionList['read']!, Arguments: {text: 'changed'}}}}));
	const {code, stdout} = await runBin(['two.json', '--ci', ...quick], {cwd: github.folder, env: github.env});
	t.equal(code, 0, stdout);
	t.match(stdout, /Warning: two\.json on branch dev of someone\/some-repo differs from the local file/u);
});

type Obstacle = readonly [title: string, prepare: (github: OwnGithub) => Readonly<Record<string, string>>, code: number, message: RegExp];

const obstacles: readonly Obstacle[] = [
	['a document that is not in the repository', ({folder, file}) => {
		fs.mkdirSync(path.join(folder, 'sub'));
		fs.renameSync(file, path.join(folder, 'sub', 'two.json'));
		return {TEST_WORKFLOW_FILE: 'sub/two.json'};
	}, 5, /There is no sub\/two\.json on branch dev of someone\/some-repo, so no action can fetch it\.\n {2}Run faasr-tui doctor sub\/two\.json/u],
	['an action that is not registered', ({edit}) => {
		edit(document => ({...document, WorkflowName: 'other'}));
		return {};
	}, 5, /there is no other-write\.yml in someone\/some-repo\.\n {2}Run faasr-tui doctor/u],
	['a token that GitHub does not know', () => ({GITHUB_TOKEN: 'ghp_canary'}), 4, /token is wrong or has expired/u],
	['a bucket that does not exist', ({edit}) => {
		edit(document => ({...document, DataStores: {...document.DataStores, Logs: {...document.DataStores['Logs']!, Bucket: 'nowhere'}}}));
		return {};
	}, 5, /Data store Logs has no bucket nowhere/u],
	['keys that the store refuses', () => ({MY_S3_BUCKET_SECRETKEY: 'canary'}), 4, /Data store \w+ refused to reach bucket/u],
];

for (const [title, prepare, expected, message] of obstacles) {
	t.test(`${title} stops the trigger with one sentence: exit code ${expected}, nothing dispatched`, async t => {
		const github = await startOwnGithub(t);
		const changed = prepare(github);
		const env = {TEST_WORKFLOW_FILE: 'two.json', ...github.env, ...changed};
		const {code, stdout, stderr} = await runBin(['--ci'], {cwd: github.folder, env});
		t.equal(code, expected, stdout);
		t.match(stderr, message);
		t.notMatch(stdout + stderr, /canary|Triggered/u);
		t.same(await listRuns(github), []);
	});
}

for (const [loss, fault] of lostAnswers) {
	t.test(`a dispatch that GitHub carries out without saying so (${loss}) is found, not repeated, and watched to its end`, async t => {
		const github = await startOwnGithub(t);
		const proxy = await startFaultProxy(t, github.cloud.github.apiUrl);
		const lost = proxy.inject(fault, {match: ({method, url}) => method === 'POST' && url.endsWith('/dispatches')});
		const {code, stdout} = await runBin(['two.json', '--ci', ...quick], {cwd: github.folder, env: {...github.env, GITHUB_API_URL: proxy.url}});
		t.equal(code, 0, stdout);
		t.equal(lost.getCount(), 1);
		t.equal((await listRuns(github)).length, 2);
	});
}

t.test('a server that refuses return_run_details runs the workflow all the same', async t => {
	const github = await startOwnGithub(t, {hasRunDetails: false});
	const {code, stdout} = await runBin(['two.json', '--ci', ...quick], {cwd: github.folder, env: github.env});
	t.equal(code, 0, stdout);
	t.equal((await listRuns(github)).length, 2);
});
