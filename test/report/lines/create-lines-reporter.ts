import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createLinesReporter} from '../../../source/report/lines/create-lines-reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {endRun, gh} from '../../support/run-id.js';

const open = ({hasColor = false, secrets = [], actions = {a: ['b', 'c'], b: [], c: []}}: {readonly hasColor?: boolean; readonly secrets?: readonly string[]; readonly actions?: Parameters<typeof createWorkflow>[0]} = {}) => {
	const clock = createVirtualClock(new Date(2026, 10, 23, 14, 2, 11).getTime());
	const output = createMemoryOutput({hasColor});
	const run = createFakeFeed(createWorkflow(actions, 'Tiny'), clock.now);
	const reporter = createLinesReporter({
		store: run.feed.store, output, clock, mask: createMasker(secrets), cloudLabel: 'local cloud', hasLogs: true, createToken: () => 'token',
	});
	const reporters = attachReporters(run.feed, [reporter], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		finish() {
			reporters.finish(getRunResult(run.feed.store.getSnapshot(), clock.now()));
		},
	};
};

t.test('a run is told line by line, with wall time, elapsed time, reasons and links, and the verdict is last', async t => {
	const {trigger, nodes, runs, log, change, emit, clock, reporters, finish, read} = open();
	reporters.note('Running tiny.json on GitHub Actions');
	trigger();
	await clock.advance(20_000);
	const at = clock.now();
	emit({type: 'run.warned', message: 'tiny.json differs'});
	runs(
		{id: gh(7), action: 'a', ...endRun('success'), seenAt: at, url: 'https://github.com/o/r/actions/runs/7'},
		{id: gh(8), action: 'b', ...endRun('failure'), seenAt: at, url: 'https://github.com/o/r/actions/runs/8', attempt: 2},
		{id: gh(9), action: 'b', ...endRun('success'), seenAt: at, url: 'https://github.com/o/r/actions/runs/9'},
		{id: gh(10), action: 'c', status: 'in_progress', seenAt: at, url: 'http://127.0.0.1:8080/o/r/actions/runs/10'},
	);
	nodes({a: {status: 'RUNNING', runIds: [gh(7)]}});
	log('a', 'hello', '[0.1] [DEBUG] [log.py] Log succesfully uploaded');
	nodes({a: {status: 'COMPLETED', reason: 'completed', startedAt: at - 14_200, endedAt: at}});
	log('b', 'about to fail');
	nodes({b: {status: 'FAILED', reason: 'run-failed', sentence: 'Its run ended with failure', runIds: [gh(8), gh(9)]}});
	change({watchFailures: {bucket: 'no answer'}});
	change({watchFailures: {}});
	nodes({c: {status: 'NOT_INVOKED', reason: 'branch-not-taken', runIds: [gh(10)]}}, {outcome: 'FAILED', endedAt: at + 172_000});
	finish();
	t.equal(read(), [
		'14:02:11 +00:00 Running tiny.json on GitHub Actions',
		'14:02:11 +00:00 Triggered Tiny InvocationID=id-1 InvocationTimestamp=2026-11-23T14-02-11',
		'14:02:31 +00:20 Warning: tiny.json differs',
		'14:02:31 +00:20 a PENDING -> RUNNING run=https://github.com/o/r/actions/runs/7',
		'14:02:31 +00:20 a | hello',
		'14:02:31 +00:20 a RUNNING -> COMPLETED 14.2s run=https://github.com/o/r/actions/runs/7',
		'14:02:31 +00:20 b | about to fail',
		'14:02:31 +00:20 b PENDING -> FAILED (run-failed): Its run ended with failure run=https://github.com/o/r/actions/runs/8 attempt=2',
		'14:02:31 +00:20 Cannot watch the bucket (the run continues; retrying): no answer',
		'14:02:31 +00:20 The bucket answers again',
		'14:02:31 +00:20 c PENDING -> NOT_INVOKED (branch-not-taken)',
		'COMPLETED: a 14.2s',
		'NOT_INVOKED: c',
		'--- b FAILED (run-failed): Its run ended with failure run=https://github.com/o/r/actions/runs/8 attempt=2',
		'    about to fail',
		'[FAILED] completed=1 failed=1 not-invoked=1 elapsed=3m12s',
		'',
	].join('\n'));
});

t.test('a document that does not describe the run is said above the verdict', async t => {
	const {trigger, nodes, finish, read} = open();
	trigger();
	nodes({a: {status: 'COMPLETED', reason: 'completed', log: {sizeBytes: 1, attempts: 1, seconds: 1, invoked: {four: 1}, hasNoTriggers: false, warnings: []}}}, {outcome: 'COMPLETED', endedAt: 0});
	finish();
	t.match(read().trimEnd().split('\n').slice(-2), [/^Warning: The document does not describe this run: a invoked four, which it does not have and nobody watched\.$/u, /^\[COMPLETED\]/u]);
});

