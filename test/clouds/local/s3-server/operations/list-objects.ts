import t from 'tap';
import {
	ListObjectsCommand, ListObjectsV2Command, PutObjectCommand, paginateListObjectsV2, type S3Client,
} from '@aws-sdk/client-s3';
import {bucket, fillBucket, startTestStore} from '../../../../support/s3/start-test-server.js';

const putAll = async (client: S3Client, keys: readonly string[]) => {
	for (let start = 0; start < keys.length; start += 40) {
		await Promise.all(keys.slice(start, start + 40).map(async Key => client.send(new PutObjectCommand({Bucket: bucket, Key, Body: Key}))));
	}
};

t.test('2,500 keys come in three pages, in order, each once', async t => {
	const dataDir = t.testdir({});
	const keys = Array.from({length: 2500}, (_, index) => `logs/${String(index).padStart(4, '0')}.txt`);
	await fillBucket(dataDir, keys.toReversed());
	const {client} = await startTestStore(t, {dataDir});
	const pages = [];
	for await (const page of paginateListObjectsV2({client}, {Bucket: bucket, Prefix: 'logs/'})) {
		pages.push(page);
	}

	t.same(pages.map(({KeyCount}) => KeyCount), [1000, 1000, 500]);
	t.same(pages.flatMap(({Contents = []}) => Contents.map(({Key}) => Key)), keys);
	t.match(pages[0]!.Contents![0], {Key: 'logs/0000.txt', Size: 13, ETag: /^"[\da-f]{32}"$/, LastModified: Date});
});

t.test('listings roll keys up at the delimiter and go on after a rolled-up prefix', async t => {
	const {client} = await startTestStore(t);
	await putAll(client, ['a', 'b/1', 'b/2', 'b/c/3', 'd', 'e/4']);
	const v2 = await client.send(new ListObjectsV2Command({Bucket: bucket, Delimiter: '/'}));
	t.same(v2.Contents!.map(({Key}) => Key), ['a', 'd']);
	t.same(v2.CommonPrefixes!.map(({Prefix}) => Prefix), ['b/', 'e/']);
	t.equal(v2.KeyCount, 4);
	const seen: string[] = [];
	for await (const page of paginateListObjectsV2({client, pageSize: 1}, {Bucket: bucket, Delimiter: '/'})) {
		t.equal(page.KeyCount, 1);
		seen.push(page.Contents?.[0]?.Key ?? page.CommonPrefixes![0]!.Prefix!);
	}

	t.same(seen, ['a', 'b/', 'd', 'e/']);
	const below = await client.send(new ListObjectsV2Command({Bucket: bucket, Delimiter: '/', Prefix: 'b/'}));
	t.same([below.Contents!.map(({Key}) => Key), below.CommonPrefixes!.map(({Prefix}) => Prefix)], [['b/1', 'b/2'], ['b/c/']]);
});

t.test('version 1 pages with markers', async t => {
	const {client} = await startTestStore(t);
	await putAll(client, ['a', 'b/1', 'b/2', 'c']);
	const first = await client.send(new ListObjectsCommand({Bucket: bucket, Delimiter: '/', MaxKeys: 2}));
	t.match(first, {IsTruncated: true, NextMarker: 'b/', Contents: [{Key: 'a'}], CommonPrefixes: [{Prefix: 'b/'}]});
	const second = await client.send(new ListObjectsCommand({Bucket: bucket, Delimiter: '/', Marker: first.NextMarker}));
	t.match(second, {IsTruncated: false, Contents: [{Key: 'c'}]});
	const plain = await client.send(new ListObjectsCommand({Bucket: bucket, Marker: 'b/1'}));
	t.same(plain.Contents!.map(({Key}) => Key), ['b/2', 'c']);
});

t.test('start-after, max-keys 0 and an unknown prefix', async t => {
	const {client} = await startTestStore(t);
	await putAll(client, ['a', 'b', 'c']);
	const after = await client.send(new ListObjectsV2Command({Bucket: bucket, StartAfter: 'a'}));
	t.same(after.Contents!.map(({Key}) => Key), ['b', 'c']);
	t.match(await client.send(new ListObjectsV2Command({Bucket: bucket, MaxKeys: 0})), {KeyCount: 0, IsTruncated: false});
	t.match(await client.send(new ListObjectsV2Command({Bucket: bucket, Prefix: 'x'})), {KeyCount: 0, IsTruncated: false});
	await t.rejects(client.send(new ListObjectsV2Command({Bucket: bucket, ContinuationToken: '!'})), {name: 'InvalidArgument'});
	await t.rejects(client.send(new ListObjectsV2Command({Bucket: 'no-such-bucket'})), {name: 'NoSuchBucket'});
});

t.test('keys are sorted by their UTF-8 bytes and survive XML and URL encoding', async t => {
	const {client} = await startTestStore(t);
	const keys = ['<&>"\'', 'a b+c%', 'é', '\u{FF5E}', '😀'];
	await putAll(client, keys.toReversed());
	const plain = await client.send(new ListObjectsV2Command({Bucket: bucket}));
	t.same(plain.Contents!.map(({Key}) => Key), keys);
	const encoded = await client.send(new ListObjectsV2Command({Bucket: bucket, EncodingType: 'url'}));
	t.equal(encoded.EncodingType, 'url');
	t.same(encoded.Contents!.map(({Key}) => decodeURIComponent(Key!)), keys);
	t.match(encoded.Contents![1]!.Key, /^a%20b%2Bc%25$/);
});
