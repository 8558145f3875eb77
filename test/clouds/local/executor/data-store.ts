import {existsSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import t from 'tap';
import {getRefusalStatus, openDataStore} from '../../../../source/clouds/local/executor/data-store.js';
import {startBench} from '../../../support/functions/executor-bench.js';
import {startServer} from '../../../support/start-server.js';

const catchError = async (work: Promise<unknown>): Promise<unknown> => {
	try {
		await work;
		return undefined;
	} catch (error) {
		return error;
	}
};

t.test('an anonymous store is asked without a signature', async t => {
	const seen: Array<string | undefined> = [];
	const {url} = await startServer(t, (request, response) => {
		seen.push(request.headers.authorization);
		response.writeHead(200).end();
	});
	const address = {bucket: 'open', region: 'us-east-1', endpoint: url};
	for (const isAnonymous of [true, false]) {
		const store = openDataStore({
			...address, isAnonymous, accessKey: 'a', secretKey: 's',
		}, new AbortController().signal);
		await store.check();
		store.close();
	}

	t.equal(seen[0], undefined);
	t.match(seen[1], /^AWS4-HMAC-SHA256 Credential=a\//u);
});

t.test('what S3 refuses is told apart from what goes wrong on the way', async t => {
	const {bucket, endpoint} = await startBench(t);
	t.equal(await bucket.read('nothing'), undefined);
	const folder = t.testdir();
	t.equal(getRefusalStatus(await catchError(bucket.download('nothing', join(folder, 'x')))), 404);
	t.notOk(existsSync(join(folder, 'x')));
	const wrong = openDataStore({
		bucket: 'bucket', region: 'us-east-1', endpoint, accessKey: 'bench-access', secretKey: 'wrong', isAnonymous: false,
	}, new AbortController().signal);
	t.equal(getRefusalStatus(await catchError(wrong.list(''))), 403);
	wrong.close();
	t.equal(getRefusalStatus(await catchError(bucket.upload(join(folder, 'missing'), 'k'))), undefined);
});

t.test('a download that cannot be written leaves what was there', async t => {
	const {bucket} = await startBench(t);
	await bucket.write('k', 'text');
	const folder = t.testdir();
	await mkdir(join(folder, 'taken'));
	t.match(await catchError(bucket.download('k', join(folder, 'taken'))), {code: 'EISDIR'});
	t.ok(existsSync(join(folder, 'taken')));
});
