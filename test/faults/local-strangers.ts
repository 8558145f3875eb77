import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import http from 'node:http';
import net from 'node:net';
import t from 'tap';
import {startOwnGithub} from '../support/preflight/start-own-github.js';

t.setTimeout(120_000);

const mebibyte = 1024 * 1024;
const announcedBytes = 200 * mebibyte;

/** Announces a large body, sends it until the server answers or hangs up, and gives the answer with how much went out. */
const sendLarge = async (base: string, method: string, path: string): Promise<{readonly status: number | undefined; readonly sentBytes: number}> => new Promise(resolve => {
	const request = http.request(new URL(path, base), {method, headers: {'content-length': announcedBytes}});
	const piece = Buffer.alloc(mebibyte);
	let sentBytes = 0;
	let status: number | undefined;
	const end = (): void => {
		request.destroy();
		resolve({status, sentBytes});
	};

	request.once('response', response => {
		status = response.statusCode;
		end();
	});
	request.once('error', end);
	const send = (): void => {
		if (sentBytes < announcedBytes && !request.destroyed) {
			sentBytes += piece.length;
			request.write(piece, send);
		}
	};

	send();
});

t.test('a stranger\'s large body is refused long before it is there, by both servers', async t => {
	const {cloud} = await startOwnGithub(t);
	for (const [base, method, path] of [
		[cloud.github.apiUrl, 'POST', '/repos/someone/some-repo/actions/workflows/two-write.yml/dispatches'],
		[cloud.github.apiUrl, 'PUT', '/anything'],
		[cloud.s3.endpoint, 'PUT', '/bucket/key'],
		[cloud.s3.endpoint, 'POST', '/bucket?delete'],
	] as const) {
		const {status, sentBytes} = await sendLarge(base, method, path);
		t.ok(status === undefined || status === 401 || status === 403, `${method} ${path} ${status}`);
		t.ok(sentBytes < announcedBytes / 4, `${method} ${path}: ${sentBytes} bytes were sent`);
	}
});

t.test('hundreds of requests that never end keep nobody from being answered', async t => {
	const {cloud} = await startOwnGithub(t);
	const sockets = await Promise.all(Array.from({length: 300}, async (_, index) => {
		const {hostname, port} = new URL(index % 2 === 0 ? cloud.github.apiUrl : cloud.s3.endpoint);
		const socket = net.connect(Number(port), hostname);
		socket.on('error', () => undefined);
		await once(socket, 'connect');
		socket.write('GET / HTTP/1.1\r\nx: ');
		return socket;
	}));
	t.teardown(() => {
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	const {github} = cloud;
	const answer = await fetch(`${github.apiUrl}/user`, {headers: {authorization: `token ${github.token}`}});
	t.equal(answer.status, 200);
	t.equal((await fetch(`${cloud.s3.endpoint}/bucket`)).status, 403);
});
