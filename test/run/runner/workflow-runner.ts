import {setImmediate} from 'node:timers/promises';
import t, {type Test} from 'tap';
import {type Cloud} from '../../../source/ports/cloud.js';
import {type RunnerEvent} from '../../../source/run/runner/runner-event.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock, type VirtualClock} from '../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';
import {endRun, gh} from '../../support/run-id.js';

const chain = {a: ['b'], b: []};

/** A runner over a cloud that a test moves by hand, and may change before. */
const createRunner = (t: Test, edges: Parameters<typeof writeDocument>[1] = chain, change: (cloud: Cloud, clock: VirtualClock) => Cloud = cloud => cloud) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 7, 38));
	const fake = createFakeCloud();
	let leapMs = 0;
	const runner = new WorkflowRunner({
		workflowFile: writeDocument(t.testdir({}), edges), cloud: change(fake.cloud, clock), clock: {...clock, now: () => clock.now() + leapMs},
	});
	const events: RunnerEvent[] = [];
	runner.subscribe(event => {
		events.push(event);
	});
	t.teardown(async () => runner.cleanup());
	return {
		clock, fake, runner, events,
		/** Lets time pass of which nobody on this machine knows. */
		leap(ms: number) {
			leapMs += ms;
		},
	};
};

t.test('a run is dispatched under a new invocation and watched to its verdict', async t => {
	const {clock, fake, runner, events} = createRunner(t);
	t.same(runner.getFunctionStatuses(), {a: 'PENDING', b: 'PENDING'});
	const invocation = await runner.triggerWorkflow();
	t.equal(invocation.timestamp, '2026-11-23T00-07-38');
	t.equal(fake.dispatched[0]?.action, 'a');
	t.same(fake.dispatched[0]?.invocation, invocation);
	t.same(runner.getFunctionStatuses(), {a: 'INVOKED', b: 'PENDING'});
	fake.write('a', [startLine, 'hello']);
	await clock.advance(1000);
	t.same(runner.getFunctionStatuses(), {a: 'RUNNING', b: 'PENDING'});
	fake.write('a', [startLine, 'hello', ...finishLines('a', 'b').slice(1)], true);
	fake.write('b', finishLines('b'), true);
	t.equal(runner.isMonitoringComplete(), false);
	await clock.advance(1000);
	t.equal(runner.isMonitoringComplete(), true);
	const result = await runner.result();
	t.equal(result.outcome, 'COMPLETED');
	t.equal(result.exitCode, 0);
	t.same(events.flatMap(event => event.type === 'status.changed' ? [`${event.node.id} ${event.node.status}`] : []), ['a INVOKED', 'a RUNNING', 'a COMPLETED', 'b COMPLETED']);
	t.same(events.flatMap(event => event.type === 'log.grew' ? event.entries.filter(entry => entry.node === 'a' && !entry.isNoise).map(entry => entry.text) : []).slice(0, 1), ['hello']);
	t.equal(events.at(-1)?.type, 'run.ended');
	t.equal(clock.sleeperCount(), 0);
});

t.test('triggering at the same time, or while a run goes on, dispatches once; after its end a new run starts', async t => {
	const {clock, fake, runner} = createRunner(t, {a: []});
	const [one, two] = await Promise.all([runner.triggerWorkflow(), runner.triggerWorkflow()]);
	t.equal(one, two);
	t.equal(await runner.triggerWorkflow(), one);
	t.equal(fake.dispatched.length, 1);
	fake.write('a', finishLines('a'), true);
	await clock.advance(1000);
	const next = await runner.triggerWorkflow();
	t.equal(fake.dispatched.length, 2);
	t.not(next.id, one.id);
	t.same(runner.getFunctionStatuses(), {a: 'INVOKED'});
});

t.test('a refused dispatch is thrown, nothing is watched, and the next try is free', async t => {
	const {clock, fake, runner} = createRunner(t);
	fake.refuseDispatch(new Error('no such workflow file'));
	await t.rejects(runner.triggerWorkflow(), {message: 'no such workflow file'});
	t.equal(clock.sleeperCount(), 0);
	t.equal(runner.store.getSnapshot().outcome, 'IDLE');
});

