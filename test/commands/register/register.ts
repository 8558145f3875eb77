import t from 'tap';
import {type StopSignal} from '../../../source/ports/errors/exit-codes.js';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';
import {type Clock} from '../../../source/ports/clock.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {buildDocument} from '../../support/workflows/build-document.js';
import {runRegister as run} from '../../support/register/run-register.js';
import {createDocument, emptyRepository, startGithub} from '../../support/register/start-github.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';

const files = ['.github/workflows/example-start.yml', '.github/workflows/example-sum.yml'];

await t.test('files are created in one commit, then unchanged, then updated', async t => {
	const github = await startGithub(t);
	const before = await github.getHead();
	const first = await run(github.api.apiUrl);
	const head = await github.getHead();
	t.equal(first.exitCode, 0);
	t.equal(first.written, [
		`GITHUB_TOKEN -> ${new URL(github.api.apiUrl).host}`,
		'Registration of example',
		'example-user/flows@main: 2 workflow files',
		'  create    .github/workflows/example-start.yml',
		'  create    .github/workflows/example-sum.yml',
		'  image     ghcr.io/faasr/github-actions-python:latest (start, sum)',
		'  missing   secret GH_PAT (compute server GH)',
		'  missing   secret AWS_AccessKey (compute server AWS)',
		'  missing   secret AWS_SecretKey (compute server AWS)',
		'  missing   secret S3_AccessKey (data store S3)',
		'  missing   secret S3_SecretKey (data store S3)',
		'  → --secrets stores those whose values are in the environment or in .env.',
		'  not registered by faasr-tui: far (server AWS, Lambda)',
		`example-user/flows@main: committed ${head.slice(0, 7)}.`,
		'',
	].join('\n'));
	const {data: commit} = await github.octokit.rest.git.getCommit({...github.place, commit_sha: head});
	t.match(commit, {message: 'Register example: 2 workflow files', parents: [{sha: before}]}, 'one commit on top of what was there');
	t.equal(await github.readFile('README.md'), '# flows\n', 'what else was there stays');
	t.equal(await github.readFile('docs/a.txt'), 'a');

	const again = await run(github.api.apiUrl);
	t.match(again.written, /unchanged \.github\/workflows\/example-start\.yml\n {2}unchanged .*example-sum\.yml/);
	t.match(again.written, /Everything is registered already\.\n$/);
	t.equal(await github.getHead(), head, 'no empty commit');

	const changed = await run(github.api.apiUrl, {text: createDocument().replace('github-actions-python:latest', 'github-actions-python:2.1.0')});
	t.match(changed.written, /update {4}.*example-start\.yml\n {2}unchanged .*example-sum\.yml/);
	t.match(await github.readFile(files[0]!), 'container: ghcr.io/faasr/github-actions-python:2.1.0');
});

await t.test('a dry run and an answer of no write nothing', async t => {
	const github = await startGithub(t);
	const head = await github.getHead();
	const env = {S3_AccessKey: 'key', S3_SecretKey: 'secret', AWS_AccessKey: 'key', AWS_SecretKey: 'secret'};
	const dry = await run(github.api.apiUrl, {isDryRun: true, secrets: true, env});
	t.match(dry.written, /Dry run: nothing was written\.\n$/);
	const asked: string[] = [];
	const refused = await run(github.api.apiUrl, {
		async confirm(question) {
			asked.push(question);
			return false;
		},
	});
	t.same(asked, ['Write this to GitHub?']);
	t.match(refused, {exitCode: 0, written: /Nothing was written\.\n$/});
	t.equal(await github.getHead(), head);
	t.same(github.openSecrets(), []);
});

