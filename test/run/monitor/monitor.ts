import t from 'tap';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeCloud} from '../../support/runner/fake-cloud.js';

const workflow = createTinyWorkflow({a: ['b'], b: []});
const invocation = {workflowName: workflow.name, timestamp: '2026-11-23T00-00-00', id: 'id'};
const prefix = `FaaSrLog/${workflow.name}/${invocation.timestamp}/${invocation.id}/`;

/** A monitor over a bucket in memory, which `wrap` may spoil, and a platform that takes `answerMs` for its list. */
const createBench = ({wrap = bucket => bucket, answerMs = 0}: {readonly wrap?: (bucket: Bucket) => Bucket; readonly answerMs?: number} = {}) => {
	const clock = createVirtualClock();
	const bucket = createInMemoryBucket('S3');
	const {cloud, setRun} = createFakeCloud();
	const logBucket = wrap(bucket);
	const monitor = createMonitor({
		workflow, invocation, since: 0, clock, logBucket, doneBucket: logBucket,
		platform: {...cloud.platform, async listRuns(query) {
			await clock.sleep(answerMs);
			return cloud.platform.listRuns(query);
		}},
	});
	return {
		clock, bucket, setRun, monitor,
		/** Looks once, in as much time as it takes, up to a second. */
		async poll() {
			const polling = monitor.poll();
			await clock.advance(1000);
			const {batch, listedAt} = await polling;
			return {at: batch.at, listedAt, told: batch.events.map(event => 'source' in event ? `${event.type} ${event.source}` : event.type), events: batch.events};
		},
	};
};

t.test('a platform that does not answer at once keeps the bucket waiting for a moment only, and is heard with the next look', async t => {
	const {poll, setRun} = createBench({answerMs: 700});
	setRun(1, {});
	t.match(await poll(), {at: 300, listedAt: 300, told: ['platform.asked', 'bucket.listed']});
	const second = await poll();
	t.match(second, {told: ['platform-run.observed', 'platform.listed', 'bucket.listed']});
	t.match(second.events[1], {at: 0}, 'a list is told with the time at which it was begun');
});

t.test('a log that cannot be read is a bucket that cannot be watched, whatever else was read; it ends with a look that reads all', async t => {
	let refusals = 2;
	const {poll, bucket} = createBench({wrap: bucket => ({...bucket, async read(key, options) {
		if (key.endsWith('/a.txt') && refusals-- > 0) {
			throw new FaasrTuiError(`Cannot read (HTTP 50${refusals}).`, {code: 'unreachable', hint: 'Check the network.'});
		}

		return bucket.read(key, options);
	}})});
	bucket.put(`${prefix}a.txt`, 'one\n');
	bucket.put(`${prefix}b.txt`, 'one\n');
	const first = await poll();
	t.same(first.told, ['platform.asked', 'platform.listed', 'log.observed', 'watch.failed bucket']);
	t.equal(first.listedAt, undefined, 'such a look proves the absence of nothing');
	t.match(first.events.at(-1), {message: 'Cannot read (HTTP 501). Check the network.'});
	t.match((await poll()).events, [{type: 'platform.listed'}, {type: 'watch.failed', message: 'Cannot read (HTTP 501). Check the network.'}], 'one outage keeps its words');
	t.same((await poll()).told, ['platform.listed', 'bucket.listed', 'log.observed', 'watch.recovered bucket']);
	t.same((await poll()).told, ['platform.listed', 'bucket.listed']);
});

t.test('a listing that fails is told; one that is given up is not', async t => {
	const {poll, bucket, monitor, clock} = createBench();
	bucket.failNext(new Error('connection refused'));
	t.match(await poll(), {told: ['platform.asked', 'platform.listed', 'watch.failed bucket'], listedAt: undefined});
	const ended = new AbortController();
	ended.abort(new Error('no more'));
	const given = t.rejects(monitor.poll(ended.signal), {message: 'no more'});
	await clock.advance(1000);
	await given;
});
