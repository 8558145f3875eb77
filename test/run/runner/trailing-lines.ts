import t, {type Test} from 'tap';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

// What FaaSr writes of `raise ValueError("no")`, in its three goes.
const error = [startLine, '[0.9] [ERROR] [executor.py] no', 'Stack (most recent call last):', '  File "executor.py", line 99'];
const traceback = ['[0.9] [ERROR] [executor.py] Traceback: Traceback (most recent call last):', '  File "mine.py", line 3', 'ValueError: no'];
const rest = ['[0.9] [ERROR] [executor.py] no', 'Traceback (most recent call last):', 'RuntimeError: no'];

const single = {a: []};

const startRun = async (t: Test, edges: Parameters<typeof writeDocument>[1] = single) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23));
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), edges), cloud: fake.cloud, clock});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	return {clock, fake, runner};
};

const settle = async (promise: Promise<unknown>) => {
	const told = {isSettled: false};
	void (async () => {
		await Promise.allSettled([promise]);
		told.isSettled = true;
	})();

	return told;
};

t.test('a failure is told at once, and thrown with the traceback that FaaSr writes after the error', async t => {
	const {clock, fake, runner} = await startRun(t);
	const waiting = t.rejects(runner.waitFor('a'), /File "mine\.py", line 3\n.*ValueError: no/u);
	const told = await settle(waiting);
	fake.write('a', error, true);
	await clock.advance(1000);
	t.same(runner.getFunctionStatuses(), {a: 'FAILED'});
	t.equal(runner.isMonitoringComplete(), true);
	t.equal(told.isSettled, false);
	fake.write('a', [...error, ...traceback, ...rest], true);
	await clock.advance(1000);
	await waiting;
	const result = await runner.result();
	t.equal(result.outcome, 'FAILED');
	t.same(runner.store.getSnapshot().nodes.get('a')?.log?.failure?.traceback, ['Traceback: Traceback (most recent call last):', ...traceback.slice(1)]);
	t.equal(runner.store.logs.lines.read(0, 100).at(-1)?.text, rest.at(-1));
	t.equal(clock.sleeperCount(), 0);
});

t.test('a failure that is told with its traceback needs no further look', async t => {
	const {clock, fake, runner} = await startRun(t);
	fake.write('a', [...error, ...traceback], true);
	await clock.advance(1000);
	t.equal((await runner.result()).exitCode, 1);
	t.equal(clock.sleeperCount(), 0);
});

t.test('what never comes is waited for one look', async t => {
	const {clock, fake, runner} = await startRun(t);
	const waiting = t.rejects(runner.waitFor('a'), {code: 'function-failed'});
	fake.write('a', error, true);
	await clock.advance(1000);
	t.equal((await settle(waiting)).isSettled, false);
	await clock.advance(1000);
	await waiting;
	t.equal((await runner.result()).exitCode, 1);
	t.equal(clock.sleeperCount(), 0);
});

t.test('a bucket that does not answer any more has no last words', async t => {
	const {clock, fake, runner} = await startRun(t);
	const waiting = t.rejects(runner.waitFor('a'), {code: 'function-failed'});
	fake.write('a', error, true);
	await clock.advance(1000);
	fake.bucket.failNext(new Error('gone'), 9);
	await clock.advance(1000);
	await waiting;
	t.equal((await runner.result()).outcome, 'FAILED');
});

t.test('while other functions run, the next look hears a failed one out', async t => {
	const {clock, fake, runner} = await startRun(t, {a: ['b', 'c'], b: [], c: []});
	const waiting = t.rejects(runner.waitFor('b'), /ValueError: no/u);
	fake.write('a', finishLines('a', 'b', 'c'), true);
	fake.write('b', error, true);
	await clock.advance(1000);
	t.same(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'FAILED', c: 'INVOKED'});
	fake.write('b', [...error, ...traceback], true);
	await clock.advance(1000);
	await waiting;
	t.equal(runner.isMonitoringComplete(), false);
});

t.test('a run that is started at once does not wait for the last words of the one before, nor hears them', async t => {
	const {clock, fake, runner} = await startRun(t);
	const waiting = t.rejects(runner.waitFor('a'), {code: 'function-failed'});
	fake.write('a', error, true);
	await clock.advance(1000);
	const next = await runner.triggerWorkflow();
	await waiting;
	t.equal(fake.dispatched.length, 2);
	t.equal(runner.store.getSnapshot().invocation, next);
	fake.write('a', finishLines('a'), true);
	await clock.advance(1000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.notOk(runner.store.logs.lines.read(0, 100).some(({text}) => text === error[1]));
});

t.test('who stops watching does not leave others waiting', async t => {
	const {clock, fake, runner} = await startRun(t, {a: ['b', 'c'], b: [], c: []});
	const waiting = t.rejects(runner.waitFor('b'), {code: 'function-failed'});
	fake.write('a', finishLines('a', 'b', 'c'), true);
	fake.write('b', error, true);
	await clock.advance(1000);
	await runner.shutdown();
	await waiting;
	t.same(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'FAILED', c: 'INVOKED'});
});
