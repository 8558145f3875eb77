import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import {type AddressInfo} from 'node:net';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../../ports/clock.js';
import {isBucketName} from '../../../core/workflow/bucket-name.js';
import {type Credentials} from './authenticate/sign.js';
import {createRequestHandler} from './handle-request.js';
import {lockDataDir} from './lock-data-dir.js';
import {type Service} from './operations/operation.js';
import {openObjectStore} from './store/object-store.js';
import {createPartUploads} from './store/part-uploads.js';

/** Where the S3 server of the local cloud keeps its objects, and whom it lets in. */
export type S3ServerOptions = Credentials & {
	/** Objects of an earlier server in the same folder are there again. */
	readonly dataDir: string;
	/** What buckets say about their region; requests may be signed for any. */
	readonly region?: string;
	readonly clock: Pick<Clock, 'now'>;
	/** A loopback address: nobody else gets in. */
	readonly host?: string;
	/** 0 for any free one. */
	readonly port?: number;
	/** Created at the start unless they are there. */
	readonly buckets?: readonly string[];
	/** Answers with what is in the folder now, and writes nothing, not even a lock. @default false */
	readonly isReadOnly?: boolean;
};

/** A running S3 server. */
export type S3Server = {
	/** Base URL for clients, path-style. */
	readonly endpoint: string;
	/** Ends open connections at once and resolves when nothing touches the data folder any more; may be called twice. */
	readonly close: () => Promise<void>;
};

const keepAliveMs = 60_000;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);

const openService = ({dataDir, clock, region = 'us-east-1', buckets = [], isReadOnly = false}: S3ServerOptions): Service => {
	const store = openObjectStore(dataDir, clock, {isReadOnly});
	for (const name of buckets.filter(bucket => !store.bucketNames().includes(bucket))) {
		if (!isBucketName(name)) {
			throw new FaasrTuiError(`The local cloud cannot have a bucket named "${name}": S3 does not allow that name.`, {
				code: 'document-invalid', hint: 'Correct Bucket in DataStores of the workflow document.',
			});
		}

		store.createBucket(name);
	}

	return {
		store, uploads: createPartUploads(store.draftFolder, clock), clock, region,
	};
};

const listen = async (host: string, port: number): Promise<Server> => {
	// A client that reuses a connection must not meet one that is being closed.
	const server = createServer({keepAliveTimeout: keepAliveMs});
	server.listen(port, host);
	await once(server, 'listening');
	return server;
};

const stop = async (server: Server): Promise<void> => {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
};

/** Starts the S3 server of the local cloud on loopback. */
export const startS3Server = async (options: S3ServerOptions): Promise<S3Server> => {
	const {dataDir, host = '127.0.0.1', port = 0, isReadOnly = false} = options;
	if (!isLoopback(host)) {
		throw new FaasrTuiError(`The local S3 server cannot listen on ${host}, which others can reach.`, {code: 'usage', hint: 'Use 127.0.0.1.'});
	}

	const server = await listen(host, port);
	const address = server.address() as AddressInfo;
	let unlock: (() => void) | undefined;
	let service: Service | undefined;
	const active = new Set<Promise<void>>();
	try {
		unlock = isReadOnly ? undefined : await lockDataDir(dataDir, {host: address.address, port: address.port});
		service = openService(options);
		const handle = createRequestHandler(service, options);
		server.on('request', async (message, response) => {
			const request = handle(message, response);
			active.add(request);
			await request;
			active.delete(request);
		});
	} catch (error) {
		await stop(server);
		service?.store.close();
		unlock?.();
		throw error;
	}

	let closing: Promise<void> | undefined;
	const close = async (): Promise<void> => {
		await stop(server);
		await Promise.allSettled(active);
		service.store.close();
		unlock?.();
	};

	return {
		endpoint: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
		async close() {
			closing ??= close();
			await closing;
		},
	};
};
