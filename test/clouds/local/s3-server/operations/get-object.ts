import t from 'tap';
import {
	GetObjectCommand, HeadObjectCommand, PutObjectCommand, type GetObjectCommandInput,
} from '@aws-sdk/client-s3';
import {checkReadCondition} from '../../../../../source/clouds/local/s3-server/operations/read-condition.js';
import {bucket, startTestStore} from '../../../../support/s3/start-test-server.js';

const modifiedAt = Date.parse('2026-11-23T10:00:00.700Z');

t.test('ranges', async t => {
	const {client} = await startTestStore(t);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'digits', Body: '0123456789'}));
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'empty', Body: ''}));
	const table: ReadonlyArray<readonly [range: string, text: string, contentRange: string | undefined]> = [
		['bytes=0-3', '0123', 'bytes 0-3/10'],
		['bytes=4-', '456789', 'bytes 4-9/10'],
		['bytes=9-99', '9', 'bytes 9-9/10'],
		['bytes=-3', '789', 'bytes 7-9/10'],
		['bytes=-99', '0123456789', 'bytes 0-9/10'],
		['bytes=5-2', '0123456789', undefined],
		['bytes=0-1,4-5', '0123456789', undefined],
		['lines=0-1', '0123456789', undefined],
	];
	for (const [range, text, contentRange] of table) {
		const answer = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'digits', Range: range}));
		t.equal(await answer.Body!.transformToString(), text, range);
		t.equal(answer.ContentRange, contentRange, range);
		t.equal(answer.$metadata.httpStatusCode, contentRange === undefined ? 200 : 206, range);
	}

	for (const [key, range] of [['digits', 'bytes=10-'], ['digits', 'bytes=-0'], ['empty', 'bytes=0-']] as const) {
		await t.rejects(client.send(new GetObjectCommand({Bucket: bucket, Key: key, Range: range})), {name: 'InvalidRange', $metadata: {httpStatusCode: 416}}, `${key} ${range}`);
	}
});

t.test('conditional requests, for GET and HEAD alike', async t => {
	const {client} = await startTestStore(t);
	const {ETag: etag} = await client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: 'text'}));
	const past = new Date(Date.now() - 3_600_000);
	const future = new Date(Date.now() + 3_600_000);
	const table: ReadonlyArray<readonly [condition: Partial<GetObjectCommandInput>, status: number]> = [
		[{IfMatch: etag!}, 200],
		[{IfMatch: '*'}, 200],
		[{IfMatch: '"other"'}, 412],
		[{IfNoneMatch: '"other"'}, 200],
		[{IfNoneMatch: etag!}, 304],
		[{IfNoneMatch: `"x", ${etag}`}, 304],
		[{IfModifiedSince: past}, 200],
		[{IfModifiedSince: future}, 304],
		[{IfUnmodifiedSince: past}, 412],
		[{IfUnmodifiedSince: future}, 200],
		[{IfMatch: etag!, IfUnmodifiedSince: past}, 200],
		[{IfNoneMatch: '"other"', IfModifiedSince: future}, 200],
	];
	for (const [condition, status] of table) {
		for (const Command of [GetObjectCommand, HeadObjectCommand]) {
			const request = client.send(new Command({Bucket: bucket, Key: 'key', ...condition}));
			const title = `${Command.name} ${JSON.stringify(condition)}`;
			await (status === 200
				? t.resolves(request, title)
				: t.rejects(request, {$metadata: {httpStatusCode: status}} as unknown as Error, title));
		}
	}
});

t.test('an object counts as unmodified since its own Last-Modified, which has no fraction', t => {
	const object = {
		key: 'key', sizeBytes: 0, etag: 'e', modifiedAt, headers: {}, checksums: {},
	};
	t.throws(() => {
		checkReadCondition(new Map([['if-modified-since', new Date(modifiedAt).toUTCString()]]), object);
	}, {status: 304} as unknown as Error);
	t.doesNotThrow(() => {
		checkReadCondition(new Map([['if-unmodified-since', new Date(modifiedAt).toUTCString()]]), object);
	});
	t.end();
});

t.test('what is missing is said to be missing', async t => {
	const {client} = await startTestStore(t);
	await t.rejects(client.send(new GetObjectCommand({Bucket: bucket, Key: 'none'})), {name: 'NoSuchKey'});
	await t.rejects(client.send(new HeadObjectCommand({Bucket: bucket, Key: 'none'})), {name: 'NotFound'});
	await t.rejects(client.send(new GetObjectCommand({Bucket: 'no-such-bucket', Key: 'none'})), {name: 'NoSuchBucket'});
	await t.rejects(client.send(new GetObjectCommand({Bucket: bucket, Key: 'none', VersionId: '1'})), {name: 'NotImplemented'});
});

t.test('a download that has begun ends with the version it began with', async t => {
	const {client} = await startTestStore(t);
	const old = 'o'.repeat(3_000_000);
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: old}));
	const {Body} = await client.send(new GetObjectCommand({Bucket: bucket, Key: 'key'}));
	await client.send(new PutObjectCommand({Bucket: bucket, Key: 'key', Body: 'n'.repeat(3_000_000)}));
	t.equal(await Body!.transformToString(), old);
});
