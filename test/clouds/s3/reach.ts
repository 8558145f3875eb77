import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {createServer} from 'node:net';
import process from 'node:process';
import t from 'tap';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {startProxy} from '../../support/start-proxy.js';
import {openOddBucket} from '../../support/s3/start-odd-server.js';
import {
	accessKeyId, bucket as bucketName, fillBucket, secretAccessKey, startTestStore,
} from '../../support/s3/start-test-server.js';

t.beforeEach(() => {
	for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']) {
		process.env[name] = '';
	}
});

const open = (t: {teardown: (close: () => void) => void}, Endpoint: string) => {
	const bucket = createS3Bucket({
		name: 'S3', store: {Bucket: bucketName, Endpoint}, credentials: {accessKeyId, secretAccessKey}, timeouts: {connectMs: 2000, requestMs: 2000, socketMs: 2000},
	});
	t.teardown(() => {
		bucket.close();
	});
	return bucket;
};

t.test('a data store is reached through the proxy: listings, objects, ranges and removals, signed for its own host', async t => {
	const dataDir = t.testdir({});
	await fillBucket(dataDir, ['p/a b+c%', 'p/é😀', 'p/tail']);
	const {endpoint} = await startTestStore(t, {dataDir});
	const {address, asked} = await startProxy(t, Number(new URL(endpoint).port));
	process.env['HTTP_PROXY'] = `http://${address}`;
	const bucket = open(t, 'http://store.invalid:9000');
	t.same((await bucket.list('p/')).map(({key}) => key).sort(), ['p/a b+c%', 'p/tail', 'p/é😀']);
	t.equal(Buffer.from((await bucket.read('p/a b+c%'))!.bytes).toString(), 'p/a b+c%');
	t.match(await bucket.read('p/tail', {startByte: 2}), {startByte: 2, bytes: Buffer.from('tail')});
	t.equal(await bucket.read('none'), undefined);
	await bucket.remove(['p/tail', 'p/é😀']);
	t.same((await bucket.list('p/')).map(({key}) => key), ['p/a b+c%']);
	t.ok(asked.length > 0 && asked.every(({target}) => target === 'store.invalid:9000'));
	await t.rejects(bucket.list('p/', {signal: AbortSignal.abort()}), {name: 'AbortError'});
});

t.test('a proxy that refuses is named; a store of this machine is asked directly', async t => {
	const {endpoint} = await startTestStore(t, {dataDir: t.testdir({})});
	const {address, asked} = await startProxy(t, 1, 502);
	process.env['HTTPS_PROXY'] = address;
	process.env['HTTP_PROXY'] = address;
	await t.rejects(open(t, 'https://store.invalid').list(''), {code: 'unreachable', message: /the proxy refused to connect: 502/, hint: /HTTPS_PROXY/});
	t.ok(asked.every(({target}) => target === 'store.invalid:443'));
	const count = asked.length;
	t.same(await open(t, endpoint).list(''), []);
	t.equal(asked.length, count);
	process.env['HTTPS_PROXY'] = 'socks5://proxy.example';
	await t.rejects(open(t, 'https://store.invalid').list(''), {code: 'credentials', message: /HTTPS_PROXY does not name/});
});

t.test('a listing without end is given up at ten megabytes', async t => {
	const piece = Buffer.alloc(1_000_000, '<Contents><Key>FaaSrLog/a</Key></Contents>');
	let sent = 0;
	const {bucket} = await openOddBucket(t, (_, response) => {
		response.writeHead(200, {'content-type': 'application/xml', 'x-amz-request-id': 'x'});
		response.write('<?xml version="1.0"?><ListBucketResult><KeyCount>1</KeyCount>');
		const send = (): void => {
			if (sent < 400 && !response.destroyed) {
				sent++;
				response.write(piece, send);
			}
		};

		send();
	});
	await t.rejects(bucket.list('p/'), {code: 'unreachable', message: 'Cannot list "p/" in data store My_S3_Bucket (the answer is larger than 10 MB).'});
	t.ok(sent < 100, `its connection is ended: ${sent} MB were sent`);
});

t.test('https to a port that speaks plain HTTP, and http to one that does not, are sentences', async t => {
	const {endpoint} = await startTestStore(t, {dataDir: t.testdir({})});
	await t.rejects(open(t, endpoint.replace('http:', 'https:')).list(''), {message: /does not speak TLS/, hint: /DataStores\.S3\.Endpoint with http:\/\//});
	// What a TLS server says to a request in clear: an alert.
	const tls = createServer(socket => {
		socket.on('error', () => undefined);
		socket.once('data', () => socket.end(Uint8Array.of(21, 3, 3, 0, 2, 2, 10)));
	}).listen(0, '127.0.0.1');
	await once(tls, 'listening');
	t.teardown(() => tls.close());
	const {port} = tls.address() as {readonly port: number};
	await t.rejects(open(t, `http://127.0.0.1:${port}`).list(''), {message: /does not speak plain HTTP/, hint: /https:\/\//});
});
