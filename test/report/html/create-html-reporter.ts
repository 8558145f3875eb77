import {createHash} from 'node:crypto';
import {Script} from 'node:vm';
import t from 'tap';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {attachReporters} from '../../../source/report/attach-reporters.js';
import {createHtmlReporter} from '../../../source/report/html/create-html-reporter.js';
import {type ReportedAssertions} from '../../../source/report/reporter.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {createFakeFeed, createWorkflow} from '../../support/reporters/fake-feed.js';
import {gh} from '../../support/run-id.js';

const open = (actions: Parameters<typeof createWorkflow>[0], {hasLogs = true}: {readonly hasLogs?: boolean} = {}) => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 14, 2, 11));
	const output = createMemoryOutput();
	const run = createFakeFeed(createWorkflow(actions, 'Tiny'), clock.now);
	const reporters = attachReporters(run.feed, [createHtmlReporter({
		store: run.feed.store, output, clock, mask: createMasker(['sesame-open']), cloudLabel: 'local "cloud"', hasLogs, createToken: () => 'token',
	})], clock);
	t.teardown(reporters.detach);
	return {
		...run,
		reporters,
		clock,
		read: output.read,
		finish(assertions?: ReportedAssertions): void {
			reporters.finish({...getRunResult(run.feed.store.getSnapshot(), clock.now()), ...(assertions && {assertions})});
		},
	};
};

const openFailed = (options = {}) => {
	const run = open({a: ['b', 'c'], b: [], c: []}, options);
	run.trigger();
	const at = run.clock.now();
	run.runs({id: gh(8), action: 'b', status: 'completed', conclusion: 'failure', seenAt: at, url: 'https://github.com/o/r/actions/runs/8'});
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
	const order = ['<h1>Tiny <span class="verdict FAILED">FAILED</span></h1>', '1 completed, 1 failed, 1 not invoked', 'What went wrong', 'ValueError: a &lt; b at functions/b.py:7', 'Look there.', 'functions/b.py:7: check(a)', '<h2 id="graph-title">', '<title>b: FAILED</title>', '<h2 id="timeline-title">', '<table id="nodes">', '<a href="https://github.com/o/r/actions/runs/8">b</a>', 'branch not taken', '<section id="logs"'];
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
	t.notMatch(without.read(), 'reading &lt;');
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

t.test('a run that could not be watched is a page, too', async t => {
	const {reporters, read} = open({a: []});
	reporters.fail(new FaasrTuiError('The store does not answer <soon>.', {code: 'unreachable', hint: 'Check sesame-open.'}));
	t.match(read(), /<title>Tiny: could not be watched<\/title>[\s\S]*does not answer &lt;soon&gt;\. Check \*\*\*\./);
});
