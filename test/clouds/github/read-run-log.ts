import t from 'tap';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {document} from '../../support/github-actions/document.js';
import {startScriptedServer, type ScriptedAnswer} from '../../support/github-actions/start-scripted-server.js';
import {gh} from '../../support/run-id.js';

const token = 'a-token';
type Test = Parameters<typeof startScriptedServer>[0];

const startApi = async (t: Test, logAnswer: ScriptedAnswer, jobs: unknown = [{id: 7}]) => {
	const server = await startScriptedServer(t, ({line}) => line.includes('/logs') ? logAnswer : {status: 200, body: {jobs}});
	const platform = createGithubActionsPlatform({
		document, payloadUrl: 'local/local/main/flow.json', token, apiUrl: server.url, clock: createVirtualClock(),
	});
	return {server, platform};
};

const startStorage = async (t: Test, answer: ScriptedAnswer) => startScriptedServer(t, () => answer);

await t.test('the token does not follow a redirect to the log', async t => {
	const storage = await startStorage(t, {status: 200, body: '\uFEFF2026-03-01T12:00:00.1234567Z one\n2026-03-01T12:00:01.1234567Z two\n'});
	const {platform, server} = await startApi(t, {status: 302, headers: {location: `${storage.url}/log?sig=1`}});
	t.equal(await platform.readRunLog(gh(1)), 'one\ntwo\n');
	t.equal(storage.requests.length, 1);
	t.notOk(storage.requests[0]?.headers.authorization);
	t.same(server.requests.map(({headers}) => headers.authorization), [`token ${token}`, `token ${token}`]);
});

await t.test('logs of several jobs are joined', async t => {
	const {platform} = await startApi(t, {status: 200, body: 'text'}, [{id: 7}, {id: 8}, {id: 'odd'}]);
	t.equal(await platform.readRunLog(gh(1)), 'text\ntext');
});

const withoutLog: ReadonlyArray<readonly [title: string, answer: ScriptedAnswer]> = [
	['not written yet', {status: 404, body: 'BlobNotFound'}],
	['expired', {status: 410, body: {message: 'Gone'}}],
];

for (const [title, answer] of withoutLog) {
	await t.test(`a log that is ${title} is undefined`, async t => {
		const {platform} = await startApi(t, answer);
		t.equal(await platform.readRunLog(gh(1)), undefined);
		const storage = await startStorage(t, answer);
		const redirecting = await startApi(t, {status: 302, headers: {location: storage.url}});
		t.equal(await redirecting.platform.readRunLog(gh(1)), undefined, 'also behind the redirect');
	});
}

await t.test('of a long log the end is read, from the start of a line', async t => {
	const lines = Array.from({length: 60_000}, (_, index) => `2026-03-01T12:00:00.0000000Z line ${index} ${'é'.repeat(20)}`);
	const storage = await startStorage(t, {status: 200, body: lines.join('\n')});
	const {platform} = await startApi(t, {status: 302, headers: {location: storage.url}});
	const log = await platform.readRunLog(gh(1)) ?? '';
	t.ok(log.length < 2_100_000);
	const [, count, first] = /^… (\d+) earlier lines not loaded\nline (\d+) é{20}\n/.exec(log) ?? [];
	t.ok(Number(first) > 0);
	t.equal(count, first, 'as many as come before the first line that is there');
	t.ok(log.endsWith(`line 59999 ${'é'.repeat(20)}`));
	t.equal((await platform.readRunLog(gh(1), {maxBytes: 100_000_000}))?.split('\n').length, 60_000, 'all of it for who asks for more');
});

await t.test('an address that is not safe is not asked', async t => {
	for (const location of ['http://example.com/log', 'file:///etc/passwd', 'nonsense']) {
		const {platform} = await startApi(t, {status: 302, headers: {location}});
		await t.rejects(platform.readRunLog(gh(1)), {code: 'unreachable', message: /not safe/}, location);
	}
});

await t.test('a download that breaks is unreachable', async t => {
	const storage = await startStorage(t, 'reset');
	const {platform} = await startApi(t, {status: 302, headers: {location: storage.url}});
	await t.rejects(platform.readRunLog(gh(1)), {code: 'unreachable', message: /could not be downloaded/});
});
