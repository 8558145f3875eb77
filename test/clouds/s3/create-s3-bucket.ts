import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {inspect} from 'node:util';
import t, {type Test} from 'tap';
import {PutObjectCommand} from '@aws-sdk/client-s3';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {openOddBucket} from '../../support/s3/start-odd-server.js';
import {
	accessKeyId, bucket as bucketName, fillBucket, secretAccessKey, startTestStore,
} from '../../support/s3/start-test-server.js';

/** A bucket that holds the keys, whose contents are the keys themselves. */
const start = async (t: Test, keys: readonly string[] = []) => {
	const dataDir = t.testdir({});
	await fillBucket(dataDir, keys);
	const {client, endpoint} = await startTestStore(t, {dataDir});
	const bucket = createS3Bucket({name: 'My_S3_Bucket', store: {Bucket: bucketName, Endpoint: endpoint}, credentials: {accessKeyId, secretAccessKey}});
	t.teardown(() => {
		bucket.close();
	});
	const put = async (Key: string, Body: string) => client.send(new PutObjectCommand({Bucket: bucketName, Key, Body}));
	return {bucket, put, endpoint};
};

const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

t.test('list gives every object below the prefix, all pages, with keys as they are', async t => {
	const odd = ['p/a b+c%', 'p/tab\t&<\u0001', 'p/é😀'];
	const keys = [...Array.from({length: 1005}, (_, index) => `p/${index}`), ...odd];
	const {bucket} = await start(t, [...keys, 'q']);
	const listed = await bucket.list('p/');
	t.same(new Set(listed.map(({key}) => key)), new Set(keys));
	t.equal(listed.length, keys.length);
	t.match(listed.find(({key}) => key === odd[0]), {sizeBytes: 8, etag: /^[\da-f]{32}$/, modifiedAt: Number});
	t.same(await bucket.list('none'), []);
	const [first, second] = listed;
	t.same(await bucket.list('p/', {atMost: 2}), [first, second]);
	t.same(await bucket.list('p/', {atMost: 1003}), listed.slice(0, 1003), 'the second page only in part');
	t.same(await bucket.list('p/', {atMost: 9999}), listed);
});

t.test('folders right below a prefix are listed by name, all pages, and nothing of what is in them', async t => {
	const names = [...Array.from({length: 1003}, (_, index) => `f${index}`), 'a b+c%'];
	const {bucket} = await start(t, [...names.map(name => `p/${name}/deep/object`), 'p/object', 'q/other/object']);
	const folders = await bucket.listFolders('p/');
	t.same(new Set(folders), new Set(names));
	t.equal(folders.length, names.length);
	t.same(await bucket.listFolders('p/f7/'), ['deep']);
	t.same(await bucket.listFolders('none/'), []);
});

t.test('read gives the object from a byte on, nothing beyond its end, undefined when there is none', async t => {
	const {bucket, put} = await start(t);
	await put('a//b/../c', '0123456789');
	const [listed] = await bucket.list('');
	const whole = await bucket.read('a//b/../c');
	t.same([asText(whole!.bytes), whole!.startByte, whole!.etag], ['0123456789', 0, listed!.etag]);
	const tail = await bucket.read('a//b/../c', {startByte: 7});
	t.same([asText(tail!.bytes), tail!.startByte, tail!.etag], ['789', 7, listed!.etag]);
	const part = await bucket.read('a//b/../c', {startByte: 2, maxBytes: 3});
	t.same([asText(part!.bytes), part!.startByte, part!.md5], ['234', 2, '781e5e245d69b566979b86e28d23f2c7'], 'the MD5 is that of the whole object');
	t.equal(asText((await bucket.read('a//b/../c', {maxBytes: 3}))!.bytes), '012');
	t.equal(asText((await bucket.read('a//b/../c', {maxBytes: 300}))!.bytes), '0123456789');
	t.match(await bucket.read('a//b/../c', {startByte: 10}), {bytes: {length: 0}, startByte: 10});
	t.equal(await bucket.read('none'), undefined);
	t.equal(await bucket.read('none', {startByte: 5}), undefined);
});

t.test('remove takes away one, many and odd keys, and does not mind missing ones', async t => {
	const {bucket, put} = await start(t);
	const keys = [...Array.from({length: 30}, (_, index) => `k/${index}`), 'k/<&>', 'k/\u0001'];
	await Promise.all(keys.map(async key => put(key, '')));
	await bucket.remove(['k/0']);
	await bucket.remove([]);
	t.equal((await bucket.list('k/')).length, keys.length - 1);
	await bucket.remove([...keys, 'k/never']);
	t.same(await bucket.list(''), []);
});

