import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {createServer as createHttpServer} from 'node:http';
import {createServer, type AddressInfo} from 'node:net';
import {inspect} from 'node:util';
import {gzipSync} from 'node:zlib';
import t from 'tap';
import {type FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {createSendRequest} from '../../../source/clouds/github/send-request.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {type Platform} from '../../../source/ports/platform.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {startScriptedServer, type ScriptedAnswer, type SeenRequest} from '../../support/github-actions/start-scripted-server.js';
import {gh} from '../../support/run-id.js';

const token = 'ghp_verysecrettoken';
const storeSecret = 'a-secret-of-the-store';

type Test = Parameters<typeof startScriptedServer>[0];

const createPlatform = (apiUrl: string, clock = createVirtualClock(Date.parse('2026-03-01T12:00:00Z'))) => ({
	clock,
	platform: createGithubActionsPlatform({
		document, payloadUrl: 'local/local/main/flow.json', token, apiUrl, clock, secrets: {S3_SecretKey: storeSecret},
	}),
});

const startPlatform = async (t: Test, answer: (request: SeenRequest) => ScriptedAnswer) => {
	const server = await startScriptedServer(t, answer);
	return {server, ...createPlatform(server.url)};
};

const getFailure = async (request: Promise<unknown>): Promise<FaasrTuiError> => {
	try {
		await request;
	} catch (error) {
		return error as FaasrTuiError;
	}

	throw new Error('it did not fail');
};

const refusals: ReadonlyArray<readonly [title: string, answer: ScriptedAnswer, code: string, message: RegExp]> = [
	['a wrong token', {status: 401, body: {message: 'Bad credentials'}}, 'credentials', /401 Bad credentials/],
	['a missing scope', {status: 403, body: {message: 'Resource not accessible by personal access token'}}, 'credentials', /may not do that \(403 Resource not accessible/],
	['a spent rate limit', {status: 403, headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772370000'}, body: {message: 'API rate limit exceeded'}}, 'unreachable', /ends at 13:00:00 UTC/],
	['a secondary rate limit', {status: 403, headers: {'retry-after': '60'}, body: {message: 'You have exceeded a secondary rate limit'}}, 'unreachable', /ends in 60 s/],
	['a rate limit without headers', {status: 403, body: {message: 'You have exceeded a secondary rate limit'}}, 'unreachable', /ends in a minute or more/],
	['too many requests', {status: 429, body: 'slow down'}, 'unreachable', /ends in a minute or more/],
	['a server error', {status: 502, body: '<html>Bad Gateway</html>'}, 'unreachable', /GitHub failed to .* \(502\)/],
	['an outage', {status: 503, body: {message: 'Service\nUnavailable'}}, 'unreachable', /503 Service Unavailable/],
	['a retired version', {status: 410, body: {message: 'Gone'}}, 'unreachable', /refused to .* \(410 Gone\)/],
	['an answer to nothing asked', {status: 304}, 'unreachable', /304/],
	['a cut connection', 'reset', 'unreachable', /Cannot reach GitHub to .* \((?:ECONNRESET|UND_ERR_SOCKET)\)/],
];

const operations: ReadonlyArray<readonly [name: string, run: (platform: Platform) => Promise<unknown>]> = [
	['dispatch', async platform => platform.dispatch({action: 'end', invocation})],
	['listRuns', async platform => platform.listRuns({invocation, since: 0})],
	['cancel', async platform => platform.cancel(gh(1))],
	['readRunLog', async platform => platform.readRunLog(gh(1))],
];

/** After these a dispatch may have been taken all the same, so its run is looked for: see the tests of the dispatch. */
const isUnclear = (answer: ScriptedAnswer): boolean => answer === 'reset' || (typeof answer === 'object' && (answer.status >= 500 || answer.status === 304));

for (const [title, answer, code, message] of refusals) {
	await t.test(`${title} is an error with a code and without secrets, asked once`, async t => {
		for (const [name, run] of operations.filter(([operation]) => operation !== 'dispatch' || !isUnclear(answer))) {
			const {platform, server} = await startPlatform(t, () => answer);
			const error = await getFailure(run(platform));
			t.match({name: error.name, code: error.code, message: error.message}, {name: answer === 'reset' ? 'ConnectionError' : 'FaasrTuiError', code, message}, name);
			t.notMatch(inspect(error, {depth: 20}), new RegExp(`${token}|${storeSecret}`), `${name}: no secret, however deep`);
			const repositories = new Set(server.requests.map(request => request.line));
			t.equal(server.requests.length, repositories.size, `${name}: nothing is asked twice`);
		}
	});
}

await t.test('a refusal that neither words nor headers explain says what rights are needed', async t => {
	const {platform} = await startPlatform(t, () => ({status: 403, body: {message: 'Forbidden'}}));
	await t.rejects(platform.listRuns({invocation, since: 0}), {
		code: 'credentials', message: /: the token may not do that \(403 Forbidden\)\.$/, hint: 'Give the token the scopes repo and workflow, or Actions: read and write as a fine-grained token.',
	});
});

await t.test('a repository that is not there is named', async t => {
	const {platform} = await startPlatform(t, () => ({status: 404, body: {message: 'Not Found'}}));
	await t.rejects(platform.listRuns({invocation, since: 0}), {code: 'unreachable', message: /no repository (?:local\/local|else\/where)/, hint: /ActionRepoName/});
});

await t.test('a captive portal\'s page is not taken for an empty list', async t => {
	const {platform} = await startPlatform(t, () => ({status: 200, headers: {'content-type': 'text/html'}, body: '<html>Log in</html>'}));
	await t.rejects(platform.listRuns({invocation, since: 0}), {code: 'unreachable', message: /not GitHub's/});
});

await t.test('a host that refuses connections is unreachable', async t => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	const {platform} = createPlatform(`http://127.0.0.1:${port}`);
	await t.rejects(platform.dispatch({action: 'start', invocation}), {code: 'unreachable', message: /\(ECONNREFUSED\)/});
});

await t.test('a server that does not answer is given up after 30 seconds', async t => {
	const {platform, server, clock} = await startPlatform(t, () => 'hang');
	const cancelling = getFailure(platform.cancel(gh(1)));
	await server.waitUntilAsked();
	await clock.advance(30_000);
	t.match(await cancelling, {code: 'unreachable', message: /no answer within 30 s/});
	t.equal(server.requests.length, 1);
	t.equal(clock.sleeperCount(), 0);
});

await t.test('an abort ends the request with the signal\'s reason', async t => {
	for (const [name, run] of [
		['dispatch', async (platform, signal) => platform.dispatch({action: 'start', invocation}, {signal})],
		['listRuns', async (platform, signal) => platform.listRuns({invocation, since: 0}, {signal})],
		['cancel', async (platform, signal) => platform.cancel(gh(1), {signal})],
		['readRunLog', async (platform, signal) => platform.readRunLog(gh(1), {signal})],
	] as ReadonlyArray<readonly [string, (platform: Platform, signal: AbortSignal) => Promise<unknown>]>) {
		const {platform, server, clock} = await startPlatform(t, () => 'hang');
		const controller = new AbortController();
		const reason = new Error('the user quit');
		const failing = getFailure(run(platform, controller.signal));
		await server.waitUntilAsked();
		controller.abort(reason);
		t.equal(await failing, reason, name);
		t.equal(await getFailure(run(platform, controller.signal)), reason, `${name}: nor is anything sent after it`);
		t.equal(clock.sleeperCount(), 0);
	}
});

await t.test('every request pins the version of the API and carries the token', async t => {
	const {platform, server} = await startPlatform(t, () => ({status: 204}));
	await platform.dispatch({action: 'start', invocation});
	await platform.cancel(gh(1));
	for (const {headers} of server.requests) {
		t.match(headers, {'x-github-api-version': '2022-11-28', authorization: `token ${token}`, 'user-agent': /faasr-tui/});
	}

	t.match(server.requests[0], {
		line: 'POST /repos/local/local/actions/workflows/flow-start.yml/dispatches', body: {ref: 'main', return_run_details: true},
	});
});

await t.test('a dispatch refused with 400 or 422 is sent once more without the flag, and only once', async t => {
	for (const status of [400, 422]) {
		const {platform, server} = await startPlatform(t, () => ({status, body: {message: 'No ref found for: main'}}));
		await t.rejects(platform.dispatch({action: 'start', invocation}), {message: /No ref found for: main/});
		t.same(server.requests.map(({body}) => (body as {return_run_details?: boolean}).return_run_details), [true, undefined]);
	}
});

await t.test('runs are searched by GitHub\'s clock when ours differs', async t => {
	const date = new Date('2026-03-01T13:00:00Z').toUTCString();
	const {platform, server, clock} = await startPlatform(t, () => ({status: 200, headers: {date}, body: {workflow_runs: []}}));
	const since = clock.now();
	await platform.cancel(gh(1));
	await platform.listRuns({invocation, since});
	await clock.advance(900);
	await platform.listRuns({invocation, since});
	const lists = server.requests.filter(({line}) => line.startsWith('GET /repos/local/local/'));
	t.equal(new URL(lists[0]!.line.slice(4), 'http://x').searchParams.get('created'), '>=2026-03-01T12:59:55Z');
	t.equal(lists[1]?.line, lists[0]?.line, 'and the question stays the same while the difference does');
});

await t.test('a refusal is told in GitHub\'s own words, and a policy stands before every answer that would be accepted', async t => {
	const said = 'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
	const server = await startScriptedServer(t, () => ({status: 403, headers: {'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A'}, body: {message: said}}));
	const send = createSendRequest({token, apiUrl: server.url, clock: createVirtualClock(0)});
	await t.rejects(send({route: 'GET /user', parameters: {}, purpose: 'look', accept: [403]}), {
		code: 'credentials', message: /single sign-on \(403 Resource protected/, hint: /orgs\/acme\/sso/,
	});
});

await t.test('a redirect that is not followed is a sentence, for reads and writes, and nothing is sent on', async t => {
	const thief = await startScriptedServer(t, () => ({status: 204}));
	const {platform, server} = await startPlatform(t, () => ({status: 307, headers: {location: `${thief.url}/stolen?${token}`}}));
	for (const [name, run] of operations) {
		const error = await getFailure(run(platform));
		t.match({code: error.code, message: error.message, hint: error.hint}, {code: 'unreachable', message: new RegExp(`leads to ${thief.url} \\(307\\), which is not followed`), hint: /GITHUB_API_URL/}, name);
		t.notMatch(error.message, /stolen/);
	}

	t.same(thief.requests, []);
	t.equal(server.requests.filter(({line}) => line.startsWith('POST') && line.endsWith('/dispatches')).length, 1, 'a dispatch is sent once');
});

await t.test('a renamed repository is found where GitHub says; a write with a secret in it is not sent on even there', async t => {
	const server = await startScriptedServer(t, ({line}) => line.includes('/repositories/42') ? {status: 200, body: {ok: true}} : {status: 307, headers: {location: '/repositories/42'}});
	const send = createSendRequest({token, apiUrl: server.url, clock: createVirtualClock(0)});
	const request = {route: 'POST /repos/{owner}/{repo}/x', parameters: {owner: 'o', repo: 'r', secret: 's'}, purpose: 'write'};
	t.match(await send(request), {status: 200, data: {ok: true}});
	await t.rejects(send({...request, isSecret: true}), {message: /not followed/, hint: /renamed/});
	t.equal(server.requests.length, 3);
});

await t.test('an answer without end is given up at ten megabytes, also when it was small on the way', async t => {
	const body = gzipSync(Buffer.alloc(10_000_001, ' '));
	const server = createHttpServer((_, response) => {
		response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
		response.end(body);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const {platform} = createPlatform(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	await t.rejects(platform.listRuns({invocation, since: 0}), {code: 'unreachable', message: /the answer is larger than 10 MB/});
});

const clock = createVirtualClock(0);

for (const apiUrl of ['http://github.example', 'http://127.0.0.1.example', 'ftp://127.0.0.1', 'nonsense', '']) {
	t.test(`a token is not sent to "${apiUrl}"`, async t => {
		t.throws(() => createSendRequest({token: 'a-token', apiUrl, clock}), {code: 'credentials', message: /refused/});
	});
}

t.test('a password in the address is not repeated', async t => {
	t.throws(() => createSendRequest({token: 'a-token', apiUrl: 'http://user:hunter2@github.example', clock}), /refused/);
	t.throws(() => createSendRequest({token: 'a-token', apiUrl: 'http://user:hunter2@github.example', clock}), /^(?!.*hunter2)/);
});

for (const apiUrl of ['https://api.github.com', 'https://github.example/api/v3/', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://localhost:1']) {
	t.test(`a token may be sent to ${apiUrl}`, async t => {
		t.doesNotThrow(() => createSendRequest({token: 'a-token', apiUrl, clock}));
	});
}

for (const token of ['', 'two words', 'line\nbreak', 'tökén']) {
	t.test(`the token ${JSON.stringify(token)} is refused before HTTP can repeat it in an error`, async t => {
		t.throws(() => createSendRequest({token, apiUrl: 'https://api.github.com', clock}), {code: 'credentials'});
		if (token !== '') {
			t.throws(() => createSendRequest({token, apiUrl: 'https://api.github.com', clock}), new RegExp(`^(?!.*${token})`, 's'));
		}
	});
}
