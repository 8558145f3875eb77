import t from 'tap';
import {createBucketWatch} from '../../../source/run/monitor/bucket-watch.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow(Object.fromEntries(Array.from({length: 303}, (_, index) => [`n${index}`, index < 302 ? [`n${index + 1}`] : []])));
const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id: 'id'};
const prefix = `FaaSrLog/${workflow.name}/${invocation.timestamp}/${invocation.id}/`;
const line = '[1.5] [INFO] [py_client_stubs.py] a line of a log as functions write them\n';

/** A watch and what each look of it asks of the bucket. */
const createBench = () => {
	const bucket = createInMemoryBucket('S3');
	const watch = createBucketWatch({workflow, invocation, logBucket: bucket, doneBucket: bucket, clock: createVirtualClock()});
	let before = {lists: 0, reads: 0, bytes: 0};
	return {
		put(key: string, content: string): void {
			bucket.put(prefix + key, content);
		},
		async look() {
			const {fresh, events} = await watch.look();
			const now = {lists: bucket.listCount, reads: bucket.readCount, bytes: bucket.bytesRead};
			const cost = {lists: now.lists - before.lists, reads: now.reads - before.reads, bytes: now.bytes - before.bytes};
			before = now;
			return {...cost, lineCount: fresh.flatMap(({lines}) => lines).length, types: events.map(({type}) => type)};
		},
	};
};

t.test('a look at 303 actions costs one listing, and a read for each log that grew and for nothing else', async t => {
	const {put, look} = createBench();
	t.match(await look(), {lists: 1, reads: 0});
	for (const {id} of workflow.nodes) {
		put(`${id}.txt`, line);
	}

	t.match(await look(), {lists: 1, reads: 303, lineCount: 303});
	t.match(await look(), {lists: 1, reads: 0, lineCount: 0});
	for (const id of ['n0', 'n7', 'n302']) {
		put(`${id}.txt`, line.repeat(3));
		put(`function_completions/${id}.done`, 'True');
		put(`${id}.candidate`, '1');
	}

	t.match(await look(), {lists: 1, reads: 3, lineCount: 6, types: ['bucket.listed', 'done.appeared', 'done.appeared', 'done.appeared', 'log.observed', 'log.observed', 'log.observed']});
	t.match(await look(), {lists: 1, reads: 0, types: ['bucket.listed']}, 'a marker is told once');
});

for (const flushCount of [1, 10, 100]) {
	t.test(`a log that is flushed ${flushCount} times is read once, but for the bytes by which a rewrite is noticed`, async t => {
		const {put, look} = createBench();
		let bytes = 0;
		let lineCount = 0;
		for (let flush = 1; flush <= flushCount; flush++) {
			put('n0.txt', line.repeat(1000 * flush / flushCount));
			const cost = await look();
			t.equal(cost.reads, 1);
			bytes += cost.bytes;
			lineCount += cost.lineCount;
		}

		t.equal(lineCount, 1000, 'every line is handed out once');
		t.equal(bytes, (line.length * 1000) + (64 * (flushCount - 1)));
	});
}

const chain = createTinyWorkflow({a: ['b'], b: ['c'], c: []});
const chainPrefix = `FaaSrLog/${chain.name}/${invocation.timestamp}/${invocation.id}/`;

/** A watch of three functions, over stores that a test may make its own. */
const createChainBench = ({logBucket, doneBucket = logBucket}: {readonly logBucket: Bucket; readonly doneBucket?: Bucket}) => {
	const watch = createBucketWatch({workflow: chain, invocation: {...invocation, workflowName: chain.name}, logBucket, doneBucket, clock: createVirtualClock()});
	return {
		async look(signal?: AbortSignal) {
			const {fresh, events, error} = await watch.look(signal);
			return {
				told: events.flatMap(event => 'node' in event ? [`${event.type} ${event.node}`] : []),
				lines: fresh.flatMap(({node, lines}) => lines.map(({text}) => `${node}: ${text}`)),
				error,
			};
		},
		flush: () => watch.flush().map(({node, lines}) => `${node}: ${lines.map(({text}) => text).join('|')}`),
	};
};

t.test('of two stores logs count in one and markers in the other, each listed once', async t => {
	const [logBucket, doneBucket] = [createInMemoryBucket('Logs'), createInMemoryBucket('Data')];
	for (const bucket of [logBucket, doneBucket]) {
		bucket.put(`${chainPrefix}a.txt`, `${bucket.name}\n`);
	}

	logBucket.put(`${chainPrefix}function_completions/a.done`, 'True');
	doneBucket.put(`${chainPrefix}function_completions/b.done`, 'True');
	const {look} = createChainBench({logBucket, doneBucket});
	t.same(await look(), {told: ['done.appeared b', 'log.observed a'], lines: ['a: Logs'], error: undefined});
	t.same([logBucket.listCount, doneBucket.listCount], [1, 1]);
});