t.test('wrong and missing credentials name the variables to set, and no secret', async t => {
	const {endpoint} = await start(t);
	const store = {Bucket: bucketName, Endpoint: endpoint};
	for (const credentials of [{accessKeyId, secretAccessKey: 'wrong-secret'}, {accessKeyId: 'nobody', secretAccessKey}, {accessKeyId: '', secretAccessKey: ''}, undefined]) {
		const bucket = createS3Bucket({name: 'My_S3_Bucket', store, credentials});
		const expected = {code: 'credentials', message: /My_S3_Bucket/, hint: 'Check My_S3_Bucket_AccessKey and My_S3_Bucket_SecretKey in the environment or in .env.'};
		await t.rejects(bucket.list(''), expected);
		await t.rejects(bucket.read('a'), expected);
		await t.rejects(bucket.remove(['a']), expected);
		const [outcome] = await Promise.allSettled([bucket.list('')]);
		t.notMatch(inspect(outcome, {depth: 9}), /wrong-secret/);
		bucket.close();
	}
});

t.test('an anonymous store is read without a signature, whatever credentials there are', async t => {
	const headers: unknown[] = [];
	const {bucket: signed, server} = await openOddBucket(t, (request, response) => {
		headers.push(request.headers.authorization);
		response.setHeader('ETag', '"e"').end('text');
	});
	await signed.read('a');
	const {port} = server.address() as {port: number};
	const anonymous = createS3Bucket({name: 'Open', store: {Bucket: 'b', Endpoint: `http://127.0.0.1:${port}`, Anonymous: 'FALSE'}, credentials: {accessKeyId, secretAccessKey}});
	t.equal(asText((await anonymous.read('a'))!.bytes), 'text');
	t.match(headers, [/^AWS4-HMAC-SHA256/, undefined]);
	anonymous.close();
});

t.test('a bucket that does not exist and an endpoint that is no URL say what to correct', async t => {
	const {endpoint} = await start(t);
	const bucket = createS3Bucket({name: 'S', store: {Bucket: 'no-such-bucket', Endpoint: endpoint}, credentials: {accessKeyId, secretAccessKey}});
	await t.rejects(bucket.read('a'), {code: 'unreachable', message: /HTTP 404, NoSuchBucket/, hint: /DataStores\.S\.Bucket/});
	await t.rejects(bucket.list('a'), {code: 'unreachable', hint: /DataStores\.S\.Bucket/});
	bucket.close();
	t.throws(() => createS3Bucket({name: 'S', store: {Bucket: 'b', Endpoint: 'play.min.io'}}), {code: 'document-invalid', hint: /DataStores\.S\.Endpoint/});
});

t.test('an ETag is an MD5 only where the store does not say otherwise', async t => {
	const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
	const {bucket} = await openOddBucket(t, (request, response) => {
		const name = request.url!.split(/[/?]/u)[2] ?? '';
		response.setHeader('ETag', `"${name === 'parts' ? `${md5}-2` : md5}"`);
		if (name === 'own') {
			response.setHeader('x-amz-server-side-encryption-customer-algorithm', 'AES256');
		} else if (name !== 'plain' && name !== 'parts') {
			response.setHeader('x-amz-server-side-encryption', name.replace('-', ':'));
		}

		response.end('text');
	});
	for (const [key, expected] of [['plain', md5], ['AES256', md5], ['aws-kms', undefined], ['own', undefined], ['parts', undefined]] as const) {
		t.equal((await bucket.read(key))?.md5, expected, key);
	}
});

t.test('a page of HTML is no listing and no object', async t => {
	const {bucket} = await openOddBucket(t, (_request, response) => {
		response.setHeader('Content-Type', 'text/html').end('<html><body>Please log in</body></html>');
	});
	await t.rejects(bucket.list('logs/'), {code: 'unreachable', message: /not a listing of S3/});
	await t.rejects(bucket.read('log'), {code: 'unreachable', message: /not an object of S3/});
});

