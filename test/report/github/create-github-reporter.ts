import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createGithubReporter} from '../../../source/report/github/create-github-reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {carryOutCommands} from '../../support/reporters/actions-runner.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {endRun, gh} from '../../support/run-id.js';

type Actions = Parameters<typeof createWorkflow>[0];

const open = (actions: Actions, {usedBytes = 0}: {readonly usedBytes?: number} = {}) => {
	const clock = createVirtualClock(new Date(2026, 10, 23, 14, 2, 11).getTime());
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow(actions, 'Tiny'), clock.now);
	let summary = '';
	let tokens = 0;
	const reporter = createGithubReporter({
		store: run.feed.store,
		output,
		clock,
		mask: createMasker(['sesame-open']),
		cloudLabel: 'GitHub Actions o/r@main',
		hasLogs: true,
		createToken: () => `s3cret-${++tokens}`,
		stepSummary: {
			sizeBytes: () => usedBytes,
			append(markdown) {
				summary += markdown;
			},
		},
	});
	const reporters = attachReporters(run.feed, [reporter], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		readSummary: () => summary,
		end(outcome: 'COMPLETED' | 'FAILED'): void {
			run.change({outcome, endedAt: clock.now()});
			reporters.finish(getRunResult(run.feed.store.getSnapshot(), clock.now()));
		},
	};
};

t.test('functions that passed are folded with their logs, those that failed stand open with an annotation, the verdict is last', async t => {
	const {trigger, nodes, runs, log, clock, emit, end, read, readSummary} = open({a: ['b'], b: [{True: ['c'], False: ['d']}], c: [], d: []});
	trigger();
	emit({type: 'run.warned', message: 'tiny.json: not pushed, 100 %'});
	const at = clock.now();
	runs({id: gh(8), action: 'b', ...endRun('failure'), seenAt: at, url: 'https://github.com/o/r/actions/runs/8'});
	log('a', 'hello', '[0.1] [DEBUG] [log.py] Log succesfully uploaded');
	log('b', '[0.1] [ERROR] [executor.py] no', 'Traceback (most recent call last):', '  File "/action/functions/b.py", line 7, in b', '    raise ValueError("no")', 'ValueError: no: never');
	nodes({
		a: {status: 'COMPLETED', reason: 'completed', startedAt: at - 1000, endedAt: at},
		b: {status: 'FAILED', reason: 'function-error', sentence: 'ValueError: no: never at functions/b.py:7', cause: {what: 'ValueError: no: never', where: {file: 'functions/b.py', line: 7}, frames: [], hint: 'Look, there.'}, startedAt: at - 1000, endedAt: at, runIds: [gh(8)]},
		c: {status: 'SKIPPED', reason: 'upstream-failed', sentence: 'upstream b failed'},
		d: {status: 'SKIPPED', reason: 'upstream-failed', sentence: 'upstream b failed'},
	});
	log('a', 'late line');
	end('FAILED');
	t.equal(read(), [
		'14:02:11 +00:00 Triggered Tiny InvocationID=id-1 InvocationTimestamp=2026-11-23T14-02-11',
		'::warning title=faasr-tui::tiny.json: not pushed, 100 %25',
		'14:02:11 +00:00 a PENDING -> COMPLETED 1.0s',
		'::group::a COMPLETED 1.0s',
		'::stop-commands::s3cret-1',
		'hello',
		'::s3cret-1::',
		'::endgroup::',
		'14:02:11 +00:00 b PENDING -> FAILED 1.0s (function-error): ValueError: no: never at functions/b.py:7 run=https://github.com/o/r/actions/runs/8',
		'14:02:11 +00:00 c PENDING -> SKIPPED (upstream-failed): upstream b failed',
		'14:02:11 +00:00 d PENDING -> SKIPPED (upstream-failed): upstream b failed',
		'::group::a COMPLETED 1.0s',
		'::stop-commands::s3cret-2',
		'late line',
		'::s3cret-2::',
		'::endgroup::',
		'--- b FAILED 1.0s (function-error) run=https://github.com/o/r/actions/runs/8',
		'::stop-commands::s3cret-3',
		'[0.1] [ERROR] [executor.py] no',
		'Traceback (most recent call last):',
		'  File "/action/functions/b.py", line 7, in b',
		'    raise ValueError("no")',
		'ValueError: no: never',
		'::s3cret-3::',
		'::error file=functions/b.py,line=7,title=b FAILED (function-error)::ValueError: no: never at functions/b.py:7%0ALook, there.',
		'[FAILED] completed=1 failed=1 skipped=2 elapsed=0.0s',
		'',
	].join('\n'));
	t.match(readSummary(), '## ❌ Tiny: FAILED in 0&#46;0s\n\ncompleted=1 failed=1 skipped=2 · GitHub Actions o&#47;r&#64;main · InvocationID id-1');
	t.match(readSummary(), '| ❌ | b | FAILED | 1&#46;0s | function-error&#58; ValueError&#58; no&#58; never at functions&#47;b&#46;py&#58;7<br>Look, there&#46; | [run](<https://github.com/o/r/actions/runs/8>) |');
	t.match(readSummary(), 'a0["a<br/>COMPLETED 1.0s"]:::COMPLETED');
	t.match(readSummary(), 'a1 -->|"True"| a2');
	t.match(readSummary(), '<pre>\n[0.1] [ERROR] [executor.py] no\n');
});

