import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo} from 'node:net';
import t from 'tap';
import {openFetch} from '../../../source/clouds/local/open-fetch.js';

const sharedDispatcher = Symbol.for('undici.globalDispatcher.1');

t.test('its connections are its own, and end with it', async t => {
	const server = createServer({keepAliveTimeout: 60_000}, (_request, response) => {
		response.end('answer');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	const own = openFetch();
	const [socket] = await Promise.all([
		once(server, 'connection').then(([connection]) => connection as NodeJS.EventEmitter), // eslint-disable-line promise/prefer-await-to-then
		own.fetch(url).then(async response => t.equal(await response.text(), 'answer')), // eslint-disable-line promise/prefer-await-to-then
	]);
	const ended = once(socket, 'close');
	await own.close();
	await ended;
	await t.rejects(own.fetch(url), 'after its end it sends nothing');
	const response = await fetch(url);
	t.equal(await response.text(), 'answer', 'Node\'s own goes on');
});

t.test('where somebody has put another dispatcher in Node\'s place, that one is used', async t => {
	const holder = globalThis as unknown as Record<symbol, unknown>;
	const before = holder[sharedDispatcher];
	t.teardown(() => {
		holder[sharedDispatcher] = before;
	});
	holder[sharedDispatcher] = {constructor: {name: 'ProxyAgent'}};
	const own = openFetch();
	t.equal(own.fetch, fetch);
	await own.close();
});