await t.test('each repository and branch gets one commit; a branch that is not the default one is warned of', async t => {
	const github = await startGithub(t);
	const text = createDocument({
		ComputeServers: {
			GH: {FaaSType: 'GitHubActions', UserName: 'Example-User', ActionRepoName: 'flows', Branch: 'dev', UseSecretStore: true},
			AWS: {FaaSType: 'GitHubActions', UserName: 'else', ActionRepoName: 'where', UseSecretStore: true},
		},
	});
	const mainHead = await github.getHead();
	const {written, exitCode} = await run(github.api.apiUrl, {text});
	t.equal(exitCode, 0);
	t.match(written, 'Example-User/flows@dev: 2 workflow files');
	t.match(written, /⚠ GitHub dispatches a workflow file only if the default branch, main, has one/);
	t.match(written, 'else/where@main: 1 workflow file\n  create    .github/workflows/example-far.yml');
	t.equal(await github.getHead(), mainHead, 'the default branch is left alone');
	t.match(await github.readFile(files[0]!, 'dev'), 'name: example-start');
	const {data} = await github.octokit.rest.git.getCommit({owner: 'else', repo: 'where', commit_sha: await github.getHead('main', {owner: 'else', repo: 'where'})});
	t.equal(data.message, 'Register example: 1 workflow file');
});

await t.test('what is registered can be dispatched, and its runs say whose they are', async t => {
	const github = await startGithub(t);
	await run(github.api.apiUrl);
	const titles: string[] = [];
	for (const overwritten of [
		{FunctionInvoke: 'sum', InvocationID: 'id-1', FunctionRank: 2},
		{FunctionInvoke: 'sum', InvocationID: 'id-1', InvocationTimestamp: 'x', DataStores: {S3: {SecretKey: 'canary'}}},
		{FunctionInvoke: 'sum', InvocationID: ''},
		{FunctionInvoke: 'sum'},
		'[1]', 'not JSON',
	]) {
		const {data} = await github.octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
			...github.place, workflow_id: 'example-sum.yml', ref: 'main', return_run_details: true,
			inputs: {OVERWRITTEN: typeof overwritten === 'string' ? overwritten : JSON.stringify(overwritten), PAYLOAD_URL: 'a/b/main/c.json'},
		}) as unknown as {data: {workflow_run_id: number}};
		const {data: found} = await github.octokit.rest.actions.getWorkflowRun({...github.place, run_id: data.workflow_run_id});
		titles.push(found.display_title);
		t.match(found, {name: 'example-sum', path: files[1], head_sha: await github.getHead()});
	}

	t.same(titles, ['id-1 sum(2)', 'id-1 sum', 'example-sum', 'example-sum', 'example-sum', 'example-sum']);
	t.equal(github.actions.jobs.length > 0, true, 'the action really starts');
});

await t.test('a change of somebody else\'s between plan and commit is kept, and told', async t => {
	const github = await startGithub(t);
	const result = await run(github.api.apiUrl, {
		async confirm() {
			await github.commit('theirs.txt', 'theirs');
			return true;
		},
	});
	t.match(result, {exitCode: 'unreachable', message: /^Somebody else changed example-user\/flows@main meanwhile; their change is kept/, hint: /again/});
	t.equal(await github.readFile('theirs.txt'), 'theirs');
	t.equal((await run(github.api.apiUrl)).exitCode, 0, 'the next try works');
	t.equal(await github.readFile('theirs.txt'), 'theirs');
});

await t.test('a token without the scope workflow is refused in one sentence before anything is written', async t => {
	const github = await startGithub(t, {canWriteWorkflows: false});
	const head = await github.getHead();
	t.match(await run(github.api.apiUrl), {
		exitCode: 'credentials', message: 'The token may not write workflow files in example-user/flows.', hint: /scope workflow/,
	});
	t.equal(await github.getHead(), head);
	t.equal((await run(github.api.apiUrl, {isDryRun: true})).exitCode, 0, 'the plan can be seen all the same');
});

