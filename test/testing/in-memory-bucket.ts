import {Buffer} from 'node:buffer';
import t from 'tap';
import {createInMemoryBucket} from '../../source/testing/in-memory-bucket.js';

t.test('it lists in byte order, with an ETag for each content', async t => {
	const bucket = createInMemoryBucket('S');
	bucket.put('p/😀', 'a', {at: 5});
	bucket.put('p/\u{FFFD}', Uint8Array.of(97));
	bucket.put('q', 'other');
	const listed = await bucket.list('p/');
	t.same(listed.map(({key, sizeBytes, modifiedAt}) => [key, sizeBytes, modifiedAt]), [['p/\u{FFFD}', 1, 6], ['p/😀', 1, 5]]);
	t.equal(listed[0]!.etag, listed[1]!.etag);
	bucket.put('p/😀', 'b');
	t.not((await bucket.list('p/😀'))[0]!.etag, listed[0]!.etag);
	t.notOk('bytes' in listed[0]!);
});

t.test('it reads from a byte on and counts what was asked', async t => {
	const bucket = createInMemoryBucket('S');
	bucket.put('log', '0123456789');
	t.equal(Buffer.from((await bucket.read('log', {startByte: 6}))!.bytes).toString(), '6789');
	t.match(await bucket.read('log', {startByte: 10}), {bytes: {length: 0}, startByte: 10});
	t.match(await bucket.read('log', {startByte: 99}), {bytes: {length: 0}, startByte: 99});
	t.equal(await bucket.read('none'), undefined);
	await bucket.list('');
	t.match(bucket, {readCount: 4, listCount: 1, bytesRead: 4});
	bucket.delete('log');
	await bucket.remove(['log', 'none']);
	t.same(await bucket.list(''), []);
});

t.test('it fails as often as it is told and then works again', async t => {
	const bucket = createInMemoryBucket('S');
	const error = new Error('down');
	bucket.failNext(error, 3);
	await t.rejects(bucket.list(''), error);
	await t.rejects(bucket.read('a'), error);
	await t.rejects(bucket.remove(['a']), error);
	await t.resolves(bucket.list(''));
	const reason = new Error('quit');
	await t.rejects(bucket.list('', {signal: AbortSignal.abort(reason)}), reason);
});

t.test('folders are listed by name', async t => {
	const bucket = createInMemoryBucket('S3');
	for (const key of ['p/b/x', 'p/a/x', 'p/a/deep/x', 'p/object', 'q/c/x']) {
		bucket.put(key, 'x');
	}

	t.same(await bucket.listFolders('p/'), ['a', 'b']);
	t.same(await bucket.listFolders('p/a/'), ['deep']);
});
