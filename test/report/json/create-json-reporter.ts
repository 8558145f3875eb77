import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createJsonReporter} from '../../../source/report/json/create-json-reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {findSchemaProblems} from '../../support/reporters/event-schema.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {endRun, gh} from '../../support/run-id.js';

type Event = Readonly<Record<string, unknown>> & {readonly type: string};

const open = ({hasLogs = true}: {readonly hasLogs?: boolean} = {}) => {
	const clock = createVirtualClock(1000);
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow({a: ['b(2)'], b: []}), clock.now);
	const reporter = createJsonReporter({
		store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'local cloud', hasLogs, createToken: () => 'token',
	});
	const reporters = attachReporters(run.feed, [reporter], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		events: (): readonly Event[] => output.read().trimEnd().split('\n').map(line => JSON.parse(line) as Event),
		finish(): void {
			reporters.finish(getRunResult(run.feed.store.getSnapshot(), clock.now()));
		},
	};
};

t.test('a version, a snapshot, changes, a result: every line as the published schema says', async t => {
	const {trigger, nodes, runs, log, change, emit, clock, reporters, finish, read, events} = open();
	reporters.note('Running demo.json');
	emit({type: 'run.warned', message: 'not pushed'});
	trigger();
	await clock.advance(500);
	runs({id: gh(7), action: 'a', ...endRun('success'), seenAt: 1500, createdAt: 1000, attempt: 1, isGuess: true, rank: 1, url: 'https://github.com/o/r/actions/runs/7'});
	log('a', '[0.1] [ERROR] [executor.py] no', '[0.1] [DEBUG] [log.py] Log succesfully uploaded');
	nodes({
		a: {
			status: 'COMPLETED', reason: 'completed', startedAt: 1000, endedAt: 1500, doneAt: 1400, runIds: [gh(7)], logGrewAt: 1500, logStartedAt: 1100, failureSeenAt: 1500, resumed: {attempts: 1, isDispatched: true},
			log: {sizeBytes: 9, attempts: 1, seconds: 1, result: 'True', invoked: {b: 2, four: 1}, hasNoTriggers: false, warnings: ['odd']},
		},
		'b(1)': {status: 'FAILED', reason: 'function-error', sentence: 'no', log: {
			sizeBytes: 9, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: true, warnings: [],
			failure: {message: 'no', source: 'executor.py', traceback: ['ValueError: no']}, dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []},
		}},
	});
	change({watchFailures: {bucket: 'no answer', platform: 'none either'}, begunBy: 'resume'});
	nodes({'b(2)': {status: 'SKIPPED', reason: 'upstream-failed'}}, {outcome: 'FAILED', endedAt: 1500, watchFailures: {}});
	finish();
	t.same(findSchemaProblems(read()), []);
	t.same(events().map(({type}) => type), [
		'version', 'snapshot', 'note', 'warning', 'run.changed', 'platform-run.changed', 'log.grew', 'node.changed', 'node.changed', 'run.changed', 'run.changed', 'node.changed', 'result',
	]);
	const [version, snapshot] = events();
	t.same(version, {type: 'version', format: 'faasr-tui-events', version: '2.0'});
	t.match(snapshot, {at: 1000, cloud: 'local cloud', run: {outcome: 'IDLE'}, nodes: [{id: 'a', action: 'a', status: 'PENDING', runIds: []}, {id: 'b(1)', rank: 1}, {id: 'b(2)'}]});
	t.same(events()[6], {type: 'log.grew', at: 1500, lines: [
		{node: 'a', text: '[0.1] [ERROR] [executor.py] no', at: 1500, level: 'ERROR'},
		{node: 'a', text: '[0.1] [DEBUG] [log.py] Log succesfully uploaded', at: 1500, level: 'DEBUG', isNoise: true},
	]});
	t.match(events()[7], {from: 'PENDING', node: {id: 'a', status: 'COMPLETED', log: {result: 'True'}}});
	t.same(events().at(-1), {
		type: 'result', at: 1500, outcome: 'FAILED', exitCode: 1, durationMs: 500,
		invocation: {workflowName: 'demo', timestamp: '2026-11-23T14-02-11', id: 'id-1'},
		counts: {COMPLETED: 1, FAILED: 1, SKIPPED: 1},
		warnings: ['The document does not describe this run: a invoked four, which it does not have and nobody watched.'],
		nodes: [
			{id: 'a', status: 'COMPLETED', reason: 'completed', durationMs: 500, url: 'https://github.com/o/r/actions/runs/7'},
			{id: 'b(1)', status: 'FAILED', reason: 'function-error', sentence: 'no'},
			{id: 'b(2)', status: 'SKIPPED', reason: 'upstream-failed'},
		],
	});
});

