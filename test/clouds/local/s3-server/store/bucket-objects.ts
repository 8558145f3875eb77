import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {
	appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {type ObjectStore, openObjectStore} from '../../../../../source/clouds/local/s3-server/store/object-store.js';
import {makeFolder} from '../../../../support/make-folder.js';

const clock = {now: () => 1_700_000_000_000};
const bucket = 'lake';

const open = (t: Test, dataDir: string, options: {readonly isReadOnly?: boolean} = {}): ObjectStore => {
	const store = openObjectStore(dataDir, clock, options);
	t.teardown(store.close);
	if (!store.bucketNames().includes(bucket)) {
		store.createBucket(bucket);
	}

	return store;
};

async function * toChunks(text: string) {
	yield Buffer.from(text);
}

const put = async (store: ObjectStore, key: string, text: string, extra: {readonly etag?: string} = {}) => store.put(bucket, {
	key, headers: {'content-type': 'text/csv'}, chunks: toChunks(text), checksums: () => ({crc32: 'AAAAAA=='}), check: () => undefined, ...extra,
});

const metadataOf = (dataDir: string): string => path.join(dataDir, '.faasr-tui', 'metadata', `${bucket}.jsonl`);

t.test('an object is a file of its own name with its own bytes, which only the user may read', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	await put(open(t, dataDir), 'mean/a.csv', 'x,y\n');
	const file = path.join(dataDir, bucket, 'mean', 'a.csv');
	t.equal(readFileSync(file, 'utf8'), 'x,y\n');
	t.equal(statSync(file).mode % 0o1000, 0o600);
	t.equal(statSync(path.dirname(file)).mode % 0o1000, 0o700);
	t.equal(statSync(metadataOf(dataDir)).mode % 0o1000, 0o600);
});

t.test('metadata is there again, that of a copy of the folder, too', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const first = open(t, dataDir);
	const etag = `${'0'.repeat(32)}-2`;
	const object = await put(first, 'parts', 'made of parts', {etag});
	t.match(open(t, dataDir).bucket(bucket).get('parts'), object);
	const copy = `${dataDir}-copy`;
	cpSync(dataDir, copy, {recursive: true});
	t.match(open(t, copy).bucket(bucket).get('parts'), object, 'whose files have other times');
});

t.test('a crash between metadata and content leaves the old object or the new one, each with its own metadata', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const file = path.join(dataDir, bucket, 'key');
	const store = open(t, dataDir);
	const old = await put(store, 'key', 'the old one', {etag: 'old-1'});
	cpSync(file, path.join(dataDir, 'saved'), {preserveTimestamps: true});
	const time = statSync(file).mtimeMs;
	const current = await put(store, 'key', 'the new one', {etag: 'new-1'});
	t.not(statSync(file).mtimeMs, time);
	const lines = readFileSync(metadataOf(dataDir), 'utf8');
	t.match(open(t, dataDir).bucket(bucket).get('key'), {etag: current.etag});
	writeFileSync(metadataOf(dataDir), lines);
	renameSync(path.join(dataDir, 'saved'), file);
	t.match(open(t, dataDir).bucket(bucket).get('key'), {etag: old.etag});
});

t.test('half a line of metadata costs nothing else', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const store = open(t, dataDir);
	await put(store, 'a', '1');
	appendFileSync(metadataOf(dataDir), '\n{"key":"b","siz');
	await put(store, 'c', '3');
	const again = open(t, dataDir).bucket(bucket);
	t.same(again.keys, ['a', 'c']);
	t.same(['a', 'c'].map(key => again.get(key)?.headers), [{'content-type': 'text/csv'}, {'content-type': 'text/csv'}]);
});

t.test('the folder counts: what somebody put there, edited or removed', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const store = open(t, dataDir);
	await put(store, 'edited', 'before');
	await put(store, 'removed', 'x');
	await put(store, 'deep/removed', 'x');
	const folder = path.join(dataDir, bucket);
	writeFileSync(path.join(folder, 'edited'), 'after it');
	rmSync(path.join(folder, 'removed'));
	rmSync(path.join(folder, 'deep', 'removed'));
	mkdirSync(path.join(folder, 'in'));
	writeFileSync(path.join(folder, 'in', 'new.csv'), 'a,b');
	const {keys, get} = open(t, dataDir).bucket(bucket);
	t.same(keys, ['edited', 'in/new.csv']);
	t.match(get('edited'), {sizeBytes: 8, etag: createHash('md5').update('after it').digest('hex')});
	t.match(get('in/new.csv'), {sizeBytes: 3, etag: createHash('md5').update('a,b').digest('hex')});
	t.same(get('edited')?.headers, {}, 'what was said of the earlier bytes does not hold');
	t.notOk(existsSync(path.join(folder, 'deep')), 'a folder without an object is none');
});

t.test('a link is no object, and nothing is written through it', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const outside = `${dataDir}-outside`;
	mkdirSync(outside, {recursive: true});
	open(t, dataDir);
	symlinkSync(outside, path.join(dataDir, bucket, 'out'));
	symlinkSync(path.join(outside, 'file'), path.join(dataDir, bucket, 'file'));
	const store = open(t, dataDir);
	t.same(store.bucket(bucket).keys, []);
	await put(store, 'out/x', '1');
	await put(store, 'file', '2');
	t.same(readdirSync(outside), []);
	t.same(open(t, dataDir).bucket(bucket).keys, ['file', 'out/x']);
	const linked = `${dataDir}-linked`;
	symlinkSync(dataDir, linked);
	t.throws(() => openObjectStore(linked, clock), {code: 'usage', message: /is a link/});
});

t.test('metadata of thousands of versions does not pile up', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const store = open(t, dataDir);
	for (let version = 0; version < 2010; version++) {
		await put(store, 'log', String(version));
	}

	t.ok(readFileSync(metadataOf(dataDir), 'utf8').split('\n').length < 20);
	t.match(open(t, dataDir).bucket(bucket).get('log'), {sizeBytes: 4, headers: {'content-type': 'text/csv'}});
});

t.test('keys that cannot be their paths come and go like others', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	const store = open(t, dataDir);
	const keys = ['a', 'a/b', 'A', 'x'.repeat(1024), 'd/e'];
	for (const key of keys) {
		await put(store, key, key);
	}

	const again = open(t, dataDir);
	t.same(again.bucket(bucket).keys, ['A', 'a', 'a/b', 'd/e', 'x'.repeat(1024)]);
	for (const key of keys) {
		again.bucket(bucket).remove(key);
	}

	t.same(readdirSync(path.join(dataDir, bucket)), []);
});

t.test('a folder that is only read stays as it is, and need not be there', async t => {
	const dataDir = path.join(makeFolder(t), 'data');
	await put(open(t, dataDir), 'a', '1');
	mkdirSync(path.join(dataDir, bucket, 'empty'));
	const before = readdirSync(dataDir, {recursive: true}).map(String).sort();
	t.same(open(t, dataDir, {isReadOnly: true}).bucket(bucket).keys, ['a']);
	t.same(readdirSync(dataDir, {recursive: true}).map(String).sort(), before);
	const missing = path.join(dataDir, 'missing');
	t.same(open(t, missing, {isReadOnly: true}).bucket(bucket).keys, []);
	t.notOk(existsSync(missing));
});
