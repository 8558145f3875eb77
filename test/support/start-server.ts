import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {createServer, type IncomingMessage, type RequestListener, type Server} from 'node:http';
import {type AddressInfo} from 'node:net';

type Test = {readonly teardown: (close: () => void) => unknown};

/** Starts a server on a free port of loopback that ends with the test, with every connection. */
export const startServer = async (t: Test, answer?: RequestListener): Promise<{readonly url: string; readonly server: Server}> => {
	const server = createServer(answer).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server};
};

/** The whole body of a request or an answer. */
export const readAll = async (message: IncomingMessage): Promise<Uint8Array> => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of message as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
	}

	return Buffer.concat(chunks);
};