const attacks = [
	'::error title=evil::owned', '  ::add-mask::hello', '##[add-mask]hello', 'text ##[error]owned', '::stop-commands::x', '::x::', '::token-2::', '::TOKEN-7::',
	'::endgroup::', '##[endgroup]', 'a\r::set-env name=PATH::/evil', 'a\n::warning::owned', '\u{1B}[2J::error::owned', '::err\u{200B}or::owned', '%0A::error::owned',
];

t.test('nothing that functions print or platforms say commands the runner', async t => {
	const {trigger, nodes, log, change, emit, clock, end, read} = open({a: ['b', 'c'], b: [], c: []});
	trigger(attacks[0]);
	const at = clock.now();
	for (const attack of attacks) {
		log('a', attack);
		log('b', attack);
		emit({type: 'run.warned', message: attack});
		change({watchFailures: {bucket: attack}});
		change({watchFailures: {platform: attack}});
	}

	nodes({
		a: {status: 'COMPLETED', reason: 'completed', startedAt: at, endedAt: at},
		b: {status: 'FAILED', reason: 'function-error', sentence: attacks.join(' '), startedAt: at, endedAt: at},
		c: {status: 'SKIPPED', reason: 'upstream-failed', sentence: '##[error]owned'},
	});
	log('c', ...attacks);
	end('FAILED');
	const {commands, isStopped} = carryOutCommands(read());
	t.notOk(isStopped);
	const names = commands.map(({name}) => name).filter(name => name !== 'warning');
	t.same(names, ['group', 'endgroup', 'group', 'endgroup', 'error']);
	t.equal(commands.length - names.length, attacks.length, 'one warning for each that we wrote');
	t.same(commands.filter(({name}) => name === 'warning').map(({properties}) => properties['title']), attacks.map(() => 'faasr-tui'));
	t.notMatch(read(), '##[');
});

t.test('an error message with line ends, percent signs, colons and commas stays one command', async t => {
	const {reporters, read} = open({a: []});
	reporters.fail(new FaasrTuiError('100 %: no,\nnone ::error::x', {code: 'unreachable', hint: 'Look sesame-open up.'}));
	t.equal(read(), '::error title=faasr-tui::100 %25: no,%0Anone ::error::x%0ALook *** up.\n');
});

