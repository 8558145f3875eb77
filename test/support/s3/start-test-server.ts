import {Buffer} from 'node:buffer';
import type {Test} from 'tap';
import {S3Client, type S3ClientConfig} from '@aws-sdk/client-s3';
import {openObjectStore} from '../../../source/clouds/local/s3-server/store/object-store.js';
import {startS3Server, type S3ServerOptions} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {makeFolder} from '../make-folder.js';

export const accessKeyId = 'test-key';
export const secretAccessKey = 'test-secret-0123456789';
export const bucket = 'faasr-logs';

const ignore = (): void => undefined;

const clock = {now: () => Date.now()};

/** Puts objects into the bucket of a server's folder before the server starts: thousands of them, without thousands of requests. Each holds its key. */
export const fillBucket = async (dataDir: string, keys: readonly string[]): Promise<void> => {
	const store = openObjectStore(dataDir, clock);
	store.createBucket(bucket);
	for (const key of keys) {
		const chunks = (async function * () {
			yield Buffer.from(key);
		})();
		await store.put(bucket, {
			key, headers: {}, chunks, checksums: () => ({}), check: ignore,
		});
	}
};

/** An S3 server in the test's own folder with one bucket, gone when the test ends. */
export const startTestServer = async (t: Test, options: Partial<S3ServerOptions> = {}) => {
	const server = await startS3Server({
		accessKeyId,
		secretAccessKey,
		clock,
		buckets: [bucket],
		...options,
		// Making the test's folder empties it, so only where no other is asked for.
		dataDir: options.dataDir ?? makeFolder(t),
	});
	t.teardown(async () => server.close());
	return server;
};

/** The SDK's client at its default settings, apart from the address. */
export const createTestClient = (t: Test, endpoint: string, config: S3ClientConfig = {}) => {
	const client = new S3Client({
		endpoint, region: 'us-east-1', forcePathStyle: true, credentials: {accessKeyId, secretAccessKey}, logger: {debug: ignore, info: ignore, warn: ignore, error: ignore}, ...config,
	});
	t.teardown(() => {
		client.destroy();
	});
	return client;
};

/** A server and a client for it. */
export const startTestStore = async (t: Test, options: Partial<S3ServerOptions> = {}) => {
	const server = await startTestServer(t, options);
	return {...server, client: createTestClient(t, server.endpoint)};
};
