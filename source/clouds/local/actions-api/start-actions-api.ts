import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo} from 'node:net';
import {type ActionsApiOptions} from './actions-api-options.js';
import {type ApiContext} from './api-context.js';
import {endOrphans} from './end-orphans.js';
import {handleRequest, ownRoutes} from './handle-request.js';
import {createRateLimit} from './rate-limit.js';
import {openRepositoryFiles} from './repository-files.js';
import {createRunLifecycle} from './run-lifecycle.js';
import {openRunJournal} from './run-journal.js';
import {createRunRegistry} from './run-registry.js';
import {createSignedUrls} from './signed-urls.js';

/** A running Actions API. */
export type ActionsApi = {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	readonly apiUrl: string;
	/** Waits until nothing runs any more, for so long at most. */
	readonly waitUntilIdle: (mostMs: number) => Promise<void>;
	/** Cancels every run, waits for the ends of their processes and closes all sockets. May be called twice. */
	readonly close: () => Promise<void>;
};

/** Above any poller's needs; what GitHub grants is 5,000. */
const rateLimitCount = 1_000_000;

/**
Starts a server on loopback that speaks the part of GitHub's REST API that workflows, their watchers and their controls use.

A dispatch really runs the action, through `runAction`.
*/
export const startActionsApi = async (options: ActionsApiOptions): Promise<ActionsApi> => {
	const {clock, repositories, token, intercept, extraRoutes = []} = options;
	// A client that reuses a connection must not meet one that is being closed.
	const server = createServer({keepAliveTimeout: 60_000});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const journal = options.journalFile === undefined ? undefined : openRunJournal(options.journalFile, repositories, options);
	const runs = createRunRegistry(clock, journal);
	endOrphans(runs, options);
	const lifecycle = createRunLifecycle(runs, options, apiUrl);
	const context: ApiContext = {
		repositories,
		clock,
		apiUrl,
		runs,
		lifecycle,
		signedUrls: createSignedUrls(clock),
		getFiles: openRepositoryFiles,
	};
	const handling = {context, token, rateLimit: createRateLimit(rateLimitCount, clock), routes: [...extraRoutes, ...ownRoutes], intercept};
	server.on('request', (request, response) => {
		void handleRequest(request, response, handling);
	});
	let closing: Promise<void> | undefined;

	const close = async (): Promise<void> => {
		// Cancelled actions may still write their last words through this API, so the sockets go last.
		await lifecycle.close();
		journal?.close();
		const closed = once(server, 'close');
		server.close();
		server.closeAllConnections();
		await closed;
	};

	return {
		apiUrl,
		waitUntilIdle: lifecycle.waitUntilIdle,
		async close() {
			closing ??= close();
			return closing;
		},
	};
};
