import {Buffer} from 'node:buffer';
import {createHash, randomBytes} from 'node:crypto';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {Readable} from 'node:stream';
import t, {type Test} from 'tap';
import {
	GetObjectCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput, type S3Client, type S3ClientConfig,
} from '@aws-sdk/client-s3';
import {bucket, createTestClient, startTestServer, startTestStore} from '../../../../support/s3/start-test-server.js';

const settings: ReadonlyArray<readonly [string, S3ClientConfig]> = [
	['default settings', {}],
	['checksums only when required', {requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED'}],
];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const big = randomBytes(20 * 1024 * 1024);

async function * slice(bytes: Uint8Array, pieceBytes: number) {
	for (let start = 0; start < bytes.length; start += pieceBytes) {
		yield bytes.subarray(start, start + pieceBytes);
	}
}

for (const [name, config] of settings) {
	t.test(`20 MB sent as a stream come back the same (${name})`, async t => {
		const {endpoint} = await startTestServer(t);
		const client = createTestClient(t, endpoint, config);
		await client.send(new PutObjectCommand({
			Bucket: bucket, Key: 'big', Body: Readable.from(slice(big, 70_001)), ContentLength: big.length,
		}));
		const {Body, ContentLength, ETag} = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'big'}));
		t.equal(ContentLength, big.length);
		t.equal(ETag, `"${createHash('md5').update(big).digest('hex')}"`);
		t.equal(sha256(await Body!.transformToByteArray()), sha256(big));
	});

	t.test(`content type, encoding and metadata are kept (${name})`, async t => {
		const {endpoint} = await startTestServer(t);
		const client = createTestClient(t, endpoint, config);
		await client.send(new PutObjectCommand({
			Bucket: bucket, Key: 'a', Body: 'text', ContentType: 'text/plain; charset=utf-8', ContentEncoding: 'identity', CacheControl: 'no-store', Metadata: {rank: '3', note: 'two  spaces'},
		}));
		t.match(await client.send(new HeadObjectCommand({Bucket: bucket, Key: 'a'})), {
			ContentType: 'text/plain; charset=utf-8', ContentEncoding: 'identity', CacheControl: 'no-store', Metadata: {rank: '3', note: 'two  spaces'}, ContentLength: 4,
		});
	});
}

const refuse = async (t: Test, client: S3Client, input: Partial<PutObjectCommandInput>, refusal: string) => {
	const [status, name] = refusal.split(' ');
	await t.rejects(client.send(new PutObjectCommand({
		Bucket: bucket, Key: 'key', Body: 'new', ...input,
	})), {name, $metadata: {httpStatusCode: Number(status)}});
};

t.test('a body that does not match its checksum is refused and changes nothing', async t => {
	const {client} = await startTestStore(t);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: 'old'}));
	const other = (algorithm: string): string => createHash(algorithm).update('other').digest('base64');
	await refuse(t, client, {ChecksumCRC32: 'AAAAAA=='}, '400 BadDigest');
	await refuse(t, client, {ChecksumCRC32C: 'AAAAAA=='}, '400 BadDigest');
	await refuse(t, client, {ChecksumSHA1: other('sha1')}, '400 BadDigest');
	await refuse(t, client, {ChecksumSHA256: other('sha256')}, '400 BadDigest');
	await refuse(t, client, {ContentMD5: other('md5')}, '400 BadDigest');
	await refuse(t, client, {ChecksumCRC64NVME: 'AAAAAAAAAAA='}, '501 NotImplemented');
	const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'key'}));
	t.equal(await Body!.transformToString(), 'old');
});

t.test('every checksum the server knows is accepted when it is right, and given back', async t => {
	const {client} = await startTestStore(t);
	const checksums = {
		ChecksumCRC32C: 'yZRlqg==', ChecksumSHA1: createHash('sha1').update('hello world').digest('base64'), ChecksumCRC32: 'DUoRhQ==', ChecksumSHA256: createHash('sha256').update('hello world').digest('base64'),
	};
	for (const [name, value] of Object.entries(checksums)) {
		await client.send(new PutObjectCommand({
			Bucket: bucket, Key: name, Body: 'hello world', [name]: value,
		}));
		const answer = await client.send(new HeadObjectCommand({Bucket: bucket, Key: name, ChecksumMode: 'ENABLED'}));
		t.equal(answer[name as keyof typeof checksums], value, name);
	}
});

t.test('a conditional write looks at the object of that moment', async t => {
	const {client} = await startTestStore(t);
	const put = async (Body: string, condition: Partial<PutObjectCommandInput> = {}) => client.send(new PutObjectCommand({
		Bucket: bucket, Key: 'key', Body, ...condition,
	}));
	await refuse(t, client, {IfMatch: '"0"'}, '404 NoSuchKey');
	const {ETag} = await put('one', {IfNoneMatch: '*'});
	await refuse(t, client, {IfNoneMatch: '*'}, '412 PreconditionFailed');
	await refuse(t, client, {IfMatch: '"0"'}, '412 PreconditionFailed');
	await put('two', {IfMatch: ETag!});
	const winners = await Promise.allSettled(Array.from({length: 20}, async (_, index) => client.send(new PutObjectCommand({
		Bucket: bucket, Key: 'race', Body: String(index), IfNoneMatch: '*',
	}))));
	t.equal(winners.filter(({status}) => status === 'fulfilled').length, 1);
});

t.test('50 parallel puts are all there', async t => {
	const {client} = await startTestStore(t);
	const bodies = Array.from({length: 50}, (_, index) => randomBytes(index * 997));
	await Promise.all(bodies.map(async (Body, index) => client.send(new PutObjectCommand({Bucket: bucket, Key: `parallel/${index}`, Body}))));
	for (const [index, body] of bodies.entries()) {
		const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key: `parallel/${index}`}));
		t.equal(sha256(await Body!.transformToByteArray()), sha256(body));
	}
});

t.test('of many puts to one key, readers see one whole version at any time', async t => {
	const {client} = await startTestStore(t);
	const version = (index: number): Uint8Array => Buffer.alloc(400_000 + index, index);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: version(0)}));
	const reads = Array.from({length: 20}, async () => {
		const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'key'}));
		const bytes = await Body!.transformToByteArray();
		return Buffer.compare(bytes, version(bytes[0]!)) === 0;
	});
	const writes = Array.from({length: 20}, async (_, index) => client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: version(index + 1)})));
	t.same(new Set(await Promise.all(reads)), new Set([true]));
	await Promise.all(writes);
});

t.test('keys and metadata beyond S3\'s limits are refused', async t => {
	const {client} = await startTestStore(t);
	await refuse(t, client, {Key: 'é'.repeat(513)}, '400 KeyTooLongError');
	await refuse(t, client, {Metadata: {big: 'x'.repeat(2100)}}, '400 MetadataTooLarge');
	await refuse(t, client, {Bucket: 'no-such-bucket'}, '404 NoSuchBucket');
});

t.test('a refused upload leaves no file behind', async t => {
	const dataDir = t.testdir({});
	const {client} = await startTestStore(t, {dataDir});
	await refuse(t, client, {ChecksumCRC32: 'AAAAAA=='}, '400 BadDigest');
	t.same(readdirSync(path.join(dataDir, '.faasr-tui', 'drafts')), []);
	t.same(readdirSync(path.join(dataDir, bucket)), []);
});
