import t from 'tap';
import {createBucketWatch} from '../../source/monitor/bucket-watch.js';
import {createInMemoryBucket} from '../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../fixtures/core/tiny-workflow.js';

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
