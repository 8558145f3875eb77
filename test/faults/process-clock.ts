import t, {type Test} from 'tap';
import {summarize} from '../support/core/story.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../support/runner/fake-cloud.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';
import {endRun, gh} from '../support/run-id.js';

const hourMs = 3_600_000;
const startAt = Date.parse('2026-11-23T12:00:00Z');

/** A runner on a fake cloud, and a clock that can be set while everybody sleeps: as a laptop's is when it wakes. */
const start = (t: Test, edges: Readonly<Record<string, readonly string[]>>) => {
	const fake = createFakeCloud();
	const time = createVirtualClock(startAt);
	let shiftMs = 0;
	const clock = {now: () => time.now() + shiftMs, sleep: time.sleep};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), edges), cloud: fake.cloud, clock, timeout: 120});
	t.teardown(async () => runner.cleanup());
	let hasEnded = false;
	const settle = async (): Promise<void> => {
		await runner.result();
		hasEnded = true;
	};

	return {
		...fake, runner, time,
		async trigger(): Promise<void> {
			await runner.triggerWorkflow();
			void settle();
			await time.advance(2000);
		},
		setClock(ms: number): void {
			shiftMs += ms;
		},
		hasEnded: () => hasEnded,
		summary: () => summarize(runner.store.getSnapshot()),
	};
};

t.test('a laptop that sleeps for hours gives no verdict when it wakes, though nothing answers yet; what happened meanwhile is caught up', async t => {
	const {trigger, write, runs, bucket, time, setClock, hasEnded, summary, setRun} = start(t, {a: ['b'], b: []});
	await trigger();
	write('a', [startLine]);
	setRun(100, {status: 'in_progress'});
	await time.advance(2000);
	t.equal(summary(), 'a:RUNNING b:PENDING');
	setClock(8 * hourMs);
	bucket.failNext(new Error('the network is not back yet'), 5);
	await time.advance(60_000);
	t.equal(summary(), 'a:RUNNING b:PENDING', 'no false time-out');
	t.notOk(hasEnded());

	write('a', finishLines('a', 'b'), true);
	write('b', finishLines('b'), true);
	setRun(100, {...endRun('success')});
	runs.set(101, {id: gh(101), action: 'b', ...endRun('success')});
	await time.advance(60_000);
	t.equal(summary(), 'a:COMPLETED b:COMPLETED');
	t.ok(hasEnded());
});

t.test('after a sleep the time-out counts anew: a run that stays silent is given up', async t => {
	const {trigger, time, setClock, summary, runner} = start(t, {a: []});
	await trigger();
	setClock(8 * hourMs);
	await time.advance(119_000);
	t.equal(summary(), 'a:INVOKED');
	await time.advance(4000);
	t.equal(summary(), 'a:TIMEOUT(no-change)');
	t.equal(runner.store.getSnapshot().outcome, 'TIMEOUT');
});

t.test('a clock set back by hours in the middle of a run stops nothing: looks, logs and markers go on, durations stay above zero', async t => {
	const {trigger, write, runs, time, setClock, summary, setRun, runner} = start(t, {a: ['b'], b: []});
	await trigger();
	write('a', [startLine]);
	setRun(100, {status: 'in_progress'});
	await time.advance(2000);
	setClock(-3 * hourMs);
	await time.advance(5000);
	write('a', finishLines('a', 'b'), true);
	setRun(100, {...endRun('success')});
	runs.set(101, {id: gh(101), action: 'b', status: 'in_progress'});
	await time.advance(5000);
	t.equal(summary(), 'a:COMPLETED b:RUNNING');
	write('b', finishLines('b'), true);
	setRun(101, {...endRun('success')});
	await time.advance(5000);
	t.equal(summary(), 'a:COMPLETED b:COMPLETED');
	const {durationMs, nodes} = await runner.result();
	t.ok(durationMs >= 0 && durationMs < hourMs, `${durationMs} ms`);
	for (const {id, startedAt = 0, endedAt = 0} of nodes) {
		t.ok(endedAt >= startedAt, id);
	}
});

t.test('a clock set back while the bucket is being looked at does not hold the next look up for hours', async t => {
	const {trigger, write, bucket, time, setClock, summary, setRun} = start(t, {a: []});
	await trigger();
	const {list} = bucket;
	let isDue = true;
	t.intercept(bucket, 'list', {
		async value(...parameters: Parameters<typeof list>) {
			if (isDue) {
				isDue = false;
				setClock(-3 * hourMs);
			}

			return list(...parameters);
		},
	});
	await time.advance(2000);
	write('a', finishLines('a'), true);
	setRun(100, {...endRun('success')});
	await time.advance(10_000);
	t.equal(summary(), 'a:COMPLETED');
});
