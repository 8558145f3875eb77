import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {statuses} from '../../../source/core/run/status.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createJunitReporter} from '../../../source/report/junit/create-junit-reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {findReportProblems, parseReport} from '../../support/reporters/junit-schema.js';
import {endRun, gh} from '../../support/run-id.js';

const open = (actions: Parameters<typeof createWorkflow>[0]) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 14, 2, 11));
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow(actions, 'Tiny'), clock.now);
	const reporter = createJunitReporter({
		store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'local "cloud"', hasLogs: true, createToken: () => 'token',
	});
	const reporters = attachReporters(run.feed, [reporter], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		finish(): void {
			reporters.finish(getRunResult(run.feed.store.getSnapshot(), clock.now()));
		},
	};
};

t.test('every node is a test, with its time, its failure and log tail, or why it was skipped', async t => {
	const {trigger, nodes, runs, log, clock, finish, read} = open({a: ['b', 'c'], b: [], c: []});
	trigger();
	const at = clock.now();
	runs({id: gh(8), action: 'b', ...endRun('failure'), seenAt: at, url: 'https://github.com/o/r/actions/runs/8'});
	log('b', 'Traceback (most recent call last):', 'ValueError: a < b & "c"');
	nodes({
		a: {status: 'COMPLETED', reason: 'completed', startedAt: at, endedAt: at + 14_200},
		b: {status: 'FAILED', reason: 'function-error', sentence: 'ValueError: a < b & "c" at functions/b.py:7', cause: {what: 'ValueError: a < b & "c"', where: {file: 'functions/b.py', line: 7}, frames: [], hint: 'Look there.'}, startedAt: at, endedAt: at + 61_005, runIds: [gh(8)]},
		c: {status: 'NOT_INVOKED', reason: 'branch-not-taken', sentence: 'branch not taken'},
	}, {outcome: 'FAILED', endedAt: at + 192_000});
	t.equal(read(), '', 'nothing before the end');
	finish();
	t.same(findReportProblems(read()), []);
	t.equal(read(), [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<testsuites>',
		'<testsuite name="Tiny" package="Tiny" id="0" hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="192.000" timestamp="2026-11-23T14:02:11">',
		'<properties>',
		'<property name="outcome" value="FAILED"/>',
		'<property name="cloud" value="local &quot;cloud&quot;"/>',
		'<property name="InvocationID" value="id-1"/>',
		'<property name="InvocationTimestamp" value="2026-11-23T14-02-11"/>',
		'</properties>',
		'<testcase name="a" classname="Tiny" time="14.200"/>',
		'<testcase name="b" classname="Tiny" time="61.005">',
		'<failure message="ValueError: a &lt; b &amp; &quot;c&quot; at functions/b.py:7" type="function-error">FAILED (function-error): ValueError: a &lt; b &amp; &quot;c&quot; at functions/b.py:7',
		'Look there.',
		'https://github.com/o/r/actions/runs/8',
		'',
		'Traceback (most recent call last):',
		'ValueError: a &lt; b &amp; &quot;c&quot;</failure>',
		'</testcase>',
		'<testcase name="c" classname="Tiny" time="0.000">',
		'<skipped message="NOT_INVOKED (branch-not-taken): branch not taken"/>',
		'</testcase>',
		'<system-out/>',
		'<system-err/>',
		'</testsuite>',
		'</testsuites>',
		'',
	].join('\n'));
});

t.test('every status makes a report that the schemas accept', async t => {
	const {trigger, nodes, finish, read} = open({a: ['b(8)'], b: []});
	trigger();
	nodes(Object.fromEntries(statuses.map((status, index) => [index === 0 ? 'a' : `b(${index})`, {status}])));
	finish();
	t.same(findReportProblems(read()), []);
	t.same(parseReport(read()).children[0]?.children.filter(({name}) => name === 'testcase').map(({children}) => children[0]?.name), [
		'skipped', 'skipped', 'skipped', undefined, 'failure', 'skipped', 'failure', 'skipped', 'skipped',
	]);
});