await t.test('secrets are stored sealed under FaaSr\'s names, and never shown', async t => {
	const github = await startGithub(t);
	const env = {
		GITHUB_TOKEN: 'a-random-token', MY_S3_BUCKET_ACCESSKEY: 'CANARY-ACCESS', MY_S3_BUCKET_SECRETKEY: 'CANARY-SECRET-é', aws_accesskey: 'CANARY-AWS', AWS_SECRET_KEY: 'CANARY-AWS-SECRET',
	};
	const first = await run(github.api.apiUrl, {secrets: true, env});
	t.equal(first.exitCode, 0, first.written);
	t.same(github.openSecrets().map(entry => entry.join(' ')), [
		'example-user/flows GH_PAT a-random-token',
		'example-user/flows AWS_ACCESSKEY CANARY-AWS',
		'example-user/flows AWS_SECRETKEY CANARY-AWS-SECRET',
		'example-user/flows S3_ACCESSKEY CANARY-ACCESS',
		'example-user/flows S3_SECRETKEY CANARY-SECRET-é',
	]);
	t.match(first.written, 'store     secret S3_AccessKey (data store S3), from MY_S3_BUCKET_ACCESSKEY');
	t.match(first.written, 'example-user/flows@main: created secret S3_AccessKey.');
	const second = await run(github.api.apiUrl, {secrets: true, env});
	t.match(second.written, 'updated secret S3_AccessKey.');
	t.notMatch((await run(github.api.apiUrl)).written, 'missing', 'they are known by name afterwards');
	for (const {written} of [first, second]) {
		t.notMatch(written, /CANARY|a-random-token/);
	}
});

await t.test('what only functions ask for is stored with a yes alone, and the plan names the variable', async t => {
	const github = await startGithub(t);
	const text = createDocument({Secrets: ['NPM_TOKEN']});
	const env = {S3_AccessKey: 'one-key', S3_SecretKey: 'two-key', AWS_AccessKey: 'three-key', AWS_SecretKey: 'four-key', NPM_TOKEN: 'CANARY-NPM'};
	const head = await github.getHead();
	t.match(await run(github.api.apiUrl, {text, secrets: true, env}), {
		exitCode: 'usage', message: /^No server or data store needs NPM_TOKEN/u, hint: /--yes/u, written: /store {5}secret NPM_TOKEN \(asked for by a function\), from NPM_TOKEN/u,
	});
	t.equal(await github.getHead(), head);
	t.same(github.openSecrets(), []);
	t.match(await run(github.api.apiUrl, {text, secrets: true, isDryRun: true, env}), {exitCode: 0});
	t.match(await run(github.api.apiUrl, {text, secrets: true, env, confirm: async () => false}), {exitCode: 0, written: /Nothing was written\.\n$/u});
	t.same(github.openSecrets(), []);
	t.match(await run(github.api.apiUrl, {text, secrets: true, env, hasAgreed: true}), {exitCode: 0});
	t.ok(github.openSecrets().some(entry => entry.join(' ').endsWith('NPM_TOKEN CANARY-NPM')));
});

await t.test('the plan marks images that are not FaaSr\'s; no expression and no reserved name is registered', async t => {
	const github = await startGithub(t);
	const head = await github.getHead();
	const foreign = await run(github.api.apiUrl, {text: createDocument({ActionContainers: {start: 'somebody/image:1', sum: 'ghcr.io/faasr/github-actions-python:latest'}}), isDryRun: true});
	t.match(foreign.written, '  ⚠ image   somebody/image:1 (start) is not FaaSr\'s: whoever made it gets the secrets of these actions.\n  image     ghcr.io/faasr/github-actions-python:latest (sum)\n');
	const expression = createDocument({ActionContainers: {start: '${{ inputs.PAYLOAD_URL }}'}}); // eslint-disable-line no-template-curly-in-string
	for (const [text, message] of [[expression, /The image of action "start" is an expression/u], [createDocument({ActionContainers: {start: 'an image', sum: 'x'}}), /^ActionContainers of "start" is not a container image: "an image"/u], [createDocument({Secrets: ['PAYLOAD_URL']}), /No secret can have the name "PAYLOAD_URL"/u]] as const) {
		t.match(await run(github.api.apiUrl, {text, secrets: true, hasAgreed: true}), {exitCode: 'document-invalid', message});
	}

	t.equal(await github.getHead(), head);
});

