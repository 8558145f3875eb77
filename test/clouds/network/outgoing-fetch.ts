import {Buffer} from 'node:buffer';
import t from 'tap';
import {createOutgoingFetch} from '../../../source/clouds/network/outgoing-fetch.js';
import {startScriptedServer} from '../../support/github-actions/start-scripted-server.js';
import {startProxy} from '../../support/start-proxy.js';

const getPort = (url: string): number => Number(new URL(url).port);

t.test('a request goes through the proxy, with its method, headers and body, and the name and password of the proxy', async t => {
	const server = await startScriptedServer(t, ({body}) => ({status: 201, headers: {'x-answer': 'yes'}, body}));
	const {address, asked} = await startProxy(t, getPort(server.url));
	const send = createOutgoingFetch({HTTP_PROXY: `http://name:word@${address}`});
	const response = await send('http://github.invalid/a?b=1', {method: 'POST', headers: new Headers({accept: 'x/y'}), body: '{"c":2}'});
	t.equal(response.status, 201);
	t.equal(response.headers.get('x-answer'), 'yes');
	t.same(await response.json(), {c: 2});
	t.match(server.requests, [{line: 'POST /a?b=1', headers: {accept: 'x/y', host: 'github.invalid'}, body: {c: 2}}]);
	t.same(asked, [{target: 'github.invalid:80', authorization: `Basic ${Buffer.from('name:word').toString('base64')}`}]);
	t.equal(server.requests[0]!.headers['proxy-authorization'], undefined);
});

t.test('this machine is asked directly, whatever the environment says', async t => {
	const server = await startScriptedServer(t, () => ({status: 200, body: {}}));
	const {address, asked} = await startProxy(t, getPort(server.url));
	const send = createOutgoingFetch({HTTP_PROXY: `http://${address}`, http_proxy: `http://${address}`});
	await send(server.url);
	await send(new Request(server.url));
	t.equal(server.requests.length, 2);
	t.same(asked, []);
});

t.test('a request through the proxy can be aborted', async t => {
	const server = await startScriptedServer(t, () => 'hang');
	const {address} = await startProxy(t, getPort(server.url));
	const send = createOutgoingFetch({HTTP_PROXY: `http://${address}`});
	const stop = new AbortController();
	const sent = send('http://github.invalid/', {signal: stop.signal});
	await server.waitUntilAsked();
	stop.abort();
	await t.rejects(sent, {name: 'AbortError'});
});
