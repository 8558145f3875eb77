import {type RequestListener} from 'node:http';
import type {Test} from 'tap';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {startServer} from '../start-server.js';

/** A bucket whose server answers whatever the test wants. */
export const openOddBucket = async (t: Test, answer: RequestListener) => {
	const requests: string[] = [];
	const {url, server} = await startServer(t, (request, response) => {
		requests.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim());
		answer(request, response);
	});
	const bucket = createS3Bucket({
		name: 'My_S3_Bucket',
		store: {Bucket: 'b', Endpoint: url},
		credentials: {accessKeyId: 'key', secretAccessKey: 'secret-value'},
		timeouts: {connectMs: 400, requestMs: 400, socketMs: 400},
	});
	t.teardown(bucket.close);
	return {bucket, requests, server};
};