await t.test('values that are neither here nor on GitHub are named all at once, before anything is written', async t => {
	const github = await startGithub(t);
	const head = await github.getHead();
	const env = {GITHUB_TOKEN: 'ghs_endswiththejob', GH_PAT: 'a-random-token', S3_AccessKey: 'key'};
	t.match(await run(github.api.apiUrl, {secrets: true, env: {...env, GITHUB_TOKEN: 'a-random-token', GH_PAT: ''}}), {
		exitCode: 'credentials', message: /AWS_AccessKey, AWS_SecretKey, S3_SecretKey have no value/,
	});
	t.equal(await github.getHead(), head);
	t.same(github.openSecrets(), []);
});

await t.test('missing tokens are listed together, an invalid document is named', async t => {
	const text = createDocument({
		ComputeServers: {
			GH: {FaaSType: 'GitHubActions', UserName: 'a', ActionRepoName: 'b', UseSecretStore: true},
			AWS: {FaaSType: 'GitHubActions', UserName: 'c', ActionRepoName: 'd', UseSecretStore: true},
		},
	});
	t.match(await run('http://127.0.0.1:1', {text, env: {GITHUB_TOKEN: ''}}), {exitCode: 'credentials', message: /GH \(a\/b@main\); AWS \(c\/d@main\)/});
	t.match(await run('http://127.0.0.1:1', {text: '{}'}), {exitCode: 'document-invalid', message: /main\.json is not a valid/});
});

