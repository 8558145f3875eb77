import t from 'tap';
import {createLogReader, type ListedLog} from '../../../source/run/monitor/read-logs.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';

const megabyte = 1024 * 1024;

/** Lines of 64 bytes that say which one they are. */
const createLog = (sizeBytes: number): string =>
	Array.from({length: sizeBytes / 64}, (_, index) => `${String(index).padStart(63, '.')}\n`).join('');

const open = async (sizes: Readonly<Record<string, number>>) => {
	const bucket = createInMemoryBucket('S3');
	const largest: number[] = [];
	const reader = createLogReader({
		bucket: {...bucket, async read(key, options) {
			const range = await bucket.read(key, options);
			largest.push(range?.bytes.length ?? 0);
			return range;
		}}, workflowName: 'Tiny', clock: createVirtualClock(),
	});
	const list = async (): Promise<readonly ListedLog[]> => (await bucket.list('')).map(object => ({node: object.key, object}));
	for (const [node, sizeBytes] of Object.entries(sizes)) {
		bucket.put(node, createLog(sizeBytes));
	}

	return {bucket, reader, list, takeSizes: () => largest.splice(0)};
};

t.test('a long log is read in pieces, one a look, each line once and in order, and the look says that more is there', async t => {
	const {bucket, reader, list, takeSizes} = await open({a: 4.5 * megabyte});
	const seen: string[] = [];
	const more: Array<true | undefined> = [];
	for (let look = 0; look < 6; look++) {
		const {fresh, hasMore} = await reader.read(await list());
		seen.push(...fresh.flatMap(({lines}) => lines.map(({text}) => text)));
		more.push(hasMore);
	}

	t.same(more, [true, true, true, true, undefined, undefined]);
	t.equal(seen.join('\n') + '\n', createLog(4.5 * megabyte));
	t.ok(takeSizes().every(bytes => bytes <= megabyte));
	bucket.put('a', createLog(4.5 * megabyte) + 'the end\n');
	const {fresh, hasMore} = await reader.read(await list());
	t.same(fresh.flatMap(({lines}) => lines.map(({text}) => text)), ['the end']);
	t.equal(hasMore, undefined);
});

t.test('a look at many long logs reads a few MB of all, and the next ones go on with the others', async t => {
	const {reader, list, takeSizes} = await open(Object.fromEntries(Array.from({length: 6}, (_, index) => [`n${index}`, 2 * megabyte])));
	const nodes = new Set<string>();
	let looks = 0;
	for (let isOver = false; !isOver; looks++) {
		const {fresh, hasMore} = await reader.read(await list());
		for (const {node} of fresh) {
			nodes.add(node);
		}

		t.ok(takeSizes().reduce((sum, bytes) => sum + bytes, 0) <= 5 * megabyte);
		isOver = hasMore === undefined;
	}

	t.ok(looks >= 3 && looks <= 5, `${looks} looks for 12 MB`);
	t.equal(nodes.size, 6);
});

t.test('a long log that was rewritten is read again from its beginning, in pieces, each line once', async t => {
	const {bucket, reader, list} = await open({a: 5 * megabyte});
	await reader.read(await list());
	bucket.put('a', createLog(5 * megabyte).replaceAll('.', '_'));
	const seen: string[] = [];
	for (let hasMore: true | undefined = true; hasMore === true;) {
		const reading = await reader.read(await list());
		seen.push(...reading.fresh.flatMap(({lines}) => lines.map(({text}) => text)));
		hasMore = reading.hasMore;
	}

	t.equal(seen.length, 5 * megabyte / 64);
	t.ok(seen.every(text => text.startsWith('_')));
});

t.test('what cannot be read is no reason to look again at once', async t => {
	const {bucket, reader, list} = await open({a: 9 * megabyte});
	const listed = await list();
	bucket.failNext(new Error('gone'));
	t.match(await reader.read(listed), {error: Error, hasMore: undefined});
});

/** A bucket whose reads of one key hang until they are let go. */
const openHanging = async () => {
	const clock = createVirtualClock();
	const bucket = createInMemoryBucket('S3');
	let letGo: (error?: Error) => void = () => undefined;
	let isHanging = true;
	const reader = createLogReader({
		bucket: {...bucket, async read(key, options) {
			const range = await bucket.read(key, options);
			if (key === 'a' && isHanging) {
				isHanging = false;
				await new Promise<void>((resolve, reject) => {
					letGo = error => {
						if (error === undefined) {
							resolve();
						} else {
							reject(error);
						}
					};
				});
			}

			return range;
		}}, workflowName: 'Tiny', clock,
	});
	const look = async () => {
		const objects = await bucket.list('');
		const reading = reader.read(objects.map(object => ({node: object.key, object})));
		await clock.advance(1000);
		const {fresh, hasMore, error} = await reading;
		return {lines: fresh.flatMap(({node, lines}) => lines.map(({text}) => `${node} ${text}`)), hasMore, error};
	};

	bucket.put('a', 'one\n');
	bucket.put('b', 'two\n');
	return {
		bucket, clock, look,
		letGo(error?: Error) {
			letGo(error);
		},
	};
};

t.test('a read that hangs holds up no other: its lines come when it ends, and until then the looks say that more is there', async t => {
	const {bucket, clock, look, letGo} = await openHanging();
	t.match(await look(), {lines: ['b two'], hasMore: true});
	bucket.put('a', 'one\nmore\n');
	bucket.put('b', 'two\nthree\n');
	t.match(await look(), {lines: ['b three'], hasMore: true}, 'it is not read a second time meanwhile');
	letGo();
	t.match(await look(), {lines: ['a one'], hasMore: true}, 'it has grown since');
	t.match(await look(), {lines: ['a more'], hasMore: undefined});
	t.match(await look(), {lines: [], hasMore: undefined});
	t.equal(clock.sleeperCount(), 0);
});

t.test('a read that hangs and then fails is an error of the look that hears of it, and is tried again', async t => {
	const {look, letGo} = await openHanging();
	await look();
	letGo(new Error('gone'));
	t.match(await look(), {lines: [], error: {message: 'gone'}, hasMore: undefined});
	t.match(await look(), {lines: ['a one'], error: undefined});
});

t.test('an abort while a read hangs ends the look', async t => {
	const clock = createVirtualClock();
	const bucket = createInMemoryBucket('S3');
	bucket.put('a', 'one\n');
	const abort = new AbortController();
	const reader = createLogReader({
		bucket: {...bucket, read: async (_key, {signal} = {}) => new Promise((_resolve, reject) => {
			signal?.addEventListener('abort', () => {
				reject(new Error('aborted'));
			});
		})}, workflowName: 'Tiny', clock,
	});
	const [object] = await bucket.list('');
	const reading = reader.read([{node: 'a', object: object!}], abort.signal);
	abort.abort(new Error('no longer'));
	await t.rejects(reading, {message: 'no longer'});
	t.equal(clock.sleeperCount(), 0);
});

t.test('a log that is gone when it is read is nothing new and no failure', async t => {
	const {bucket, reader, list} = await open({a: 64, b: 64});
	const listed = await list();
	await bucket.remove(['a']);
	const {fresh, error} = await reader.read(listed);
	t.same(fresh.map(({node}) => node), ['b']);
	t.equal(error, undefined);
});