t.test('waitFor resolves at the end of a function and throws with reason and log tail when it failed', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	const waitingA = runner.waitFor('a');
	const waitingB = runner.waitFor('b');
	fake.write('a', finishLines('a', 'b'), true);
	fake.write('b', [startLine, '[0.9] [ERROR] [executor.py] division by zero', '[0.9] [ERROR] [executor.py] Traceback: Traceback (most recent call last):', '  File "mine.py", line 3'], true);
	const failing = t.rejects(waitingB, {name: 'NodeFailedError', node: 'b', status: 'FAILED', reason: 'function-error', code: 'function-failed'});
	await clock.advance(1000);
	t.equal((await waitingA)[0]?.status, 'COMPLETED');
	await failing;
	await t.rejects(runner.waitFor('b'), /division by zero\n(?:.*\n)*.*File "mine\.py", line 3/u);
	await t.rejects(runner.waitFor('nobody'), {code: 'usage', message: 'The workflow has no action or node "nobody". It has a, b.'});
	t.equal((await runner.result()).exitCode, 1);
});

t.test('waitFor on a ranked action waits for every rank', async t => {
	const {clock, fake, runner} = createRunner(t, {a: ['r(2)'], r: []});
	await runner.triggerWorkflow();
	fake.write('a', finishLines('a', 'r', 'r'), true);
	fake.write('r(1)', finishLines('r'), true);
	const waiting = runner.waitFor('r');
	let isDone = false;
	void (async () => {
		await waiting;
		isDone = true;
	})();

	await clock.advance(1000);
	t.equal((await runner.waitFor('r(1)'))[0]?.status, 'COMPLETED');
	t.equal(isDone, false);
	fake.write('r(2)', finishLines('r'), true);
	await clock.advance(1000);
	t.same((await waiting).map(node => node.id), ['r(1)', 'r(2)']);
});

t.test('waitFor can be given up', async t => {
	const {runner} = createRunner(t);
	await runner.triggerWorkflow();
	const abort = new AbortController();
	const waiting = runner.waitFor('b', {signal: abort.signal});
	abort.abort(new Error('enough'));
	await t.rejects(waiting, {message: 'enough'});
	await t.rejects(runner.waitFor('b', {signal: abort.signal}), {message: 'enough'});
	const silent = new AbortController();
	const given = t.rejects(runner.waitFor('b', {signal: silent.signal}), {message: 'Waiting was aborted'});
	silent.abort('for no reason');
	await given;
});

t.test('what may surprise is told before the dispatch', async t => {
	const {fake, runner, events} = createRunner(t, chain, cloud => ({...cloud, checkBeforeTrigger: async () => ['The document is not as pushed.']}));
	await runner.triggerWorkflow();
	t.same(events[0], {type: 'run.warned', message: 'The document is not as pushed.'});
	t.equal(fake.dispatched.length, 1);
});

t.test('a run that is cancelled while it is still checked is never dispatched', async t => {
	const {fake, runner} = createRunner(t, chain, (cloud, clock) => ({...cloud, async checkBeforeTrigger(options) {
		await clock.sleep(60_000, {signal: options!.signal!});
		return [];
	}}));
	const interrupted = {code: 'cancelled', message: 'Interrupted before anything was started.'};
	const triggering = t.rejects(runner.triggerWorkflow(), interrupted);
	await setImmediate();
	await Promise.all([triggering, t.rejects(runner.cancel(), interrupted)]);
	t.equal(fake.dispatched.length, 0);
	t.equal(runner.store.getSnapshot().outcome, 'IDLE');
});