t.test('the schema names every field, so that a new one cannot be written undescribed', async t => {
	t.equal(findSchemaProblems('{"type":"note","at":1,"message":"x","extra":1}').length, 1);
	t.equal(findSchemaProblems('{"type":"news","at":1}').length, 1);
});

t.test('what does not show is no change, and `from` is there only for another status', async t => {
	const {trigger, nodes, events} = open();
	trigger();
	nodes({a: {status: 'RUNNING', startedAt: 1000}});
	const count = events().length;
	nodes({a: {logGrewAt: 2000, isDoneAbsent: true}});
	t.equal(events().length, count);
	nodes({a: {doneAt: 2000}});
	t.match(events().at(-1), {type: 'node.changed', node: {id: 'a', doneAt: 2000}});
	t.notOk('from' in events().at(-1)!);
});

t.test('another run begins with a snapshot of its own', async t => {
	const {trigger, nodes, change, log, events, feed, read} = open();
	trigger();
	log('a', 'first');
	nodes({a: {status: 'COMPLETED'}}, {outcome: 'COMPLETED', endedAt: 2000});
	const {workflow, timeoutMs} = feed.store.getSnapshot();
	change({invocation: undefined as never, triggeredAt: undefined as never, endedAt: undefined as never, outcome: 'IDLE', workflow, timeoutMs});
	t.match(events().at(-1), {type: 'snapshot', run: {outcome: 'IDLE'}});
	trigger('id-2');
	t.match(events().at(-1), {type: 'run.changed', run: {invocation: {id: 'id-2'}}});
	t.same(findSchemaProblems(read()), []);
});

t.test('terminal sequences and secrets are in no text, names of fields included, and credentials of the document in none', async t => {
	const clock = createVirtualClock();
	const output = createMemoryOutput();
	const workflow = createWorkflow({a: []});
	const {DataStores, ActionList} = workflow.document;
	const run = createFakeFeed({...workflow, document: {
		...workflow.document,
		DataStores: {S3: {...DataStores['S3']!, AccessKey: 'AKIDEXAMPLE', SecretKey: 'wJalrXUtnFEMI'}},
		ActionList: {a: {...ActionList['a']!, Arguments: {Token: 'an argument', 'sesame-open': '\u{1B}[31mred'}}},
	}}, clock.now);
	const reporter = createJsonReporter({store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: '', hasLogs: true, createToken: () => ''});
	const reporters = attachReporters(run.feed, [reporter], clock);
	t.teardown(reporters.detach);
	run.trigger();
	run.log('a', '\u{1B}]0;title\u{7}\u{1B}[31msesame-open');
	run.nodes({a: {status: 'FAILED', sentence: 'key sesame-open'}});
	t.notMatch(output.read(), /sesame|\\u001b|AKIDEXAMPLE|wJalr/u);
	t.notMatch(output.read(), '\u{1B}');
	t.match(output.read(), '"Arguments":{"Token":"an argument","***":"red"}');
	t.match(output.read(), '"text":"***"');
});

t.test('many lines come in events of a thousand; without --stream-logs none do', async t => {
	const {log, events} = open();
	log('a', ...Array.from({length: 2500}, (_, index) => `line ${index}`));
	t.same(events().slice(2).map(event => (event['lines'] as unknown[]).length), [1000, 1000, 500]);
	const quiet = open({hasLogs: false});
	quiet.log('a', 'hello');
	t.equal(quiet.events().length, 2);
});

t.test('the assertions of a test file are in the result', async t => {
	const {trigger, nodes, clock, reporters, feed, events, read} = open();
	trigger();
	nodes({}, {outcome: 'COMPLETED', endedAt: clock.now()});
	const stored = {title: 'out.txt exists', node: 'a', isOk: true, evidence: '3 bytes', at: 5};
	reporters.finish({...getRunResult(feed.store.getSnapshot(), clock.now()), exitCode: 1, assertions: {
		file: 'test/main.mts', assertions: [stored, {title: 'sesame-open', isOk: false, evidence: 'nothing'}],
	}});
	t.same(events().at(-1)?.['assertions'], {file: 'test/main.mts', assertions: [
		{title: 'out.txt exists', node: 'a', isOk: true, evidence: '3 bytes'}, {title: '***', isOk: false, evidence: 'nothing'},
	]});
	t.same(findSchemaProblems(read()), []);
});

t.test('without a result the error is the last line', async t => {
	const {reporters, events, read} = open();
	reporters.fail(new FaasrTuiError('GitHub refuses sesame-open', {code: 'credentials', hint: 'Set GITHUB_TOKEN.'}));
	t.same(events().at(-1), {type: 'error', at: 1000, code: 'credentials', message: 'GitHub refuses ***', hint: 'Set GITHUB_TOKEN.', exitCode: 4});
	reporters.fail(new Error('oops'));
	t.match(events().at(-1), {code: 'bug', exitCode: 70});
	t.same(findSchemaProblems(read()), []);
});
