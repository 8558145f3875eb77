import {createHash} from 'node:crypto';
import {Script} from 'node:vm';
import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createHtmlReporter} from '../../../source/report/html/create-html-reporter.js';
import {type ReportedAssertions, type ReporterContext} from '../../../source/report/reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {endRun, gh} from '../../support/run-id.js';

type Options = {readonly hasLogs?: boolean; readonly readFiles?: ReporterContext['readFiles']};

const open = (actions: Parameters<typeof createWorkflow>[0], {hasLogs = true, readFiles}: Options = {}) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 14, 2, 11));
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow(actions, 'Tiny'), clock.now);
	const reporters = attachReporters(run.feed, [createHtmlReporter({
		store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'local "cloud"', hasLogs, createToken: () => 'token', ...(readFiles && {readFiles}),
	})], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		async finish(assertions?: ReportedAssertions, left?: Promise<void>): Promise<void> {
			await reporters.finish({...getRunResult(run.feed.store.getSnapshot(), clock.now()), ...(assertions && {assertions})}, left);
		},
	};
};

const openFailed = (options: Options = {}) => {
	const run = open({a: ['b', 'c'], b: [], c: []}, options);
	run.trigger();
	const at = run.clock.now();
	run.runs({id: gh(8), action: 'b', ...endRun('failure'), seenAt: at, url: 'https://github.com/o/r/actions/runs/8'});
	run.log('b', 'reading <script>alert(1)</script> with sesame-open', 'ValueError: a < b & "c"');
	run.nodes({
		a: {status: 'COMPLETED', reason: 'completed', startedAt: at, endedAt: at + 14_200},
		b: {status: 'FAILED', reason: 'function-error', sentence: 'ValueError: a < b at functions/b.py:7', cause: {what: 'ValueError: a < b', where: {file: 'functions/b.py', line: 7}, frames: [{file: 'functions/b.py', line: 7, code: 'check(a)'}], hint: 'Look there.'}, startedAt: at, endedAt: at + 61_005, runIds: [gh(8)]},
		c: {status: 'NOT_INVOKED', reason: 'branch-not-taken', sentence: 'branch not taken'},
	}, {outcome: 'FAILED', endedAt: at + 192_000});
	return run;
};

t.test('the verdict and the cause come first, then the graph, the timeline, the nodes and their logs', async t => {
	const {finish, read} = openFailed();
	t.equal(read(), '', 'nothing before the end');
	finish();
	const page = read();
	const order = [
		'<h1>Tiny <span class="verdict FAILED">FAILED</span></h1>', '1 completed, 1 failed, 1 not invoked', '<nav aria-label="Contents">', '<main>', '<h2 id="failures-title">What went wrong', 'ValueError: a &lt; b at functions/b.py:7', 'Look there.',
		'functions/b.py:7: check(a)', 'reading &lt;script', '<a href="#log-1">Whole log of b</a>', '<h2 id="graph-title">', '<title>b: failed</title>', '<h2 id="timeline-title">', '<section id="nodes"', 'branch not taken', '<section id="logs"',
		'<pre id="log-1">', '<section id="document"', 'a (Python)', '<a href="https://github.com/someone/repo/tree/HEAD/main/functions">', 'GitHub Actions, <a href="https://github.com/someone/repo/actions">someone/repo</a>@main', 'bucket bucket at https://s3.example.org in us-east-1', '&quot;WorkflowName&quot;: &quot;Tiny&quot;', '<footer class="dim">Written by faasr-tui ',
	];
	const places = order.map(text => page.indexOf(text));
	t.notOk(places.includes(-1), order.filter((_, index) => places[index] === -1).join(', '));
	t.strictSame(places, places.toSorted((a, b) => a - b));
});