t.test('a store that answers with more than was asked for makes no other run\'s objects this one\'s', async t => {
	const bucket = createInMemoryBucket('S3');
	bucket.put(`${chainPrefix.replace('/id/', '/other/')}a.txt`, 'theirs\n');
	bucket.put(`${chainPrefix}b.txt`, 'ours\n');
	const {look} = createChainBench({logBucket: {...bucket, list: async (_prefix, options) => bucket.list('', options)}});
	t.same((await look()).lines, ['b: ours']);
	t.same(await look(), {told: [], lines: [], error: undefined});
});

t.test('a log that was written anew is read from its first byte, and only what it did not say before is handed out', async t => {
	const bucket = createInMemoryBucket('S3');
	const {look} = createChainBench({logBucket: bucket});
	bucket.put(`${chainPrefix}a.txt`, `${line}two\n`);
	await look();
	bucket.put(`${chainPrefix}a.txt`, `${line}TWO\nthree\n`);
	const before = bucket.readCount;
	t.same((await look()).lines, ['a: TWO', 'a: three']);
	t.equal(bucket.readCount - before, 2, 'from its end, and then whole');
});

t.test('a log that is gone before it is read tells nothing, and is read when it is back', async t => {
	const bucket = createInMemoryBucket('S3');
	const {look} = createChainBench({logBucket: {...bucket, async list(prefix, options) {
		const listed = await bucket.list(prefix, options);
		if (bucket.listCount === 1) {
			bucket.delete(`${chainPrefix}a.txt`);
		}

		return listed;
	}}});
	bucket.put(`${chainPrefix}a.txt`, 'one\n');
	t.same(await look(), {told: [], lines: [], error: undefined});
	bucket.put(`${chainPrefix}a.txt`, 'one\n');
	t.same((await look()).lines, ['a: one']);
});

t.test('a log that cannot be read is told, keeps no other from being read, and is tried after them', async t => {
	const bucket = createInMemoryBucket('S3');
	const refused = new Error('Access Denied');
	const read: string[] = [];
	const {look} = createChainBench({logBucket: {...bucket, async read(key, options) {
		const node = key.slice(chainPrefix.length, -4);
		read.push(node);
		if (node === 'a') {
			throw refused;
		}

		return bucket.read(key, options);
	}}});
	for (const node of ['a', 'b', 'c']) {
		bucket.put(`${chainPrefix}${node}.txt`, 'one\n');
	}

	t.same(await look(), {told: ['log.observed b', 'log.observed c'], lines: ['b: one', 'c: one'], error: refused});
	bucket.put(`${chainPrefix}b.txt`, 'one\ntwo\n');
	read.length = 0;
	t.same((await look()).lines, ['b: two']);
	t.same(read, ['b', 'a']);
});

t.test('a look that is given up while it reads is no failure of the store', async t => {
	const bucket = createInMemoryBucket('S3');
	bucket.put(`${chainPrefix}a.txt`, 'one\n');
	const ended = new AbortController();
	const {look} = createChainBench({logBucket: {...bucket, async read() {
		ended.abort(new Error('no more'));
		throw new Error('connection closed');
	}}});
	await t.rejects(look(ended.signal), {message: 'no more'});
});

t.test('a last line without its end is handed out once no more can come, and only then', async t => {
	const bucket = createInMemoryBucket('S3');
	const {look, flush} = createChainBench({logBucket: bucket});
	bucket.put(`${chainPrefix}a.txt`, 'one\nkilled in the mid');
	bucket.put(`${chainPrefix}b.txt`, 'whole\n');
	t.same((await look()).lines, ['a: one', 'b: whole']);
	t.same(flush(), ['a: killed in the mid']);
	t.same(flush(), []);
});

t.test('lines that one look brings are told in the order in which functions come after each other', async t => {
	const bucket = createInMemoryBucket('S3');
	const zToA = createTinyWorkflow({z: ['a'], a: []});
	const watch = createBucketWatch({workflow: zToA, invocation, logBucket: bucket, doneBucket: bucket, clock: createVirtualClock()});
	bucket.put(`${chainPrefix}a.txt`, 'second\n');
	bucket.put(`${chainPrefix}z.txt`, 'first\n');
	t.same((await watch.look()).fresh.map(({node}) => node), ['z', 'a']);
});