const refusals = [
	[401, {}, 'Bad credentials', 'credentials', /wrong or has expired/],
	[403, {}, 'Resource not accessible', 'credentials', /may not do that/],
	[403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800'}, 'API rate limit exceeded', 'unreachable', /rate limit/],
	[404, {}, 'Not Found', 'unreachable', /shows no repository example-user\/flows/],
	[500, {}, 'Server Error', 'unreachable', /failed to read/],
] as const;

for (const [status, headers, message, code, sentence] of refusals) {
	await t.test(`a repository that answers ${status} ${message} ends with one sentence`, async t => {
		const server = await startScriptedServer(t, () => ({status, headers, body: {message}}));
		t.match(await run(server.url), {exitCode: code, message: sentence});
		t.ok(server.requests.every(({line}) => line.startsWith('GET ')), 'nothing is written');
	});
}

/** A GitHub that answers reads and lets one write fail. */
const startFailing = async (t: Tap, answerWrite: (line: string) => {readonly status: number; readonly body?: unknown} | 'reset') => {
	let head = 'h1';
	return startScriptedServer(t, ({line}) => {
		if (!line.startsWith('GET ')) {
			const answer = answerWrite(line);
			if (answer === 'reset' && line.startsWith('PATCH')) {
				head = 'new';
			}

			return answer;
		}

		const path = line.slice('GET /repos/example-user/flows'.length);
		const bodies: ReadonlyArray<readonly [string, unknown]> = [
			['/git/ref/', {object: {sha: head}}], ['/git/commits/', {tree: {sha: 't1'}}], ['/git/trees/', {tree: []}], ['/actions/workflows', {workflows: files.map(path => ({path, state: 'active'}))}], ['/actions/', {secrets: []}], ['', {default_branch: 'main'}],
		];
		return {status: 200, body: bodies.find(([start]) => path.startsWith(start))?.[1]};
	});
};

type Tap = Parameters<typeof startScriptedServer>[0];

const writes = [
	['POST', 404, 'Not Found', 'credentials', /may not write workflow files/],
	['POST', 403, 'Resource not accessible by personal access token', 'credentials', /may not write workflow files/],
	['POST', 502, 'Bad Gateway', 'unreachable', /failed to commit/],
	['PATCH', 409, 'Conflict', 'unreachable', /Somebody else changed/],
	['PATCH', 422, 'Update is not a fast forward', 'unreachable', /Somebody else changed/],
	['PATCH', 422, 'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/x.yml` without `workflow` scope', 'credentials', /may not write workflow files/],
	['PATCH', 422, 'Protected branch update failed', 'unreachable', /refused the commit/],
	['PATCH', 500, 'Server Error', 'unreachable', /failed to commit/],
] as const;

for (const [method, status, message, code, sentence] of writes) {
	await t.test(`a ${method} refused with ${status} ${message.slice(0, 30)} is sent once and told`, async t => {
		const server = await startFailing(t, line => line.startsWith(method) ? {status, body: {message}} : {status: 201, body: {sha: 'new'}});
		t.match(await run(server.url), {exitCode: code, message: sentence});
		t.equal(server.requests.filter(({line}) => line.startsWith(method)).length, 1);
	});
}

await t.test('when the answer to the last write is lost, the branch tells that it was made', async t => {
	const server = await startFailing(t, line => line.startsWith('PATCH') ? 'reset' : {status: 201, body: {sha: 'new'}});
	t.match(await run(server.url), {exitCode: 0, written: /committed new\.\n$/});
	t.equal(server.requests.filter(({line}) => line.startsWith('PATCH')).length, 1);
});

await t.test('a branch that is not there, a read-only account are told with what to do', async t => {
	const github = await startGithub(t, {repositories: [{...emptyRepository, defaultBranch: 'trunk', branches: ['trunk']}]});
	t.match(await run(github.api.apiUrl), {exitCode: 'credentials', message: /has no branch main/, hint: /Branch/});
	const readOnly = await startScriptedServer(t, () => ({status: 200, body: {default_branch: 'main', permissions: {push: false}}}));
	t.match(await run(readOnly.url), {exitCode: 'credentials', message: /not write to it/});
});

/** A clock whose waits end at once and count. */
const createImpatientClock = () => {
	let passedMs = 0;
	const clock: Clock = {
		now: () => systemClock.now() + passedMs,
		async sleep(ms, options) {
			if (ms >= 30_000) {
				return systemClock.sleep(ms, options);
			}

			options?.signal?.throwIfAborted();
			passedMs += ms;
		},
	};
	return {clock, getPassedMs: () => passedMs};
};

await t.test('after the commit it waits until GitHub can start the new files, says so, and asks for no more than pages of the list', async t => {
	const {clock, getPassedMs} = createImpatientClock();
	const lines: string[] = [];
	const github = await startGithub(t, {clock, workflowDelayMs: 6000, answer({method, path}) {
		lines.push(`${method} ${path}`);
		return undefined;
	}});
	const {exitCode, written} = await run(github.api.apiUrl, {clock});
	t.equal(exitCode, 0);
	t.match(written, /: committed \w{7}\.\nexample-user\/flows@main: waiting for GitHub to pick up 2 new workflow files; Ctrl\+C skips\.\nexample-user\/flows@main: all of them are active\.\n$/);
	t.equal(getPassedMs(), 7000);
	t.equal(lines.filter(line => line.endsWith('/actions/workflows')).length, 5);
	await github.octokit.rest.actions.createWorkflowDispatch({...github.place, workflow_id: 'example-sum.yml', ref: 'main', inputs: {OVERWRITTEN: '{}', PAYLOAD_URL: 'a/b/main/c.json'}});
	t.match((await run(github.api.apiUrl, {clock})).written, /Everything is registered already\.\n$/, 'and nothing is waited for then');
});

await t.test('files that GitHub does not take up within a minute are named; they are committed', async t => {
	const {clock, getPassedMs} = createImpatientClock();
	const github = await startGithub(t, {clock, workflowDelayMs: 3_600_000});
	const {exitCode, message, hint} = await run(github.api.apiUrl, {clock});
	t.match({exitCode, message, hint}, {
		exitCode: 'unreachable', message: 'GitHub cannot start 2 new workflow files yet: example-start.yml, example-sum.yml. They are committed.', hint: /faasr-tui doctor main\.json/,
	});
	t.equal(getPassedMs(), 60_000);
	t.match(await github.readFile(files[0]!), 'name: example-start');
});

await t.test('Ctrl+C ends the waiting and says what is not active', async t => {
	const listeners = createListeners<[signal: StopSignal]>();
	const github = await startGithub(t, {workflowDelayMs: 3_600_000});
	const {exitCode, written} = await run(github.api.apiUrl, {
		signals: {onSignal: listeners.add},
		onWrite(text) {
			if (text.includes('waiting for GitHub')) {
				listeners.call('SIGINT');
			}
		},
	});
	t.equal(exitCode, 130);
	t.match(written, /Not waiting any more for example-start\.yml, example-sum\.yml; "faasr-tui doctor main\.json" looks again\.\n$/);
	t.equal(listeners.count(), 0);
});

await t.test('where the list cannot be read nobody knows, and that is said', async t => {
	for (const [status, message] of [[403, 'Resource not accessible by personal access token'], [502, 'Bad Gateway']] as const) {
		const {clock} = createImpatientClock();
		const github = await startGithub(t, {answer: ({path}) => path.endsWith('/actions/workflows') ? {status, json: {message}} : undefined});
		const {exitCode, written} = await run(github.api.apiUrl, {clock});
		t.equal(exitCode, 0);
		t.match(written, /it is unknown whether the new ones can be started already\.\n$/);
	}
});

await t.test('303 actions are planned and registered in one commit with few requests', async t => {
	const names = Array.from({length: 303}, (_, index) => `step${index}`);
	const text = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => [name, names[index + 1] === undefined ? [] : [names[index + 1]!]]))));
	const lines: string[] = [];
	const github = await startGithub(t, {answer({method, path}) {
		lines.push(`${method} ${path}`);
		return undefined;
	}});
	const before = await github.getHead();
	lines.length = 0;
	const {exitCode, written} = await run(github.api.apiUrl, {text});
	t.equal(exitCode, 0);
	t.same(lines.filter(line => !line.startsWith('GET')), [
		'POST /repos/example-user/flows/git/trees', 'POST /repos/example-user/flows/git/commits', 'PATCH /repos/example-user/flows/git/refs/heads%2Fmain',
	]);
	t.ok(lines.length <= 15, lines.join('\n'));
	t.match(written, 'example-user/flows@main: 303 workflow files');
	const {data: commit} = await github.octokit.rest.git.getCommit({...github.place, commit_sha: await github.getHead()});
	t.match(commit.parents, [{sha: before}]);
	t.match(await github.readFile('.github/workflows/example-step302.yml'), 'name: example-step302');
	lines.length = 0;
	t.match((await run(github.api.apiUrl, {text})).written, /Everything is registered already/);
	t.ok(lines.length <= 9, lines.join('\n'));
});

await t.test('a dry run with --secrets ends as the real one would: missing values are named, exit code 4, nothing written', async t => {
	const github = await startGithub(t);
	const head = await github.getHead();
	const {exitCode, message, written} = await run(github.api.apiUrl, {isDryRun: true, secrets: true, env: {S3_AccessKey: 'key', S3_SecretKey: 'secret'}});
	t.equal(exitCode, 'credentials');
	t.match(message, /AWS_AccessKey, AWS_SecretKey have no value/);
	t.match(written, 'create    .github/workflows/example-start.yml', 'the plan is shown before');
	t.equal(await github.getHead(), head);
});
