import {once} from 'node:events';
import {createServer, request as sendRequest, type IncomingHttpHeaders, type IncomingMessage} from 'node:http';
import {type AddressInfo} from 'node:net';
import {readAll} from '../../support/start-server.js';
import {passOn, type Answer, type Fault, type ProxyRequest} from './faults.js';

type Test = {readonly teardown: (close: () => Promise<void>) => unknown};

/** Which requests a fault befalls; all when left out. */
export type FaultOptions = {
	/** Asked for every request, in order of arrival: a time window is a `match` that looks at the test's clock. */
	readonly match?: (request: ProxyRequest) => boolean;
	/** Matching requests that pass before the fault begins. @default 0 */
	readonly after?: number;
	/** Requests it befalls before it is over. @default without end */
	readonly times?: number;
};

/** A fault that was injected. */
export type InjectedFault = {
	/** How many requests it has befallen. */
	readonly getCount: () => number;
	/** Ends it. */
	readonly end: () => void;
};

type Rule = FaultOptions & {readonly fault: Fault; seenCount: number; hitCount: number};

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding']);

const withoutHops = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
	Object.fromEntries(Object.entries(headers).filter(([name, value]) => !hopByHop.has(name) && value !== undefined));

/** Passes a request on unchanged, `Host` included: S3 signatures cover it. */
const forwardTo = async (target: string, {method, url, headers, body}: ProxyRequest): Promise<Answer> => {
	const outgoing = sendRequest(new URL(target), {
		method, path: url, headers: {...withoutHops(headers), ...(body.length > 0 && {'content-length': body.length})}, agent: false,
	});
	outgoing.end(body);
	const [answer] = await once(outgoing, 'response') as [IncomingMessage];
	const bytes = await readAll(answer);
	return {status: answer.statusCode ?? 0, headers: withoutHops(answer.headers) as Answer['headers'] & {}, body: bytes};
};

const choose = (rules: readonly Rule[], request: ProxyRequest): Fault | undefined => {
	for (const rule of rules) {
		const isDue = rule.hitCount < (rule.times ?? Number.POSITIVE_INFINITY) && (rule.match?.(request) ?? true);
		if (isDue && rule.seenCount++ >= (rule.after ?? 0)) {
			rule.hitCount++;
			return rule.fault;
		}
	}

	return undefined;
};

/**
Starts an HTTP proxy on loopback that passes every request on to `target` and keeps the answers' statuses, headers and bytes, except where a fault was injected.

```ts
const proxy = await startFaultProxy(t, server.endpoint);      // clients use proxy.url
const fault = proxy.inject(answerWith({status: 503, body: '…'}), {match: isListing, after: 1, times: 4});
fault.getCount();  fault.end();                               // the newest fault that matches wins
proxy.requests;                                               // everything that arrived, in order
await proxy.refuse();  await proxy.accept();                  // nobody listens on the port; listens there again
```

Faults are in faults.ts; one of your own is a function of `{request, response, forward}`. Closed with the test.
*/
export const startFaultProxy = async (t: Test, target: string) => {
	const requests: ProxyRequest[] = [];
	const rules: Rule[] = [];
	const server = createServer(async (message, response) => {
		const request: ProxyRequest = {
			method: message.method ?? 'GET', url: message.url ?? '/', headers: message.headers, body: await readAll(message),
		};
		requests.push(request);
		const forward = async (): Promise<Answer> => forwardTo(target, request);
		try {
			const fault = choose(rules, request) ?? passOn;
			await fault({request, response, forward});
		} catch {
			// The server behind, or the client, has gone.
			response.destroy();
		}
	});
	const listen = async (port: number): Promise<void> => {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	};

	const stop = async (): Promise<void> => {
		if (server.listening) {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		}
	};

	await listen(0);
	const {port} = server.address() as AddressInfo;
	t.teardown(stop);
	return {
		url: `http://127.0.0.1:${port}`,
		/** Every request that arrived, in order. */
		requests,
		/** Lets a fault befall requests from now on. */
		inject(fault: Fault, options: FaultOptions = {}): InjectedFault {
			const rule: Rule = {...options, fault, seenCount: 0, hitCount: 0};
			rules.unshift(rule);
			return {
				getCount: () => rule.hitCount,
				end() {
					rules.splice(rules.indexOf(rule), 1);
				},
			};
		},
		/** Ends every fault. */
		heal(): void {
			rules.length = 0;
		},
		/** Breaks all connections and refuses new ones. */
		refuse: stop,
		/** Takes connections again, on the same port. */
		accept: async () => listen(port),
	};
};

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;