t.test('a cancel waits five seconds for the answer to the dispatch, then has what it started looked for, and stops that', async t => {
	const {clock, fake, runner} = createRunner(t, chain, (cloud, clock) => ({...cloud, platform: {...cloud.platform, async dispatch(request, options) {
		await cloud.platform.dispatch(request);
		await Promise.allSettled([clock.sleep(60_000, {signal: options!.hurrySignal!})]);
		return {};
	}}}));
	const triggering = runner.triggerWorkflow();
	await setImmediate();
	const cancelling = runner.cancel();
	await clock.advance(4900);
	t.equal(runner.store.getSnapshot().outcome, 'IDLE');
	fake.onCancel(id => {
		fake.setRun(id, {...endRun('cancelled')});
	});
	await clock.advance(10_000);
	await triggering;
	t.same(await cancelling, {aliveRunIds: []});
	t.same(fake.cancelled, [100]);
	t.equal((await runner.result()).outcome, 'CANCELLED');
});

t.test('a cancel by force asks nothing kindly, leaves what may be another invocation\'s alone, and ends when it is not waited for', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	fake.setRun(101, {action: 'b', isGuess: true});
	await clock.advance(1000);
	const forceExit = new AbortController();
	const cancelling = runner.cancel({force: true, signal: forceExit.signal});
	await clock.advance(2000);
	t.same([fake.cancelled, fake.forced], [[], [100]]);
	forceExit.abort(new Error('interrupted once more'));
	await clock.advance(0);
	t.same(await cancelling, {aliveRunIds: [gh(100)], suspectRunIds: [gh(101)]});
	t.equal((await runner.result()).outcome, 'CANCELLED');
});

t.test('a bug in a reader of the run is not kept from who asks for the result', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	runner.store.subscribe(() => {
		throw new TypeError('a bug in a reporter');
	});
	fake.write('a', [startLine]);
	await clock.advance(1000);
	await t.rejects(runner.result(), {name: 'TypeError', message: 'a bug in a reporter'});
});

t.test('who has stopped listening hears nothing more', async t => {
	const {runner, events} = createRunner(t);
	let count = 0;
	const stop = runner.subscribe(() => {
		count++;
	});
	stop();
	await runner.triggerWorkflow();
	t.ok(events.length > 0);
	t.equal(count, 0);
});

t.test('an hour in which the machine slept is not an hour of silence', async t => {
	const {clock, fake, runner, leap} = createRunner(t);
	await runner.triggerWorkflow();
	fake.write('a', [startLine]);
	await clock.advance(1500);
	leap(3_600_000);
	await clock.advance(2000);
	t.equal(runner.store.getSnapshot().outcome, 'RUNNING');
	fake.write('a', finishLines('a', 'b'), true);
	fake.write('b', finishLines('b'), true);
	await clock.advance(2000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
});

t.test('nobody watches another run while one goes on, and a node without a run has no log of it', async t => {
	const {runner} = createRunner(t);
	await runner.triggerWorkflow();
	await t.rejects(runner.attach({invocationId: '@latest'}), {code: 'usage', message: 'While a run goes on nothing else can be attached to another run.'});
	t.same(await runner.readRunLog('b'), []);
	t.same(await runner.readRunLog('nobody'), []);
});

t.test('cancel stops what runs and what is dispatched meanwhile, then marks the rest', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	fake.setRun(100, {status: 'in_progress'});
	await clock.advance(1000);
	fake.onCancel(id => {
		fake.setRun(id, {...endRun('cancelled')});
		if (id === 100) {
			fake.setRun(101, {action: 'b', status: 'queued'});
		}
	});
	const [first, second] = [runner.cancel(), runner.cancel()];
	await clock.advance(10_000);
	t.same(await first, {aliveRunIds: []});
	t.equal(await second, await first);
	t.same(fake.cancelled, [100, 101]);
	const result = await runner.result();
	t.equal(result.outcome, 'CANCELLED');
	t.equal(result.exitCode, 130);
	t.same(result.nodes.map(node => node.status), ['CANCELLED', 'CANCELLED']);
	t.equal(clock.sleeperCount(), 0);
	t.same(await runner.cancel(), {aliveRunIds: []});
});