const page = (fields: string, keys: readonly string[]): string =>
	`<ListBucketResult>${fields}${keys.map(key => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`).join('')}</ListBucketResult>`;

t.test('a key on two pages counts once, and a listing that goes round in circles is a fault', async t => {
	const {bucket} = await openOddBucket(t, (request, response) => {
		const isSecond = request.url!.includes('continuation-token');
		if (request.url!.includes('pair')) {
			// One page leads to the other and back.
			response.end(page(`<KeyCount>1</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>${request.url!.includes('continuation-token=t') ? 'u' : 't'}</NextContinuationToken>`, ['a']));
			return;
		}

		response.end(request.url!.includes('circle')
			? page('<KeyCount>1</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>', ['a'])
			: page(isSecond ? '<KeyCount>2</KeyCount><IsTruncated>false</IsTruncated>' : '<KeyCount>2</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>', isSecond ? ['b', 'c'] : ['a', 'b']));
	});
	t.same((await bucket.list('')).map(({key}) => key), ['a', 'b', 'c']);
	await t.rejects(bucket.list('circle'), {code: 'unreachable', message: /goes on but not where/});
	await t.rejects(bucket.list('pair'), {code: 'unreachable', message: /goes on but not where/});
});

t.test('a server that ignores the range gives the whole object from byte 0, one that gives another range is a fault', async t => {
	const {bucket} = await openOddBucket(t, (request, response) => {
		response.setHeader('ETag', '"e"');
		if (request.url!.includes('other')) {
			response.writeHead(206, {'Content-Range': 'bytes 0-3/10'}).end('0123');
		} else {
			response.end('0123456789');
		}
	});
	t.match(await bucket.read('a', {startByte: 4}), {startByte: 0, bytes: {length: 10}, etag: 'e'});
	await t.rejects(bucket.read('other', {startByte: 4}), {code: 'unreachable', message: /another range/});
});

t.test('a body that breaks off is read again, three times at most', async t => {
	let brokenCount = 2;
	const {bucket, requests} = await openOddBucket(t, (_request, response) => {
		response.writeHead(200, {'Content-Length': '10', ETag: '"e"'});
		if (brokenCount-- > 0) {
			response.write('0123', () => response.socket!.destroy());
		} else {
			response.end('0123456789');
		}
	});
	t.equal(asText((await bucket.read('a'))!.bytes), '0123456789');
	t.equal(requests.length, 3);
	brokenCount = 99;
	await t.rejects(bucket.read('a'), {code: 'unreachable', message: /Cannot read "a" in data store My_S3_Bucket \(ECONNRESET\)|HTTP 200/});
	t.equal(requests.length, 6);
});

t.test('a server that falls silent is given up, before its answer and within it', async t => {
	const {bucket} = await openOddBucket(t, (request, response) => {
		if (request.url!.includes('body')) {
			response.writeHead(200, {'Content-Length': '10', ETag: '"e"'});
			response.write('0123');
		}
	});
	await t.rejects(bucket.list('x'), {code: 'unreachable', message: /ETIMEDOUT|Timeout/});
	await t.rejects(bucket.read('body'), {code: 'unreachable', message: /ETIMEDOUT|Timeout|ECONNRESET/});
});

t.test('refusals and broken connections are told apart', async t => {
	const {bucket, server} = await openOddBucket(t, (request, response) => {
		const status = Number(/\d{3}/.exec(request.url!.split('?').at(-1)!.replace(/^.*prefix=/, ''))?.[0]);
		response.writeHead(status, {'x-amz-bucket-region': 'eu-west-1'}).end(status === 403 ? '<html>no</html>' : `<Error><Code>${status === 301 ? 'PermanentRedirect' : 'SlowDown'}</Code><Message>secret-value</Message></Error>`);
	});
	await t.rejects(bucket.list('403'), {code: 'credentials', message: /HTTP 403/});
	await t.rejects(bucket.list('301'), {code: 'unreachable', message: /HTTP 301/, hint: /Region/});
	await t.rejects(bucket.list('503'), {code: 'unreachable', message: 'Cannot list "503" in data store My_S3_Bucket (HTTP 503, SlowDown).'});
	server.close();
	server.closeAllConnections();
	await once(server, 'close');
	await t.rejects(bucket.list(''), {code: 'unreachable', message: /ECONNREFUSED/});
});

t.test('an abort ends an operation with its own reason, before it starts, while it waits and within a body', async t => {
	const {bucket, server} = await openOddBucket(t, (request, response) => {
		if (request.url!.includes('body')) {
			response.writeHead(200, {'Content-Length': '10', ETag: '"e"'});
			response.write('0123');
		}

		server.emit('faasr-arrived');
	});
	const reason = new Error('the user quit');
	await t.rejects(bucket.list('x', {signal: AbortSignal.abort(reason)}), reason);
	for (const run of [async (signal: AbortSignal) => bucket.list('x', {signal}), async (signal: AbortSignal) => bucket.read('body', {signal}), async (signal: AbortSignal) => bucket.remove(['x'], {signal})]) {
		const controller = new AbortController();
		const arrived = once(server, 'faasr-arrived');
		const running: Promise<unknown> = run(controller.signal);
		await arrived;
		controller.abort(reason);
		await t.rejects(async () => running, reason);
	}
});
