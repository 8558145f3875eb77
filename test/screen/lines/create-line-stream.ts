import t from 'tap';
import {type AssertionStore, createAssertionStore} from '../../../source/testing/assertions/assertion-store.js';
import {createLineStream} from '../../../source/screen/lines/create-line-stream.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';

const startAt = Date.parse('2026-11-23T14:02:11Z');

const open = (getTests?: () => AssertionStore | undefined) => {
	const clock = createVirtualClock(startAt);
	const fake = createFakeFeed(createWorkflow({start: ['finish'], finish: []}), clock.now);
	const output = createMemoryOutput();
	const stream = createLineStream({
		feed: fake.feed, output, clock, mask: text => text.replaceAll('secret', '***'), cloudLabel: 'local cloud', hasLogs: true, describeOpening: () => 'demo on local cloud', ...(getTests && {getTests}),
	});
	let seen = 0;
	return {
		...fake, clock, stream,
		/** The lines since this was asked last, without the wall time, which depends on where the test runs. */
		lines(): readonly string[] {
			const text = output.read();
			const fresh = text.slice(seen).split('\n').slice(0, -1).map(line => line.replace(/^\d\d:\d\d:\d\d /u, ''));
			seen = text.length;
			return fresh;
		},
	};
};

t.test('what was missed is told first, with the times at which it happened, then what happens', async t => {
	const {stream, trigger, nodes, log, emit, clock, lines} = open();
	trigger();
	await clock.advance(2000);
	nodes({start: {status: 'RUNNING', startedAt: clock.now()}});
	await clock.advance(1000);
	log('start', '[0.1] [INFO] [executor.py] a secret');
	await clock.advance(60_000);
	t.same(lines(), []);
	stream.open();
	t.same(lines(), [
		'+01:03 demo on local cloud',
		'+00:00 Triggered demo InvocationID=id-1 InvocationTimestamp=2026-11-23T14-02-11',
		'+00:02 start PENDING -> RUNNING',
		'+00:03 start | [0.1] [INFO] [executor.py] a ***',
	]);
	stream.open();
	log('start', 'more');
	stream.note('Cancel the run?');
	t.same(lines(), ['+01:03 start | more', '+01:03 Cancel the run?']);
	emit({type: 'run.warned', message: 'Not pushed.'});
	stream.note('Not pushed.');
	t.same(lines(), ['+01:03 Warning: Not pushed.'], 'a warning is told once');
	stream.close();
	log('start', 'unseen');
	t.same(lines(), []);
	stream.open();
	t.same(lines(), ['+01:03 demo on local cloud', '+01:03 start | unseen'], 'only what was missed since the last time');
	stream.detach();
	log('start', 'after the end');
	t.same(lines(), []);
});

t.test('a run that goes on says so when nothing is written for long, while the lines are on', async t => {
	const {stream, trigger, clock, lines, listenerCount} = open();
	stream.open();
	trigger();
	lines();
	await clock.advance(31_000);
	t.match(lines().at(-1), /Still running/u);
	stream.close();
	await clock.advance(61_000);
	t.same(lines(), []);
	stream.detach();
	t.equal(listenerCount(), 0);
	t.equal(clock.sleeperCount(), 0);
});

t.test('the end of a run is told with its verdict, missed or not, also when another run has begun since', async t => {
	const {stream, trigger, nodes, log, change, clock, lines} = open();
	trigger();
	log('start', '[0.1] [ERROR] [executor.py] no such column');
	nodes({start: {status: 'FAILED', reason: 'function-error', sentence: 'It raised.', startedAt: clock.now(), endedAt: clock.now()}}, {outcome: 'FAILED', endedAt: clock.now()});
	stream.open();
	t.same(lines().slice(4), ['PENDING: finish', '--- start FAILED (function-error): It raised.', '    [0.1] [ERROR] [executor.py] no such column', '[FAILED] pending=1 failed=1 elapsed=0.0s']);
	stream.close();
	await clock.advance(5000);
	const begin = (id: string, timestamp: string): void => {
		// As a run that begins: the one before has no end any more.
		change({outcome: 'RUNNING', endedAt: undefined, triggeredAt: clock.now(), invocation: {workflowName: 'demo', timestamp, id}} as unknown as Partial<RunState>);
	};

	begin('id-3', 'y');
	change({outcome: 'CANCELLED', endedAt: clock.now()});
	begin('id-2', 'x');
	stream.open();
	t.same(lines(), [
		'+00:00 demo on local cloud',
		'+00:00 Triggered demo InvocationID=id-3 InvocationTimestamp=y',
		'+00:00 [CANCELLED] pending=1 failed=1 elapsed=0.0s',
		'+00:00 Triggered demo InvocationID=id-2 InvocationTimestamp=x',
	], 'without the log of a run that has made way for the next');
	stream.detach();
});

t.test('the verdict waits for the test file beside the run, and is the same as with --ci', async t => {
	const tests = createAssertionStore('t.mjs');
	const {stream, trigger, nodes, change, clock, lines} = open(() => tests);
	const end = (): void => {
		nodes({start: {status: 'COMPLETED'}, finish: {status: 'COMPLETED'}}, {outcome: 'COMPLETED', endedAt: clock.now()});
	};

	const begin = (id: string): void => {
		change({outcome: 'RUNNING', endedAt: undefined, triggeredAt: clock.now(), invocation: {workflowName: 'demo', timestamp: 'y', id}} as unknown as Partial<RunState>);
		tests.start();
	};

	trigger();
	tests.start();
	stream.open();
	lines();
	end();
	t.notMatch(lines().join('\n'), 'COMPLETED]');
	tests.add({title: 'mean.csv exists', isOk: false, evidence: '', at: clock.now()});
	t.same(lines(), [], 'its assertions are told elsewhere');
	tests.end(false);
	t.equal(lines().at(-1), '[TESTS FAILED] completed=2 assertions=0/1 elapsed=0.0s');
	tests.end(false);
	t.same(lines(), [], 'once');

	begin('id-2');
	end();
	begin('id-3');
	t.same(lines().slice(1), ['+00:00 [COMPLETED] completed=2 assertions=0/0 elapsed=0.0s', '+00:00 Triggered demo InvocationID=id-3 InvocationTimestamp=y'], 'a run that has made way for the next waits for nothing');
	stream.close();
	end();
	tests.end(true);
	stream.open();
	t.equal(lines().at(-1), '[COMPLETED] completed=2 assertions=0/0 elapsed=0.0s', 'missed, it is told later');
	stream.detach();
});

t.test('of very much that was missed the latest is told, and how much is left out', async t => {
	const {stream, trigger, log, lines} = open();
	trigger();
	for (let index = 0; index < 400; index++) {
		log('start', ...Array.from({length: 100}, (_, line) => `line ${(index * 100) + line}`));
	}

	stream.open();
	const all = lines();
	const told = all.filter(line => line.includes(' | line '));
	t.equal(told.at(-1), '+00:00 start | line 39999');
	t.ok(told.length >= 10_000 && told.length <= 20_100, `${told.length} lines`);
	t.equal(Number(/(\d+) earlier lines left out/u.exec(all[1] ?? '')?.[1]), 40_001 - told.length, 'the trigger is one of them');
	stream.detach();
});