t.test('a run that ignores the cancel is forced after 15 s and given up after a minute', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	const cancelling = runner.cancel();
	await clock.advance(14_000);
	t.same(fake.forced, []);
	await clock.advance(2000);
	t.ok(fake.forced.includes(100));
	await clock.advance(60_000);
	t.same(await cancelling, {aliveRunIds: [gh(100)]});
	t.equal((await runner.result()).outcome, 'CANCELLED');
});

t.test('a bucket that does not answer is told, tried again less and less often, and forgiven', async t => {
	const {clock, fake, runner, events} = createRunner(t, {a: []});
	await runner.triggerWorkflow();
	await clock.advance(500);
	fake.bucket.failNext(new Error('connection refused'), 3);
	await clock.advance(20_000);
	t.same(events.filter(event => event.type === 'watch.failed').map(event => event.source), ['bucket']);
	t.equal(events.filter(event => event.type === 'watch.recovered').length, 1);
	fake.write('a', finishLines('a'), true);
	await clock.advance(2000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
});

t.test('a bucket that stays away ends the watching at the timeout, with an exit code of its own', async t => {
	const {clock, fake, runner} = createRunner(t, {a: []});
	await runner.triggerWorkflow();
	fake.bucket.failNext(new Error('connection refused'), 1000);
	fake.setRun(100, {status: 'in_progress'});
	await clock.advance(200_000);
	const result = await runner.result();
	t.equal(result.outcome, 'TIMEOUT');
	t.equal(result.exitCode, 5);
});

t.test('a run of which nothing is seen any more times out', async t => {
	const {clock, runner} = createRunner(t, {a: []});
	await runner.triggerWorkflow();
	await clock.advance(125_000);
	t.equal((await runner.result()).exitCode, 6);
});

t.test('a container that never started fails its node, with the tail of the platform\'s own log', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	fake.setRun(100, {...endRun('failure')});
	await clock.advance(3000);
	const result = await runner.result();
	t.same(result.nodes.map(node => `${node.id} ${node.status} ${node.reason}`), ['a FAILED run-failed', 'b SKIPPED upstream-failed']);
	t.ok(runner.store.logs.getSnapshot().some(entry => entry.node === 'a' && entry.text === 'Image pull failed'));
});

t.test('shutdown stops watching and leaves the run alone; cleanup may be called twice and closes only its own cloud', async t => {
	const {clock, fake, runner} = createRunner(t);
	await runner.triggerWorkflow();
	await clock.advance(1000);
	await runner.shutdown();
	t.equal(clock.sleeperCount(), 0);
	t.same(fake.cancelled, []);
	await Promise.all([runner.cleanup(), runner.cleanup()]);
	t.equal(fake.getCloseCount(), 0);
	await t.rejects(runner.triggerWorkflow(), {code: 'usage'});
});

t.test('options that make no sense are refused at once', async t => {
	const folder = t.testdir({'bad.json': '{"a": ', 'invalid.json': '{}'});
	const file = writeDocument(folder, chain);
	t.throws(() => new WorkflowRunner({workflowFile: file, timeout: 0}), {code: 'usage'});
	t.throws(() => new WorkflowRunner({workflowFile: file, checkInterval: Number.NaN}), {code: 'usage'});
	t.throws(() => new WorkflowRunner({workflowFile: `${folder}/none.json`}), {code: 'usage'});
	t.throws(() => new WorkflowRunner({workflowFile: `${folder}/bad.json`}), {code: 'document-invalid'});
	t.throws(() => new WorkflowRunner({workflowFile: `${folder}/invalid.json`}), {code: 'document-invalid', hint: /faasr-tui validate/u});
});

t.test('without log streaming subscribers hear of statuses only', async t => {
	const clock = createVirtualClock(0);
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud: fake.cloud, clock, streamLogs: false});
	const types = new Set<string>();
	runner.subscribe(event => {
		types.add(event.type);
	});
	await runner.triggerWorkflow();
	fake.write('a', ['hi', ...finishLines('a')], true);
	await clock.advance(1000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.same([...types], ['run.triggered', 'status.changed', 'run.ended']);
	await runner.cleanup();
});
