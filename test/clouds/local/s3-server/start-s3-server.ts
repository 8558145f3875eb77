import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {connect} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {
	GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand,
} from '@aws-sdk/client-s3';
import {startS3Server} from '../../../../source/clouds/local/s3-server/start-s3-server.js';
import {
	accessKeyId, bucket, createTestClient, secretAccessKey, startTestStore,
} from '../../../support/s3/start-test-server.js';

const clock = {now: () => Date.now()};

const oddKeys = [
	'a//b', 'a/../b', '../../escape', '..', '.', '/leading', 'tail/', 'tail', 'Case', 'case', 'con', 'nul.txt', String.raw`a\b`, 'a:b*?"<>|', 'a b+c%20d', '日本語/é/😀', 'x'.repeat(1024), 'é'.repeat(512), 'a\u0000b', 'a\nb', '~', '?x=1', '#hash', '%2F',
];

t.test('every legal key is an object of its own, and none leaves the data folder', async t => {
	const outer = t.testdir({data: {}});
	const {client} = await startTestStore(t, {dataDir: path.join(outer, 'data')});
	for (const Key of oddKeys) {
		await client.send(new PutObjectCommand({Bucket: bucket, Key, Body: `body of ${Key}`}));
	}

	for (const Key of oddKeys) {
		const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key}));
		t.equal(await Body!.transformToString(), `body of ${Key}`, JSON.stringify(Key.slice(0, 30)));
	}

	const {Contents} = await client.send(new ListObjectsV2Command({Bucket: bucket, EncodingType: 'url'}));
	t.same(new Set(Contents!.map(({Key}) => decodeURIComponent(Key!))), new Set(oddKeys));
	t.same(readdirSync(outer), ['data']);
	t.same(readdirSync(path.join(outer, 'data')), ['.faasr-tui', bucket]);
	t.same(readdirSync(path.join(outer, 'data', '.faasr-tui')), ['drafts', 'metadata', 'server.lock']);
	const files = readdirSync(path.join(outer, 'data', bucket), {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
	t.equal(files.length, oddKeys.length);
	t.same(files.filter(({name}) => name === 'case' || name === 'Case').length, 1, 'no two names differ in case only');
});

t.test('objects and their metadata are there again after a restart on the same folder', async t => {
	const dataDir = t.testdir({});
	const first = await startTestStore(t, {dataDir});
	for (const Key of oddKeys) {
		await first.client.send(new PutObjectCommand({
			Bucket: bucket, Key, Body: Key, ContentType: 'text/plain', Metadata: {a: 'b'},
		}));
	}

	const before = await first.client.send(new ListObjectsV2Command({Bucket: bucket}));
	await first.close();
	t.notOk(existsSync(path.join(dataDir, '.faasr-tui', 'server.lock')));
	const {client} = await startTestStore(t, {dataDir});
	t.same((await client.send(new ListObjectsV2Command({Bucket: bucket}))).Contents, before.Contents);
	t.match(await client.send(new HeadObjectCommand({Bucket: bucket, Key: '../../escape'})), {ContentType: 'text/plain', Metadata: {a: 'b'}});
});

t.test('what an earlier server left half written is dropped', async t => {
	const dataDir = t.testdir({'.faasr-tui': {drafts: {half: 'written'}}});
	const {client} = await startTestStore(t, {dataDir});
	t.equal((await client.send(new ListObjectsV2Command({Bucket: bucket}))).KeyCount, 0);
	t.same(readdirSync(path.join(dataDir, '.faasr-tui', 'drafts')), []);
});

t.test('the folder of an earlier version is refused, and left as it is', async t => {
	const dataDir = t.testdir({buckets: {[bucket]: {}}, drafts: {}});
	await t.rejects(startTestStore(t, {dataDir}), {code: 'usage', message: /written by an earlier version/});
	t.same(readdirSync(dataDir), ['buckets', 'drafts']);
});

t.test('two servers never share a folder, and the lock of a dead one does not count', async t => {
	const dataDir = t.testdir({'.faasr-tui': {'server.lock': JSON.stringify({pid: 2 ** 22, host: '127.0.0.1', port: 9})}});
	const first = await startTestStore(t, {dataDir});
	t.match(JSON.parse(readFileSync(path.join(dataDir, '.faasr-tui', 'server.lock'), 'utf8')), {pid: process.pid});
	await t.rejects(startTestStore(t, {dataDir}), {code: 'usage', message: /in use by the local cloud of process \d+/, hint: /ls, logs and watch can read/});
	await t.resolves(first.client.send(new ListObjectsV2Command({Bucket: bucket})));
});

t.test('it listens on loopback only and takes only names that S3 allows', async t => {
	const options = {
		dataDir: t.testdir({}), accessKeyId, secretAccessKey, clock,
	};
	await t.rejects(startS3Server({...options, host: '0.0.0.0'}), {code: 'usage'});
	await t.rejects(startS3Server({...options, buckets: ['../evil']}), {code: 'document-invalid'});
	const server = await startS3Server(options);
	t.match(server.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
	await server.close();
	await server.close();
});

t.test('close ends open connections at once, transfers and idle ones too', async t => {
	const {client, endpoint, close} = await startTestStore(t);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'big', Body: 'x'.repeat(8_000_000)}));
	const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'big'}));
	const idle = connect(Number(new URL(endpoint).port), '127.0.0.1');
	await new Promise(resolve => {
		idle.once('connect', resolve);
	});
	const ended = new Promise(resolve => {
		idle.once('close', resolve).on('error', () => undefined);
	});
	await close();
	await ended;
	await t.rejects(Body!.transformToByteArray());
	await t.rejects(createTestClient(t, endpoint, {maxAttempts: 1}).send(new ListObjectsV2Command({Bucket: bucket})), {code: 'ECONNREFUSED'});
});
