import t from 'tap';
import {createRepository} from '../../../../source/clouds/github/register/create-repository.js';
import {createSendRequest} from '../../../../source/clouds/github/send-request.js';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {type ScriptedAnswer, startScriptedServer} from '../../../support/github-actions/start-scripted-server.js';

type Test = Parameters<typeof startScriptedServer>[0];

const create = async (t: Test, answer: ScriptedAnswer, owner = 'Me') => {
	const server = await startScriptedServer(t, ({line}) => line.startsWith('GET ') ? {status: 200, body: {login: 'me'}} : answer);
	const send = createSendRequest({token: 'a-random-token', apiUrl: server.url, clock: systemClock});
	const created = createRepository(send, {owner, repo: 'flows'});
	return {created, getWrites: () => server.requests.filter(({line}) => !line.startsWith('GET '))};
};

await t.test('a repository of the user\'s own, or of an organization, is private and without a commit', async t => {
	for (const [owner, line] of [['Me', 'POST /user/repos'], ['lab', 'POST /orgs/lab/repos']] as const) {
		const {created, getWrites} = await create(t, {status: 201, body: {name: 'flows'}}, owner);
		await created;
		t.match(getWrites(), [{line, body: {name: 'flows', private: true}}]);
		t.equal(getWrites().length, 1);
	}
});

for (const [status, message, sentence] of [
	[403, 'Resource not accessible by personal access token', /^The token may not create the repository Me\/flows\.$/u],
	[404, 'Not Found', /^The token may not create the repository Me\/flows\.$/u],
	[422, 'Repository creation failed.', /^GitHub did not create the repository Me\/flows: there may be one of that name/u],
] as const) {
	await t.test(`${status} ${message} is one sentence, and nothing is sent again`, async t => {
		const {created, getWrites} = await create(t, {status, body: {message}});
		await t.rejects(created, {code: 'credentials', message: sentence});
		t.equal(getWrites().length, 1);
	});
}

await t.test('what is no answer about rights is told as it is', async t => {
	const {created} = await create(t, {status: 502, body: {message: 'Bad Gateway'}});
	await t.rejects(created, {code: 'unreachable', message: /failed to create the repository Me\/flows/u});
});
