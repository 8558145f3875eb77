import {Buffer} from 'node:buffer';
import t from 'tap';
import {systemClock as clock} from '../../../../source/ports/clock/system-clock.js';
import {startActionsApi} from '../../../../source/clouds/local/actions-api/start-actions-api.js';
import {repository, token} from '../../../support/actions-api/start-test-api.js';

/** The server as `--local` has it, without what the tests' stand-in for GitHub adds. */
const start = async (files = repository.files) => {
	const api = await startActionsApi({
		repositories: [{...repository, files}], token, clock, parallelism: 1, dataDir: t.testdir(), runAction: async () => ({exitCode: 0}), getEnv: () => ({}),
	});
	t.teardown(api.close);
	return async (path: string): Promise<readonly [status: number, text: string]> => {
		const response = await fetch(`${api.apiUrl}/repos/local/local/contents/${path}`, {headers: {authorization: `token ${token}`, accept: 'application/vnd.github.raw+json'}});
		return [response.status, await response.text()];
	};
};

await t.test('a document is read byte for byte, from every branch and from the commit at its head, whatever its size', async t => {
	const ask = await start(new Map([...repository.files, ['big.json', Buffer.alloc(1_048_577, 'a')]]));
	t.same(await ask('folder/donn%C3%A9es.txt'), [200, 'é'.repeat(100)]);
	for (const ref of ['main', 'dev', 'refs/heads/dev']) {
		t.same(await ask(`flow.json?ref=${ref}`), [200, '{"WorkflowName": "flow"}']);
	}

	const [status, text] = await ask('big.json');
	t.same([status, text.length], [200, 1_048_577]);
});

await t.test('what is not there is not found, folders included', async t => {
	const ask = await start();
	for (const path of ['nope.json', 'folder', '']) {
		const [status, text] = await ask(path);
		t.equal(status, 404, path);
		t.match(JSON.parse(text), {message: 'Not Found'});
	}

	t.match(await ask('flow.json?ref=nope'), [404, /No commit found for the ref nope/u]);
});

await t.test('what only GitHub has is not served: no secrets, no commits, no archives, no re-runs', async t => {
	const api = await startActionsApi({
		repositories: [repository], token, clock, parallelism: 1, dataDir: t.testdir(), runAction: async () => ({exitCode: 0}), getEnv: () => ({}),
	});
	t.teardown(api.close);
	for (const path of ['actions/secrets', 'git/ref/heads/main', 'git/trees/main', 'tarball/main', 'actions/runs/1/rerun', 'actions/workflows']) {
		for (const method of ['GET', 'POST', 'PUT']) {
			const {status} = await fetch(`${api.apiUrl}/repos/local/local/${path}`, {method, headers: {authorization: `token ${token}`}});
			t.equal(status, 404, `${method} ${path}`);
		}
	}
});