t.test('what functions write is text, and no secret is in the page', async t => {
	const {finish, read} = openFailed();
	finish();
	t.match(read(), 'reading &lt;script&gt;alert(1)&lt;/script&gt; with ***');
	t.notMatch(read(), 'sesame-open');
	t.equal(read().match(/<script/g)?.length, 1);
	const without = openFailed({hasLogs: false});
	without.finish();
	t.notMatch(without.read(), /reading &lt;|id="logs"|href="#log/);
});

t.test('the page loads nothing and allows nothing but its own style and script', async t => {
	const {finish, read} = openFailed();
	finish();
	const page = read();
	const hash = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
	const [, script] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
	const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
	t.equal(policy, `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`);
	t.notMatch(page, /<(?:link|img|iframe|object)|\ssrc=|\son\w+=|\sstyle=/);
	t.doesNotThrow(() => new Script(script ?? 'x x'), 'the script can be parsed');
});

t.test('checks are rows, with what was found of those that did not hold', async t => {
	const {finish, read} = openFailed();
	finish({file: 'main.expect.yaml', assertions: [{title: 'a completed', isOk: true, evidence: 'a COMPLETED'}, {title: 'x.csv exists', isOk: false, evidence: 'does not exist\nIn its folder are y.csv'}]});
	t.match(read(), /Checks of main\.expect\.yaml[\s\S]*a completed[\s\S]*yes[\s\S]*x\.csv exists[\s\S]*no[\s\S]*In its folder are y\.csv/);
});

t.test('each node leads to its log and to its run on the platform', async t => {
	const {finish, read} = openFailed();
	finish();
	t.match(read(), /<th scope="row"><a href="#log-1">b<\/a><\/th>.*?<a href="https:\/\/github\.com\/o\/r\/actions\/runs\/8" aria-label="Run of b on the platform">open<\/a>/);
	t.match(read(), '<th scope="row">c</th>', 'nothing is there to lead to');
});

t.test('lines tell FaaSr\'s own chatter and errors from what the function says', async t => {
	const {log, finish, read} = openFailed();
	log('a', 'mine', '[1.0] [INFO] [log.py] Log succesfully uploaded', 'mine too', '[1.1] [ERROR] [executor.py] it broke');
	finish();
	t.match(read(), /<pre id="log-1">mine\n<i>\[1\.0] [^<]*<\/i>mine too\n<b>\[1\.1] [^<]*<\/b><\/pre>/);
});

t.test('a run that goes on is a page of how it stands', async t => {
	const {trigger, finish, read} = open({a: []});
	trigger();
	finish();
	t.match(read(), /<span class="verdict RUNNING">RUNNING<\/span>[\s\S]*The run goes on: this is how it was on 2026-11-23 14:02:11 UTC\./);
});

t.test('303 nodes and 60,000 lines are a page below 5 MB that says what is left out', async t => {
	const names = Array.from({length: 302}, (_, index) => `node-${index}`);
	const {trigger, nodes, log, clock, finish, read} = open({start: names, ...Object.fromEntries(names.map(name => [name, []]))});
	trigger();
	const at = clock.now();
	for (const name of names) {
		log(name, ...Array.from({length: 200}, (_, index) => `line ${index} of some work that is written down`));
	}

	nodes(Object.fromEntries(['start', ...names].map(name => [name, {status: 'COMPLETED' as const, reason: 'completed' as const, startedAt: at, endedAt: at + 1000}])), {outcome: 'COMPLETED', endedAt: at + 2000});
	finish();
	t.ok(read().length < 5_000_000, `${read().length} bytes`);
	t.match(read(), '35 earlier lines are left out');
	t.match(read(), 'line 199 of some work');
});

t.test('long lines and lines that are not in memory are left out as well', async t => {
	const {trigger, log, change, clock, finish, read} = open({a: []});
	trigger();
	for (let batch = 0; batch < 5; batch++) {
		log('a', ...Array.from({length: 40_001}, () => ''));
	}

	log('a', ...Array.from({length: 2500}, () => 'x'.repeat(1999)));
	change({outcome: 'COMPLETED', endedAt: clock.now()});
	finish();
	t.match(read(), '<span class="dim">2000 lines</span>');
	t.match(read(), `${200_005 + 2500 - 2000} earlier lines are left out`);
});

t.test('a run that could not be watched is a page, too', async t => {
	const {reporters, read} = open({a: []});
	reporters.fail(new FaasrTuiError('The store does not answer <soon>.', {code: 'unreachable', hint: 'Check sesame-open.'}));
	t.match(read(), /<title>Tiny: could not be watched<\/title>[\s\S]*does not answer &lt;soon&gt;\. Check \*\*\*\./);
});