t.test('whatever a function prints, the report stays XML 1.0, without terminal sequences and secrets', async t => {
	const {trigger, nodes, log, finish, read} = open({a: []});
	trigger();
	log('a', ']]></failure><testcase name="evil"/>', '\u{0}\u{8}\u{B}\u{1B}[31mred\u{1B}[0m', 'half \uD800 and \uFFFE\uFFFF', '<!-- & &amp; &#0; sesame-open', '😀 tab\there');
	nodes({a: {status: 'FAILED', reason: 'function-error', sentence: 'quote " and \n newline\u{1}'}});
	finish();
	t.same(findReportProblems(read()), []);
	t.notMatch(read(), 'sesame');
	t.same([...read()].filter(character => !/[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(character)), []);
	const failure = parseReport(read()).children[0]?.children[1]?.children[0];
	t.match(failure?.text, ']]></failure><testcase name="evil"/>\nred\nhalf \u{FFFD} and \n<!-- & &amp; &#0; ***\n😀 tab   here');
});

t.test('a run that did not complete is never a report without a failure', async t => {
	const {trigger, nodes, finish, read, clock} = open({a: ['b'], b: []});
	trigger();
	nodes({a: {status: 'CANCELLED', reason: 'cancelled-by-user'}, b: {status: 'CANCELLED', reason: 'cancelled-by-user'}}, {outcome: 'CANCELLED', endedAt: clock.now()});
	finish();
	t.same(findReportProblems(read()), []);
	t.match(read(), '<testcase name="run" classname="Tiny" time="0.000">\n<failure message="[CANCELLED] cancelled=2 elapsed=0.0s" type="CANCELLED"/>');
});

t.test('the assertions of a test file are a suite of their own', async t => {
	const {trigger, nodes, clock, reporters, feed, read} = open({a: []});
	trigger();
	nodes({a: {status: 'COMPLETED', reason: 'completed'}}, {outcome: 'COMPLETED', endedAt: clock.now()});
	reporters.finish({...getRunResult(feed.store.getSnapshot(), clock.now()), exitCode: 1, assertions: {file: 'test/main.mts', assertions: [
		{title: 'out.txt exists', isOk: true, evidence: '3 bytes'}, {title: 'out.txt equals "<1>"', isOk: false, evidence: 'sesame-open\nat line 2'},
	]}});
	t.same(findReportProblems(read()), []);
	t.match(read(), '<testsuite name="test/main.mts" package="test/main.mts" id="1" hostname="localhost" tests="2" failures="1" ');
	t.match(read(), '<testcase name="out.txt equals &quot;&lt;1&gt;&quot;" classname="test/main.mts" time="0.000">\n<failure message="***" type="assertion">***\nat line 2</failure>');
});

t.test('a run that could not be started is one test with an error', async t => {
	const {reporters, read} = open({a: []});
	reporters.fail(new FaasrTuiError('There is no main.json on branch "x" & y.', {code: 'unreachable', hint: 'Run faasr-tui doctor.'}));
	t.same(findReportProblems(read()), []);
	t.match(read(), '<error message="There is no main.json on branch &quot;x&quot; &amp; y. Run faasr-tui doctor." type="unreachable"/>');
});

t.test('a join that ran without a predecessor passed, and the report says so', async t => {
	const {trigger, nodes, finish, read} = open({a: ['b', 'c'], b: [], c: []});
	trigger();
	nodes({c: {status: 'COMPLETED', ranWithout: ['b'], sentence: 'ran without b: its input may be incomplete'}}, {outcome: 'FAILED', endedAt: 5000});
	finish();
	t.same(findReportProblems(read()), []);
	t.match(read(), '<system-out>c ran without b: its input may be incomplete</system-out>');
});
