import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {watchRun} from '../../../source/run/runner/watch-run.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {readTraceWorkflow} from '../../support/traces/read-trace-workflow.js';
import {createReplay, type ReplayOptions} from '../../support/traces/replay.js';
import {allCompleted, completed, notTaken, traceVerdicts} from '../../support/traces/trace-verdicts.js';

type WatchOptions = ReplayOptions & {
	/** @default 1000 */
	readonly checkIntervalMs?: number;
	/** How long after the dispatch the first look is made (ms). @default 0 */
	readonly phaseMs?: number;
};

/** Watches a recorded run on a virtual clock until its verdict, and tells when each node settled (ms after the dispatch). */
const watchTrace = async (name: string, {checkIntervalMs = 1000, phaseMs = 0, ...options}: WatchOptions = {}) => {
	const workflow = readTraceWorkflow(name);
	const clock = createVirtualClock(1_000_000);
	const {invocation, platform, bucket, counts} = createReplay(name, workflow.name, clock, options);
	const store = createRunStore(createRunState(workflow, 120_000));
	const at = clock.now();
	store.apply({at, events: [{type: 'run.triggered', at, invocation}]});
	await clock.advance(phaseMs);
	const monitor = createMonitor({workflow, invocation, since: at, platform, logBucket: bucket, doneBucket: bucket, clock});
	const watching = watchRun({store, monitor, clock, checkIntervalMs, signal: new AbortController().signal});
	await clock.advance(200_000);
	await watching;
	const state = store.getSnapshot();
	return {
		outcome: state.outcome,
		endedMs: (state.endedAt ?? 0) - at,
		nodes: Object.fromEntries([...state.nodes.values()].map(node => [node.id, `${node.status} ${node.reason ?? ''}`.trim()])),
		endedMsOf: (id: string) => (state.nodes.get(id)?.endedAt ?? 0) - at,
		lines: store.logs.getSnapshot(),
		counts,
	};
};

t.test('a run that succeeds: both joins, both conditionals, five ranks, and the verdict with the last evidence', async t => {
	const {outcome, nodes, endedMs} = await watchTrace('integration-success');
	t.equal(outcome, 'COMPLETED');
	const {'test-dontrun-false': dontRunFalse, 'test-dontrun-true': dontRunTrue, ...rest} = nodes;
	t.equal(dontRunFalse, notTaken);
	t.equal(dontRunTrue, notTaken);
	t.equal(Object.keys(rest).length, 12);
	t.same([...new Set(Object.values(rest))], [completed]);
	t.ok(endedMs >= 24_136 && endedMs <= 24_136 + 1200, `verdict at ${endedMs} ms, the last evidence was at 24136`);
});

t.test('a rank that dies before its first log line: failed when its run ends, the join behind it skipped, no timeout', async t => {
	const {outcome, nodes, endedMs, endedMsOf} = await watchTrace('rank-died-silently');
	t.equal(outcome, 'FAILED');
	t.equal(nodes['test-rank(5)'], 'FAILED run-failed');
	t.equal(nodes['sync2'], 'SKIPPED upstream-failed');
	t.same(['1', '2', '3', '4'].map(rank => nodes[`test-rank(${rank})`]), [completed, completed, completed, completed]);
	t.ok(endedMsOf('test-rank(5)') >= 18_605 && endedMsOf('test-rank(5)') <= 18_605 + 2000, `named at ${endedMsOf('test-rank(5)')} ms, the run ended at 18605`);
	t.ok(endedMs <= 21_000, `verdict at ${endedMs} ms`);
});

t.test('an error after .done: the function has failed, the join still ran and its untaken branch is known at any depth', async t => {
	const {outcome, nodes, endedMs} = await watchTrace('error-after-done');
	t.equal(outcome, 'FAILED');
	t.equal(nodes['test-r-api'], 'FAILED function-error');
	t.equal(nodes['sync1'], completed);
	t.equal(nodes['test-dontrun-false'], completed);
	const behind = Object.entries(nodes).filter(([id]) => /test-run-true|test-run-false|test-dontrun-true|test-rank|sync2/u.test(id));
	t.equal(behind.length, 9);
	t.same([...new Set(behind.map(([, status]) => status))], [notTaken]);
	t.ok(endedMs <= 12_048 + 1200, `verdict at ${endedMs} ms, the last evidence was at 12048`);
});

t.test('every line of every log is handed out once, and only new bytes are read', async t => {
	const {lines, counts} = await watchTrace('integration-success');
	const logs = (await counts.list('')).filter(object => object.key.endsWith('.txt'));
	const texts = await Promise.all(logs.map(async object => new TextDecoder().decode((await counts.read(object.key))?.bytes)));
	t.equal(lines.length, texts.join('').split('\n').length - 1);
});

t.test('a tick costs one listing and one read for each log that grew, and a byte is read once, but for the overlap', async t => {
	const {counts} = await watchTrace('integration-success');
	const {listCount, readCount, bytesRead} = counts;
	const size = (await counts.list('')).filter(object => object.key.endsWith('.txt')).reduce((sum, object) => sum + object.sizeBytes, 0);
	t.ok(listCount <= 26, `${listCount} listings in 25 s`);
	t.ok(bytesRead <= size + (readCount * 64), `${bytesRead} bytes read of ${size} in ${readCount} reads`);
});

t.test('a check interval of a minute is kept, and a marker or a log is noticed however late', async t => {
	const {outcome, endedMs, counts} = await watchTrace('integration-success', {checkIntervalMs: 60_000});
	t.equal(outcome, 'COMPLETED');
	t.equal(counts.listCount, 2, 'one look at the start and one a minute later');
	t.equal(endedMs, 60_000);
});

for (const {name, says, outcome, statuses, evidenceMs, isOnPlatform} of traceVerdicts.filter(({hasTitles}) => hasTitles)) {
	for (const [kind, isPlain, pollIntervalMs, latestMs] of [
		['on the local cloud', false, 500, 2500], ['on GitHub', false, 15_000, 6000], ['on GitHub with plain files', true, 15_000, 12_000],
	] as const) {
		t.test(`${name} ${kind}: ${says}`, async t => {
			for (const phaseMs of [0, 130, 260, 390, 520, 650, 780, 910]) {
				const seen = await watchTrace(name, {phaseMs, isPlain, pollIntervalMs});
				t.same(seen.nodes, statuses, `first look after ${phaseMs} ms`);
				t.equal(seen.outcome, outcome);
				const bound = evidenceMs + (isOnPlatform === true ? latestMs : 1200);
				t.ok(seen.endedMs >= evidenceMs && seen.endedMs <= bound, `verdict at ${seen.endedMs} ms, between ${evidenceMs} and ${bound}`);
			}
		});
	}
}

t.test('resume-left watched from its second attempt on, or when all is over: what ran again counts by its last attempt', async t => {
	for (const phaseMs of [18_200, 20_500, 40_000]) {
		const {outcome, nodes} = await watchTrace('resume-left', {phaseMs, pollIntervalMs: 15_000});
		t.same(nodes, allCompleted('start', 'left', 'right', 'end', 'after'), `first look after ${phaseMs} ms`);
		t.equal(outcome, 'COMPLETED');
	}
});
