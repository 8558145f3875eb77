import t from 'tap';
import {createTokenFetch} from '../../../source/clouds/github/token-fetch.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';

t.test('each repository is sent its own token, others the one they were given, and what carries none stays without', async t => {
	const server = await startScriptedServer(t, () => ({status: 200, body: {}}));
	const send = createTokenFetch([{owner: 'o', repo: 'one', token: 'first'}, {owner: 'O', repo: 'two.x', token: 'second'}]);
	const headers = {authorization: 'token given', accept: 'text/plain'};
	for (const path of ['/repos/o/one', '/repos/O/ONE/actions/runs?page=2', '/api/v3/repos/o/two.x/contents/a', '/repos/o/one-more/branches', '/user']) {
		await send(server.url + path, {headers});
	}

	await send(`${server.url}/repos/o/one/log.zip`, {headers: {accept: 'text/plain'}});
	t.same(server.requests.map(request => request.headers.authorization), [
		'token first', 'token first', 'token second', 'token given', 'token given', undefined,
	]);
	t.ok(server.requests.every(request => request.headers.accept === 'text/plain'), 'other headers are kept');
});
