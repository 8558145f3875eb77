import t from 'tap';
import {type Bucket} from '../../../source/ports/bucket.js';
import {previewBytes} from '../../../source/core/preview/preview.js';
import {readPreview} from '../../../source/run/files/read-preview.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';

const open = (key: string, content: string | Uint8Array) => {
	const bucket = createInMemoryBucket('S3');
	bucket.put(key, content);
	const sizeBytes = content.length;
	const asked: number[] = [];
	/** What is shown, without its lines, and how many bytes it is made of. */
	const read = async (through: (bucket: Bucket) => Bucket = same => same) => {
		const {preview: {kind, isCut, problem}, bytes} = await readPreview(through({
			...bucket,
			async read(name, options) {
				asked.push(options?.maxBytes ?? -1);
				return bucket.read(name, options);
			},
		}), {store: 'S3', key, sizeBytes, etag: ''});
		return {kind, isCut, ...(problem !== undefined && {problem}), byteCount: bytes.length};
	};

	return {bucket, asked, read};
};

/** The head of a PNG of 3 x 2 pixels, and so many bytes more. */
const createPng = (sizeBytes: number): Uint8Array => {
	const bytes = new Uint8Array(sizeBytes);
	bytes.set(Uint8Array.from('\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\0\0\0\u0003\0\0\0\u0002', character => character.codePointAt(0)!));
	return bytes;
};

t.test('a small file is read at once', async t => {
	const {asked, read} = open('a.csv', 'x,y\n1,2\n');
	t.match(await read(), {kind: 'table', isCut: false, byteCount: 8});
	t.strictSame(asked, [8]);
});

t.test('an empty file is not read', async t => {
	const {asked, read} = open('a.csv', '');
	t.match(await read(), {kind: 'none', problem: 'It is empty.'});
	t.strictSame(asked, []);
});

t.test('of a large file only the beginning is read', async t => {
	const {asked, read} = open('a.txt', 'x'.repeat(1_000_000));
	t.match(await read(), {kind: 'text', isCut: true, byteCount: previewBytes});
	t.strictSame(asked, [previewBytes]);
});

t.test('of a picture all is read, of one too large only the head', async t => {
	const {asked, read} = open('plot.png', createPng(1_000_000));
	t.match(await read(), {kind: 'picture', isCut: false, byteCount: 1_000_000});
	t.strictSame(asked, [previewBytes, 1_000_000 - previewBytes]);
	const large = open('plot.png', createPng(9_000_000));
	t.match(await large.read(), {kind: 'none', problem: /^It has 9\.00 MB/u});
	t.strictSame(large.asked, [previewBytes]);
});

t.test('a server that ignores ranges makes no preview longer', async t => {
	const text = open('a.txt', 'x'.repeat(1_000_000));
	t.match(await text.read(bucket => ({...bucket, read: async key => bucket.read(key)})), {isCut: true, byteCount: previewBytes});
	const picture = open('plot.png', createPng(1_000_000));
	t.match(await picture.read(bucket => ({...bucket, read: async key => bucket.read(key)})), {kind: 'picture', isCut: false, byteCount: 1_000_000});
});

t.test('a file that is gone is an error', async t => {
	const {bucket, read} = open('a.txt', 'x');
	bucket.delete('a.txt');
	await t.rejects(read(), {code: 'unreachable', message: 'a.txt in data store S3 is not there any more.'});
});