t.test('at most ten annotations: nine functions and one for the rest', async t => {
	const {trigger, nodes, end, read} = open({a: ['b(12)'], b: []});
	trigger();
	nodes(Object.fromEntries(Array.from({length: 12}, (_, index) => [`b(${index + 1})`, {status: 'FAILED', reason: 'run-failed', sentence: `Its run ${index} ended`} as const])));
	end('FAILED');
	const errors = carryOutCommands(read()).commands.filter(({name}) => name === 'error');
	t.equal(errors.length, 10);
	t.same(errors[0], {name: 'error', properties: {title: 'b(1) FAILED (run-failed)'}, data: 'Its run 0 ended'});
	t.equal(errors[1]?.data, 'Its run 1 ended');
	t.match(errors.at(-1)?.data, '3 more nodes or assertions failed');
});

t.test('assertions that failed have annotations and a table, behind the functions that did', async t => {
	const {trigger, nodes, change, clock, reporters, feed, read, readSummary} = open({a: ['b(9)'], b: []});
	trigger();
	nodes(Object.fromEntries(Array.from({length: 8}, (_, index) => [`b(${index + 1})`, {status: 'FAILED', reason: 'run-failed'} as const])));
	change({outcome: 'FAILED', endedAt: clock.now()});
	reporters.finish({...getRunResult(feed.store.getSnapshot(), clock.now()), assertions: {file: 'test/main.mts', assertions: [
		{title: 'fine', isOk: true, evidence: 'yes'},
		...['one', 'two', 'three'].map(title => ({title: `${title}: sesame-open`, isOk: false, evidence: '::error::x\n| y'})),
	]}});
	const errors = carryOutCommands(read()).commands.filter(({name}) => name === 'error');
	t.equal(errors.length, 10);
	t.same(errors[8], {name: 'error', properties: {title: 'assertion failed: one: ***'}, data: '::error::x\n| y'});
	t.match(errors[9]?.data, '2 more nodes or assertions failed');
	t.match(readSummary(), /### Assertions of test&#47;main&#46;mts\n\n[^]*\| ❌ \| one&#58; &#42;&#42;&#42; \| [^|]* \|\n[^]*\| ✅ \| fine \| yes \|\n/u);
});

t.test('a secret is in neither the log nor the summary', async t => {
	const {trigger, nodes, log, end, read, readSummary} = open({a: ['b'], b: []});
	trigger();
	log('a', 'ValueError: sesame-open');
	log('b', 'sesame-open');
	nodes({a: {status: 'FAILED', reason: 'function-error', sentence: 'key sesame-open'}, b: {status: 'COMPLETED'}});
	end('FAILED');
	t.notMatch(read() + readSummary(), 'sesame');
	t.match(read(), '::key ***');
});

t.test('after half a minute of silence what runs is named', async t => {
	const {trigger, nodes, clock, read} = open({a: []});
	trigger();
	nodes({a: {status: 'RUNNING', startedAt: clock.now()}});
	await clock.advance(31_000);
	t.match(read(), 'Still running: a 30.0s\n');
});

t.test('a join that ran without a predecessor has a warning, in the log and in the summary', async t => {
	const {trigger, nodes, end, read, readSummary} = open({a: ['b'], b: []});
	trigger();
	nodes({b: {status: 'COMPLETED', reason: 'completed', ranWithout: ['a'], sentence: 'ran without a: its input may be incomplete'}});
	end('COMPLETED');
	t.match(read(), 'b PENDING -> COMPLETED: ran without a: its input may be incomplete\n');
	t.match(read(), '::warning title=b::ran without a: its input may be incomplete\n');
	t.match(readSummary(), '| ⚠️ | b | COMPLETED |  | ran without a&#58; its input may be incomplete |');
});

t.test('a document that does not describe the run gets an annotation', async t => {
	const {trigger, nodes, end, read} = open({a: []});
	trigger();
	nodes({a: {status: 'COMPLETED', reason: 'completed', log: {sizeBytes: 1, attempts: 1, seconds: 1, invoked: {four: 1}, hasNoTriggers: false, warnings: []}}}, {outcome: 'COMPLETED', endedAt: 0});
	end('COMPLETED');
	t.match(read(), /^::warning title=Document::The document does not describe this run: a invoked four/mu);
});
