import t from 'tap';
import {createMasker} from '../../source/core/text/mask-secrets.js';
import {type NodeState} from '../../source/core/run/run-state.js';
import {createLinesReporter} from '../../source/reporters/lines.js';
import {type LogEntry} from '../../source/runner/log-entry.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';

const node = (changes: Partial<NodeState>): NodeState => ({id: 'a', action: 'a', status: 'RUNNING', runIds: [], ...changes});
const entry = (text: string, changes: Partial<LogEntry> = {}): LogEntry => ({text, message: text, isNoise: false, node: 'a', at: 61_000, ...changes});

const open = ({hasColor = false, secrets = []}: {readonly hasColor?: boolean; readonly secrets?: readonly string[]} = {}) => {
	let text = '';
	const clock = createVirtualClock(new Date(2026, 10, 23, 14, 2, 11).getTime());
	const reporter = createLinesReporter({
		output: {
			write(chunk) {
				text += chunk;
			},
			isTty: hasColor, columns: 80, rows: 24, hasColor,
		},
		clock,
		mask: createMasker(secrets),
		getLogTail: id => [`last line of ${id}`],
	});
	return {reporter, clock, read: () => text};
};

t.test('a run is told line by line, with wall time, elapsed time and reasons, and the verdict is last', async t => {
	const {reporter, clock, read} = open();
	reporter.writeNote('Running tiny.json on local cloud');
	reporter.onEvent({type: 'run.triggered', invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T14-02-11', id: 'id-1'}});
	await clock.advance(87_000);
	const at = clock.now();
	reporter.onEvent({type: 'status.changed', node: node({}), from: 'INVOKED'});
	reporter.onEvent({type: 'log.grew', entries: [entry('hello', {at: at - 2000}), entry('[0.1] [DEBUG] [log.py] noise', {isNoise: true, at})]});
	reporter.onEvent({type: 'status.changed', node: node({status: 'COMPLETED', reason: 'completed', startedAt: at - 14_200, endedAt: at}), from: 'RUNNING'});
	reporter.onEvent({type: 'status.changed', node: node({id: 'b', status: 'FAILED', reason: 'run-failed', sentence: 'Its run ended'}), from: 'RUNNING'});
	reporter.onEvent({type: 'watch.failed', source: 'bucket', message: 'no answer'});
	reporter.onEvent({type: 'watch.recovered', source: 'bucket'});
	reporter.onEvent({type: 'run.ended', outcome: 'FAILED'});
	reporter.writeResult({
		outcome: 'FAILED', exitCode: 1, durationMs: 192_000,
		nodes: [node({status: 'COMPLETED'}), node({id: 'b', status: 'FAILED', reason: 'run-failed', sentence: 'Its run ended'}), node({id: 'c', status: 'NOT_INVOKED'})],
	});
	t.equal(read(), [
		'14:02:11 +00:00 Running tiny.json on local cloud',
		'14:02:11 +00:00 Triggered Tiny InvocationID=id-1 InvocationTimestamp=2026-11-23T14-02-11',
		'14:03:38 +01:27 a INVOKED -> RUNNING',
		'14:03:36 +01:25 a | hello',
		'14:03:38 +01:27 a RUNNING -> COMPLETED 14.2s',
		'14:03:38 +01:27 b RUNNING -> FAILED (run-failed): Its run ended',
		'14:03:38 +01:27 Cannot watch the bucket (the run goes on; trying again): no answer',
		'14:03:38 +01:27 The bucket answers again',
		'--- b FAILED (run-failed): Its run ended',
		'    last line of b',
		'[FAILED] completed=1 failed=1 not-invoked=1 elapsed=3m12s',
		'',
	].join('\n'));
});

t.test('what comes from elsewhere is made printable and loses its secrets', async t => {
	const {reporter, read} = open({secrets: ['sesame-open']});
	reporter.onEvent({type: 'log.grew', entries: [entry('\u{1B}]52;c;aGk=\u0007red \u{1B}[31mtext\u{1B}[0m and sesame-open\rover')]});
	reporter.onEvent({type: 'status.changed', node: node({status: 'FAILED', reason: 'function-error', sentence: 'bad \u{1B}[2Jkey sesame-open'}), from: 'RUNNING'});
	t.notMatch(read(), '\u{1B}');
	t.notMatch(read(), 'sesame-open');
	t.match(read(), 'bad key ***');
});

t.test('statuses are coloured for a terminal only', async t => {
	const colored = open({hasColor: true});
	colored.reporter.onEvent({type: 'status.changed', node: node({status: 'COMPLETED', reason: 'completed'}), from: 'RUNNING'});
	t.match(colored.read(), 'RUNNING -> \u{1B}[32mCOMPLETED\u{1B}[0m');
});
