import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import {type AddressInfo} from 'node:net';
import type {Test} from 'tap';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';

/** A bucket whose server answers whatever the test wants. */
export const openOddBucket = async (t: Test, answer: RequestListener) => {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim());
		answer(request, response);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const bucket = createS3Bucket({
		name: 'My_S3_Bucket',
		store: {Bucket: 'b', Endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`},
		credentials: {accessKeyId: 'key', secretAccessKey: 'secret-value'},
		timeouts: {connectMs: 400, requestMs: 400, socketMs: 400},
	});
	t.teardown(() => {
		bucket.close();
		server.close();
		server.closeAllConnections();
	});
	return {bucket, requests, server};
};
