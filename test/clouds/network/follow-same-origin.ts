import t from 'tap';
import {followSameOrigin} from '../../../source/clouds/network/follow-same-origin.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';

const start = async (t: Parameters<typeof startScriptedServer>[0], status: number, getLocation: (other: string) => string) => {
	const other = await startScriptedServer(t, () => ({status: 200, body: {from: 'the other'}}));
	const server = await startScriptedServer(t, ({line}) => line.endsWith('/there') ? {status: 200, body: {from: 'there'}} : {status, headers: {location: getLocation(other.url)}, body: {}});
	return {server, other, send: followSameOrigin(fetch)};
};

const headers = {authorization: 'token secret'};

for (const status of [301, 302, 303, 307, 308]) {
	t.test(`a read answered ${status} is followed to the same origin, with its token, and to no other`, async t => {
		const same = await start(t, status, () => '/there');
		const answer = await same.send(`${same.server.url}/a`, {headers});
		t.same(await answer.json(), {from: 'there'});
		t.same(same.server.requests.map(request => request.headers.authorization), ['token secret', 'token secret']);
		for (const getLocation of [(url: string) => `${url}/there`, (url: string) => url.replace('http:', 'https:'), () => 'http://[']) {
			const strange = await start(t, status, getLocation);
			const kept = await strange.send(`${strange.server.url}/a`, {headers});
			t.equal(kept.status, status);
			await kept.body?.cancel();
			t.same(strange.other.requests, []);
		}
	});

	t.test(`a write answered ${status} ${status < 307 ? 'is not sent again' : 'is sent whole to the same origin alone'}`, async t => {
		const same = await start(t, status, () => '/there');
		const answer = await same.send(`${same.server.url}/a`, {method: 'POST', body: '{"a":1}'});
		await answer.body?.cancel();
		t.same(same.server.requests.map(({line, body}) => [line, body]), status < 307
			? [['POST /a', {a: 1}]]
			: [['POST /a', {a: 1}], ['POST /there', {a: 1}]]);
		const strange = await start(t, status, url => `${url}/there`);
		const kept = await strange.send(`${strange.server.url}/a`, {method: 'POST', body: '{"a":1}'});
		await kept.body?.cancel();
		t.equal(kept.status, status);
		t.same(strange.other.requests, []);
	});
}

t.test('a circle of redirects ends, and redirect: manual follows none', async t => {
	const {server, send} = await start(t, 302, () => '/a');
	const last = await send(`${server.url}/a`);
	t.equal(last.status, 302);
	t.equal(server.requests.length, 6);
	await send(`${server.url}/a`, {redirect: 'manual'});
	t.equal(server.requests.length, 7);
});

t.test('no redirect leads from https to http', async t => {
	const asked: string[] = [];
	const send = followSameOrigin(async input => {
		asked.push(input as string);
		return new Response(undefined, {status: 302, headers: {location: 'http://store.example/there'}});
	});
	const {status} = await send('https://store.example/a');
	t.equal(status, 302);
	t.same(asked, ['https://store.example/a']);
});
