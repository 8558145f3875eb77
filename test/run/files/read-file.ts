import t from 'tap';
import {readFilePieces} from '../../../source/run/files/read-file.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';

const open = (content = '0123456789') => {
	const bucket = createInMemoryBucket('S3');
	bucket.put('k', content);
	const read = async (sizeBytes: number, startByte: number, onPiece = () => undefined, from = bucket as Parameters<typeof readFilePieces>[0]['bucket']) => {
		const pieces: string[] = [];
		for await (const {bytes} of readFilePieces({bucket: from, file: {store: 'S3', key: 'k', sizeBytes, etag: ''}, startByte, pieceBytes: 4})) {
			pieces.push(new TextDecoder().decode(bytes));
			onPiece();
		}

		return pieces;
	};

	return {bucket, read};
};

t.test('a file comes in pieces, from where it is asked for', async t => {
	const {read} = open();
	t.strictSame(await read(10, 0), ['0123', '4567', '89']);
	t.strictSame(await read(10, 7), ['789']);
	t.strictSame(await read(10, 10), []);
	t.strictSame(await open('').read(0, 0), []);
});

t.test('a server that ignores ranges is asked once', async t => {
	const {bucket, read} = open();
	t.strictSame(await read(10, 3, undefined, {...bucket, read: async key => bucket.read(key)}), ['3456789']);
});

t.test('a file that is not any more what was listed is an error', async t => {
	const {bucket, read} = open();
	await t.rejects(read(12, 8), {code: 'unreachable', message: 'k in data store S3 has changed while it was read.'}, 'shorter');
	await t.rejects(read(10, 0, () => {
		bucket.put('k', 'abcdefghij');
	}), {message: /has changed/u});
	bucket.delete('k');
	await t.rejects(read(10, 0), {code: 'unreachable', message: 'k in data store S3 is not there any more.'});
});