t.test('a run that was not triggered here is told as what it is', async t => {
	for (const [begunBy, word] of [['attach', 'Found'], ['resume', 'Resumed']] as const) {
		const {change, read} = open();
		change({begunBy, invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T14-02-11', id: 'id-1'}, outcome: 'RUNNING'});
		t.match(read(), new RegExp(String.raw`^\S+ \S+ ${word} Tiny InvocationID=id-1 InvocationTimestamp=2026-11-23T14-02-11\n$`, 'u'));
	}
});

t.test('after half a minute of silence, and only then, what runs is named', async t => {
	const {trigger, nodes, clock, read} = open();
	trigger();
	await clock.advance(5000);
	nodes({a: {status: 'RUNNING', startedAt: clock.now()}});
	const before = read();
	await clock.advance(29_000);
	t.equal(read(), before);
	await clock.advance(1000);
	t.equal(read().slice(before.length), '14:02:46 +00:35 Still running: a 30.0s; 2 pending\n');
	await clock.advance(35_000);
	t.match(read(), '14:03:16 +01:05 Still running: a 1m00s; 2 pending\n');
	nodes({a: {status: 'COMPLETED'}, b: {status: 'INVOKED'}}, {watchFailures: {bucket: 'gone'}});
	await clock.advance(30_000);
	t.match(read().trimEnd().split('\n').at(-1), 'Still running: for 1m40s, no node is at work; 1 invoked, 1 pending; the bucket does not answer');
	nodes({b: {status: 'COMPLETED'}, c: {status: 'COMPLETED'}}, {outcome: 'COMPLETED', endedAt: clock.now()});
	const ended = read();
	await clock.advance(120_000);
	t.equal(read(), ended, 'an ended run is not alive');
});

t.test('a heartbeat names eight nodes and counts the others', async t => {
	const {trigger, nodes, clock, read} = open({actions: {a: ['b(12)'], b: []}});
	trigger();
	nodes(Object.fromEntries(Array.from({length: 12}, (_, index) => [`b(${index + 1})`, {status: 'RUNNING', startedAt: clock.now()}])));
	await clock.advance(31_000);
	t.match(read(), /b\(7\) 30\.0s, b\(8\) 30\.0s, 4 more; 1 pending\n/u);
});

t.test('what comes from elsewhere is made printable, loses its secrets and its endless lines', async t => {
	const {trigger, nodes, log, read} = open({secrets: ['sesame-open']});
	trigger();
	log('a', '\u{1B}]52;c;aGk=\u0007red \u{1B}[31mtext\u{1B}[0m and sesame-open\rover', `${'x'.repeat(1999)}sesame-open${'y'.repeat(5000)}`);
	nodes({a: {status: 'FAILED', reason: 'function-error', sentence: 'bad \u{1B}[2Jkey sesame-open'}});
	t.notMatch(read(), '\u{1B}');
	t.notMatch(read(), 'sesame');
	t.match(read(), 'bad key ***');
	t.match(read(), /a \| x{1999}\* … 5002 more characters\n/u);
});

t.test('the logs of twenty failing functions are shown, the others counted; of those that timed out, the ones that had begun', async t => {
	const {trigger, nodes, log, read, finish, clock} = open({actions: {a: ['b(22)', 'c', 'd'], b: [], c: [], d: []}});
	trigger();
	log('b(20)', 'last words');
	nodes({
		...Object.fromEntries(Array.from({length: 22}, (_, index) => [`b(${index + 1})`, {status: 'FAILED', reason: 'run-failed'} as const])),
		a: {status: 'TIMEOUT', reason: 'no-change', startedAt: clock.now()},
	}, {outcome: 'FAILED', endedAt: clock.now()});
	finish();
	t.match(read(), /--- b\(20\) FAILED \(run-failed\): \n {4}last words\n--- 3 more nodes failed\n\[FAILED\] pending=2 failed=22 timeout=1 elapsed=0\.0s\n$/u);
});

t.test('statuses are coloured for a terminal only', async t => {
	const {trigger, nodes, read} = open({hasColor: true});
	trigger();
	nodes({a: {status: 'COMPLETED', reason: 'completed'}});
	t.match(read(), 'PENDING -> \u{1B}[32mCOMPLETED\u{1B}[0m');
});

t.test('a detached reporter hears nothing, and no timer stays', async t => {
	const {trigger, reporters, read, clock, listenerCount} = open();
	reporters.detach();
	trigger();
	await clock.advance(60_000);
	t.equal(read(), '');
	t.equal(listenerCount() + clock.sleeperCount(), 0);
});

t.test('at the end the nodes are listed by how they ended, the slowest first, so many that the list is short', async t => {
	const names = Array.from({length: 10}, (_, index) => `n${index}`);
	const {trigger, nodes, clock, finish, read} = open({actions: Object.fromEntries(names.map((name, index) => [name, index === 0 ? names.slice(1) : []]))});
	trigger();
	nodes(Object.fromEntries(names.map((name, index) => [name, {status: 'COMPLETED', reason: 'completed', startedAt: clock.now(), endedAt: clock.now() + (index * 1000)}])), {outcome: 'COMPLETED', endedAt: clock.now()});
	finish();
	t.match(read(), '\nCOMPLETED: n9 9.0s, n8 8.0s, n7 7.0s, n6 6.0s, n5 5.0s, n4 4.0s, n3 3.0s, n2 2.0s and 2 more\n[COMPLETED] completed=10 ');
});
