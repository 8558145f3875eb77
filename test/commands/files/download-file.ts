import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {downloadFile, getPartName, isSame} from '../../../source/commands/files/download-file.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {makeFolder} from '../../support/make-folder.js';

const content = '0123456789';
const md5 = '781e5e245d69b566979b86e28d23f2c7';

/** A store with one file, older than whatever is written now, and a folder to fetch it into. */
const start = (t: Test, {etag = md5}: {readonly etag?: string} = {}) => {
	const bucket = createInMemoryBucket('S3');
	bucket.put('data/k', content, {at: 1000});
	const folder = path.join(makeFolder(t), 'out');
	const file = {store: 'S3', key: 'data/k', sizeBytes: content.length, etag, modifiedAt: 1000};
	const target = path.join(folder, 'data/k');
	const reads: string[] = [];
	const counted: Bucket = {...bucket, async read(key, options) {
		reads.push(`${options?.startByte}+${options?.maxBytes}`);
		return bucket.read(key, options);
	}};
	const fetchIt = async (from: Bucket = counted) => downloadFile({
		bucket: from, file, folder, name: 'data/k', pieceBytes: 4,
	});
	const part = path.join(folder, 'data', getPartName(file));
	const writePart = (text: string): void => {
		fs.mkdirSync(path.dirname(target), {recursive: true});
		fs.writeFileSync(part, text);
	};

	return {bucket, counted, folder, file, target, part, reads, fetchIt, writePart};
};

const listFiles = (folder: string): readonly string[] => fs.readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort();

t.test('a file is fetched in pieces, and only all of it has its name', async t => {
	const {folder, file, target, reads, fetchIt} = start(t);
	await fetchIt();
	t.equal(fs.readFileSync(target, 'utf8'), content);
	t.strictSame(listFiles(folder), ['data', 'data/k']);
	t.strictSame(reads, ['0+4', '4+4', '8+2']);
	t.equal(await isSame(target, fs.statSync(target), file), true);
});

t.test('what an interrupted fetch left is gone on with', async t => {
	const {target, part, reads, fetchIt, counted, folder} = start(t);
	await t.rejects(fetchIt({...counted, async read(key, options) {
		if (options?.startByte === 4) {
			throw new Error('the line is cut');
		}

		return counted.read(key, options);
	}}), {code: 'usage', message: /the line is cut/u});
	t.strictSame(listFiles(folder), ['data', `data/${path.basename(part)}`]);
	await fetchIt();
	t.equal(fs.readFileSync(target, 'utf8'), content);
	t.strictSame(reads, ['0+4', '4+4', '8+2']);
});

t.test('a part of something else is fetched anew: one that is longer, complete, or has another checksum', async t => {
	const cases: ReadonlyArray<[text: string, reads: readonly string[]]> = [
		['0123456789abc', ['0+4', '4+4', '8+2']],
		['0123456789', ['0+4', '4+4', '8+2']],
		['abcd', ['4+4', '8+2', '0+4', '4+4', '8+2']],
	];
	for (const [text, expected] of cases) {
		const {target, reads, fetchIt, writePart} = start(t);
		writePart(text);
		await fetchIt();
		t.equal(fs.readFileSync(target, 'utf8'), content);
		t.strictSame(reads, expected);
	}
});

t.test('a part is of one version of one object, and no file of the user', async t => {
	const {target, file, fetchIt} = start(t);
	const names = [file, {...file, store: 'Other'}, {...file, key: 'data/k2'}, {...file, etag: 'x'}, {...file, sizeBytes: 11}, {...file, modifiedAt: 2000}].map(one => getPartName(one));
	t.equal(new Set(names).size, names.length);
	fs.mkdirSync(path.dirname(target), {recursive: true});
	fs.writeFileSync(`${target}.part`, '0123');
	await fetchIt();
	t.equal(fs.readFileSync(target, 'utf8'), content);
	t.equal(fs.readFileSync(`${target}.part`, 'utf8'), '0123', 'it is the user\'s');
});

t.test('a name as long as a name can be', async t => {
	const {bucket, folder, file} = start(t);
	await downloadFile({bucket, file, folder, name: 'n'.repeat(255)});
	t.strictSame(listFiles(folder), ['n'.repeat(255)]);
});

t.test('what arrives damaged is not kept', async t => {
	const {folder, counted, fetchIt} = start(t);
	await t.rejects(fetchIt({...counted, async read(key, options) {
		const answer = await counted.read(key, options);
		return answer && {...answer, bytes: answer.bytes.map(byte => byte + 1)};
	}}), {code: 'unreachable', message: /arrived damaged from data store S3/u});
	t.strictSame(listFiles(folder), ['data']);
});

t.test('an empty file is one; a store without MD5s is believed', async t => {
	const {bucket, folder, file, target, counted, fetchIt} = start(t, {etag: 'x-2'});
	await fetchIt({...counted, async read(key, options) {
		const {md5: _, ...answer} = (await counted.read(key, options))!;
		return answer;
	}});
	const stats = fs.statSync(target);
	t.equal(await isSame(target, stats, file), true);
	t.equal(await isSame(target, stats, {...file, modifiedAt: Date.now() + 60_000}), false, 'written before the object was');
	t.equal(await isSame(target, stats, {...file, sizeBytes: 11}), false);
	t.equal(await isSame(target, stats, {...file, etag: 'f'.repeat(32)}), false);
	bucket.put('data/empty', '');
	await downloadFile({bucket, file: {...file, key: 'data/empty', sizeBytes: 0}, folder, name: 'empty'});
	t.equal(fs.readFileSync(path.join(folder, 'empty'), 'utf8'), '');
});

t.test('nothing is written through a link out of the folder, and what cannot be written is told', async t => {
	const {folder, target, part, fetchIt} = start(t);
	const outside = path.join(path.dirname(folder), 'outside');
	fs.mkdirSync(outside);
	fs.mkdirSync(folder, {recursive: true});
	fs.symlinkSync(outside, path.join(folder, 'data'));
	await t.rejects(fetchIt(), {code: 'usage', message: /data is a link out of this folder/u});
	t.strictSame(listFiles(outside), []);
	fs.rmSync(path.join(folder, 'data'));
	fs.mkdirSync(path.dirname(target));
	fs.symlinkSync(path.join(outside, 'new'), part);
	await t.rejects(fetchIt(), {code: 'usage', message: /is a link out of this folder/u});
	t.strictSame(listFiles(outside), []);
	fs.rmSync(path.join(folder, 'data'), {recursive: true});
	fs.writeFileSync(path.join(folder, 'data'), 'a file');
	await t.rejects(fetchIt(), {code: 'usage', message: /^data\/k cannot be written \(\w+\)\.$/u});
});
