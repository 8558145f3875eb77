import {once} from 'node:events';
import {createServer, request as sendRequest, type IncomingMessage} from 'node:http';
import {type AddressInfo} from 'node:net';

/** What went over the wire since the last reset. */
export type Traffic = {
	listings: number;
	/** Of objects, with `Range`. */
	rangedReads: number;
	/** Of objects, from their first byte. */
	wholeReads: number;
	others: number;
	listedBytes: number;
	readBytes: number;
};

const createTraffic = (): Traffic => ({listings: 0, rangedReads: 0, wholeReads: 0, others: 0, listedBytes: 0, readBytes: 0});

const getKind = ({method, url, headers}: IncomingMessage): 'listings' | 'rangedReads' | 'wholeReads' | 'others' => {
	if (url?.includes('list-type=2') === true) {
		return 'listings';
	}

	if (method !== 'GET') {
		return 'others';
	}

	return headers.range === undefined ? 'wholeReads' : 'rangedReads';
};

/** Stands between a client and a server on loopback and counts requests and the bytes of answers, whatever the client says of them. */
export const startCountingProxy = async (target: string) => {
	let traffic = createTraffic();
	const server = createServer((request, response) => {
		const kind = getKind(request);
		traffic[kind]++;
		// The signature covers the host by which the client knows the server: it is handed on as it came.
		const forwarded = sendRequest(new URL(request.url ?? '/', target), {method: request.method, headers: request.headers}, answer => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.on('data', (chunk: Uint8Array) => {
				traffic[kind === 'listings' ? 'listedBytes' : 'readBytes'] += chunk.length;
			});
			answer.pipe(response);
		});
		forwarded.on('error', () => response.destroy());
		request.pipe(forwarded);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What was counted since it was last taken. */
		take(): Readonly<Traffic> {
			const taken = traffic;
			traffic = createTraffic();
			return taken;
		},
		close(): void {
			server.close();
			server.closeAllConnections();
		},
	};
};
