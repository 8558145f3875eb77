import {Buffer} from 'node:buffer';
import t from 'tap';
import {
	createInputs, dispatch, getRefusal, here, payloadUrl, startTestApi, token, waitUntilCompleted,
} from '../../../support/actions-api/start-test-api.js';

const endpoints = [
	'POST /repos/local/local/actions/workflows/flow-start.yml/dispatches',
	'GET /repos/local/local/actions/runs',
	'GET /repos/local/local/actions/workflows',
	'GET /repos/local/local/actions/workflows/flow-start.yml',
	'GET /repos/local/local/actions/workflows/flow-start.yml/runs',
	'GET /repos/local/local/actions/runs/{run}',
	'POST /repos/local/local/actions/runs/{run}/cancel',
	'POST /repos/local/local/actions/runs/{run}/force-cancel',
	'POST /repos/local/local/actions/runs/{run}/rerun',
	'GET /repos/local/local/actions/runs/{run}/jobs',
	'GET /repos/local/local/actions/jobs/{job}',
	'GET /repos/local/local/actions/jobs/{job}/logs',
	'GET /repos/local/local',
	'GET /repos/local/local/branches/main',
	'GET /repos/local/local/contents/flow.json',
	'GET /repos/local/local/tarball/main',
	'GET /user',
	'GET /rate_limit',
	'GET /nothing',
];

const refused: ReadonlyArray<readonly [string, Record<string, string>]> = [
	['no credentials', {}],
	['another token', {authorization: 'token another-token'}],
	['a token that is longer', {authorization: `token ${token}x`}],
	['the token without a scheme', {authorization: token}],
	['the token as a password', {authorization: `Basic ${Buffer.from(`local:${token}`).toString('base64')}`}],
];

await t.test('every endpoint refuses callers without the right token', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	for (const endpoint of endpoints) {
		const [method = '', path = ''] = endpoint.replace('{run}', String(runId)).replace('{job}', String(runId + 1)).split(' ');
		for (const [title, headers] of refused) {
			const response = await fetch(test.api.apiUrl + path, {method, headers, redirect: 'manual'});
			t.equal(response.status, 401, `${endpoint} with ${title}`);
			t.match(await response.json(), {message: 'Bad credentials', status: '401'});
		}
	}

	t.same([...test.actions.running], [runId], 'nothing was started or cancelled');
});

await t.test('every endpoint lets the right token in, in both schemes', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	for (const endpoint of endpoints.filter(name => name.startsWith('GET') && !name.endsWith('nothing'))) {
		const path = endpoint.replace('GET ', '').replace('{run}', String(runId)).replace('{job}', String(runId + 1));
		for (const scheme of ['token', 'Bearer']) {
			const response = await fetch(test.api.apiUrl + path, {headers: {authorization: `${scheme} ${token}`}});
			t.equal(response.status, 200, `${scheme} ${path}`);
		}
	}
});

await t.test('unknown paths, methods, versions and broken bodies are refused in GitHub\'s words', async t => {
	const {api} = await startTestApi(t);
	const headers = {authorization: `token ${token}`};
	const ask = async (path: string, init: RequestInit = {}) => {
		const response = await fetch(api.apiUrl + path, {...init, headers: {...headers, ...init.headers}});
		return [response.status, (await response.json() as {message: string}).message];
	};

	const dispatches = '/repos/local/local/actions/workflows/flow-start.yml/dispatches';
	t.same(await ask('/nothing'), [404, 'Not Found']);
	t.same(await ask('/user', {method: 'DELETE'}), [404, 'Not Found']);
	t.same(await ask('/repos/local/%ZZ'), [404, 'Not Found']);
	t.same(await ask('/repos/nobody/local'), [404, 'Not Found']);
	t.same(await ask('/repos/local/local/branches/nope'), [404, 'Branch not found']);
	t.same(await ask('/user', {headers: {'x-github-api-version': '2020-01-01'}}), [400, '"2020-01-01" is not a supported API version.']);
	t.same(await ask(dispatches, {method: 'POST', body: '{'}), [400, 'Problems parsing JSON']);
	t.same(await ask(dispatches, {method: 'POST', body: '[]'}), [400, 'Body should be a JSON object']);
	t.same(await ask(dispatches, {method: 'POST', body: `"${'x'.repeat(2_000_000)}"`}), [413, 'Payload Too Large']);
});

await t.test('answers carry the headers that GitHub\'s do, and a HEAD has no body', async t => {
	const {api, clock} = await startTestApi(t);
	const response = await fetch(`${api.apiUrl}/user`, {method: 'HEAD', headers: {authorization: `token ${token}`}});
	t.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
	t.equal(response.headers.get('date'), new Date(clock.now()).toUTCString());
	t.equal(response.headers.get('x-ratelimit-remaining'), '999999');
	t.equal(response.headers.get('x-ratelimit-reset'), String((clock.now() / 1000) + 3600));
	t.equal(await response.text(), '');
});

await t.test('a spent rate limit is a 403 until the hour is over, and /rate_limit stays free', async t => {
	const {octokit, clock} = await startTestApi(t, {rateLimitCount: 2});
	await octokit.rest.users.getAuthenticated();
	await octokit.rest.users.getAuthenticated();
	t.match(await getRefusal(octokit.rest.users.getAuthenticated()), {status: 403, message: /rate limit/});
	const {data} = await octokit.rest.rateLimit.get();
	t.match(data.rate, {limit: 2, remaining: 0, used: 2});
	await clock.advance(3_600_000);
	await octokit.rest.users.getAuthenticated();
});

await t.test('a job gets its inputs, its own empty folder and the environment', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	t.match(test.actions.jobs[0], {
		runId,
		payloadUrl,
		overwritten: createInputs('start').OVERWRITTEN,
		apiUrl: test.api.apiUrl,
		env: {S3_AccessKey: 'key', ACTION: 'start'},
	});
	t.match(test.actions.jobs[0]?.workDir, test.dataDir);
});

await t.test('closing cancels what runs and what waits, by force, and may be repeated', async t => {
	const test = await startTestApi(t, {parallelism: 1});
	await dispatch(test);
	await dispatch(test, 'middle');
	await Promise.all([test.api.close(), test.api.close()]);
	await test.api.close();
	t.equal(test.actions.jobs.length, 1, 'the waiting run was never started');
	t.equal((test.actions.jobs[0]?.signal.reason as Error).name, 'ForceCancel');
	await t.rejects(test.octokit.rest.repos.get(here), {message: /ECONNREFUSED|fetch failed|other side closed|connect/});
});

await t.test('closing gives up on a process that does not end', async t => {
	const {createGatedActions} = await import('../../../support/actions-api/gated-actions.js');
	const actions = createGatedActions({ignoresCancel: true});
	const test = await startTestApi(t, {runAction: actions.runAction});
	await dispatch(test);
	let isClosed = false;
	const closing = (async () => {
		await test.api.close();
		isClosed = true;
	})();
	await test.octokit.rest.repos.get(here);
	t.notOk(isClosed, 'waits');
	await test.clock.advance(15_000);
	await closing;
	t.ok(isClosed);
});
