import {once} from 'node:events';
import fs from 'node:fs';
import {connect, type AddressInfo, type Socket} from 'node:net';
import {createServer} from 'node:tls';
import {fileURLToPath} from 'node:url';

type Test = {readonly teardown: (close: () => void) => void};

/** What store.invalid shows: signed by nobody but itself, valid for a hundred years. Its key is public and serves tests alone. */
export const certificateFile = fileURLToPath(new URL('certificate.pem', import.meta.url));
const keyFile = fileURLToPath(new URL('key.pem', import.meta.url));

/** Speaks TLS as store.invalid in front of a server on loopback; its port. */
export const startTlsServer = async (t: Test, port: number): Promise<number> => {
	const sockets = new Set<Socket>();
	const server = createServer({cert: fs.readFileSync(certificateFile), key: fs.readFileSync(keyFile)}, socket => {
		const behind = connect(port, '127.0.0.1');
		for (const [one, other] of [[socket, behind], [behind, socket]] as const) {
			sockets.add(one);
			one.on('error', () => other.destroy());
			one.pipe(other);
		}
	}).on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	return (server.address() as AddressInfo).port;
};
