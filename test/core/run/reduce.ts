import t from 'tap';
import {reduce} from '../../../source/core/run/reduce.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {createTinyWorkflow} from '../../fixtures/core/tiny-workflow.js';
import {
	cancelled, cancelRequested, createBatch, done, finished, log, raised, run, summarize, tell, watchFailed, watchRecovered,
} from '../../fixtures/core/story.js';

type Story = {
	readonly title: string;
	readonly edges: Readonly<Record<string, readonly InvokeNextEntry[]>>;
	readonly batches: Array<Parameters<typeof tell>[1]>;
	readonly statuses: string;
	readonly outcome: string;
};

const chain = {a: ['b'], b: []};
const diamond = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};
const branches = {a: [{True: ['b'], False: ['c']}], b: ['b2'], b2: [], c: ['c2'], c2: ['c3'], c3: []};
const deadJoin = {a: [{True: ['b'], False: ['c']}], b: ['d'], c: ['d'], d: ['e'], e: []};
const ranked = {a: ['r(3)'], r: ['z'], z: []};

const stories: readonly Story[] = [
	{
		title: 'a triggered run has its entry invoked and the rest pending',
		edges: chain, batches: [[]], statuses: 'a:INVOKED b:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a log object means running, a finish line with its dispatch completed',
		edges: chain, batches: [[log('a')], [done('a'), finished('a', 'None', {b: 1}), log('b')]], statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'the run completes with its last node',
		edges: chain, batches: [[finished('a', 'None', {b: 1})], [finished('b')]], statuses: 'a:COMPLETED b:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a finish line without its dispatch is not completed yet',
		edges: chain, batches: [[finished('a')]], statuses: 'a:RUNNING b:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'an ERROR after .done is a failure and what follows is skipped at once',
		edges: chain, batches: [[done('a'), log('a')], [raised('a')]], statuses: 'a:FAILED(function-error) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a caught error of an API module is a warning',
		edges: {a: []}, batches: [[log('a', {warnings: ['S3 object not found']})], [finished('a')]], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a refused dispatch names who was not reached, and who was reached still runs',
		edges: {a: ['b', 'c'], b: [], c: []},
		batches: [[log('a', {result: 'None', invoked: {b: 1}, dispatchFailure: {message: 'No response from GitHub', source: 'scheduler.py', traceback: []}})]],
		statuses: 'a:FAILED(dispatch-failed) b:INVOKED c:SKIPPED(upstream-failed)', outcome: 'RUNNING',
	},
	{
		title: 'the untaken branch is not invoked at any depth as soon as the answer is known',
		edges: branches, batches: [[finished('a', 'True')]],
		statuses: 'a:RUNNING b:PENDING c:NOT_INVOKED(branch-not-taken) b2:PENDING c2:NOT_INVOKED(branch-not-taken) c3:NOT_INVOKED(branch-not-taken)', outcome: 'RUNNING',
	},
	{
		title: 'a run completes although a branch was not taken',
		edges: branches, batches: [[finished('a', 'True', {b: 1})], [finished('b', 'None', {b2: 1}), finished('b2')]],
		statuses: 'a:COMPLETED b:COMPLETED c:NOT_INVOKED(branch-not-taken) b2:COMPLETED c2:NOT_INVOKED(branch-not-taken) c3:NOT_INVOKED(branch-not-taken)', outcome: 'COMPLETED',
	},
	{
		title: 'a join of exclusive branches never runs, and the run does not pass for completed',
		edges: deadJoin, batches: [[finished('a', 'True', {b: 1})], [finished('b', 'None', {d: 1})]],
		statuses: 'a:COMPLETED b:COMPLETED c:NOT_INVOKED(branch-not-taken) d:SKIPPED(dead-join) e:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a join waits for all, whichever of its predecessors dispatched it first',
		edges: diamond, batches: [[finished('a', 'None', {b: 1, c: 1})], [finished('b', 'None', {d: 1}), log('c')]],
		statuses: 'a:COMPLETED b:COMPLETED c:RUNNING d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'a join whose predecessor raised after .done still runs when the other dispatches it',
		edges: diamond,
		batches: [[finished('a', 'None', {b: 1, c: 1})], [done('b'), raised('b'), log('c')], [finished('c', 'None', {d: 1}), log('d')], [finished('d')]],
		statuses: 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:COMPLETED', outcome: 'FAILED',
	},
	{
		title: 'a join whose predecessor died without .done is skipped once a later listing lacks the marker',
		edges: diamond,
		batches: [[finished('a', 'None', {b: 1, c: 1})], [raised('b'), log('c')], []],
		statuses: 'a:COMPLETED b:FAILED(function-error) c:RUNNING d:SKIPPED(upstream-failed)', outcome: 'RUNNING',
	},
	{
		title: 'the listing that came before the failure proves nothing about its marker',
		edges: diamond,
		batches: [[finished('a', 'None', {b: 1, c: 1})], [raised('b'), log('c')]],
		statuses: 'a:COMPLETED b:FAILED(function-error) c:RUNNING d:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a join that both predecessors failed to dispatch is skipped',
		edges: diamond,
		batches: [[finished('a', 'None', {b: 1, c: 1})], [done('b'), done('c'), raised('b'), raised('c')]],
		statuses: 'a:COMPLETED b:FAILED(function-error) c:FAILED(function-error) d:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a join dispatched too early and never again is skipped when its runs have ended without work',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1})],
			[finished('b', 'None', {d: 1}), run(10, 'd', 'queued'), log('c')],
			[run(10, 'd', 'completed', 'success')],
			[done('c'), raised('c')],
		],
		statuses: 'a:COMPLETED b:COMPLETED c:FAILED(function-error) d:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a join none of whose runs did the work has failed',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})],
			[run(10, 'd', 'completed', 'success'), run(11, 'd', 'in_progress')],
			[run(11, 'd', 'completed', 'success')], [],
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'a red run without .done fails a node, after a listing that began later',
		edges: chain,
		batches: [[run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'failure')], []],
		statuses: 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'the end of a run counts only with a listing that began after it',
		edges: chain,
		batches: [[run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'failure')]],
		statuses: 'a:RUNNING b:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a red run of a join says nothing while another of its runs is alive',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})],
			[run(10, 'd', 'completed', 'failure'), run(11, 'd', 'in_progress')], [],
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'a red run of a join says nothing while a predecessor may still dispatch it',
		edges: diamond,
		batches: [[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), log('c')], [run(10, 'd', 'completed', 'failure')], []],
		statuses: 'a:COMPLETED b:COMPLETED c:RUNNING d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'a green run without .done is no proof of work',
		edges: {a: []}, batches: [[run(1, 'a', 'completed', 'success')], []], statuses: 'a:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: '.done without a finish line is believed when its platform run ends well',
		edges: {a: []}, batches: [[done('a'), log('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'success')], []], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: '.done with a red run and no finish line is a failure',
		edges: chain, batches: [[done('a'), log('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'failure')], []],
		statuses: 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: '.done is believed when a successor that only it can have started appears',
		edges: chain, batches: [[done('a')], [log('b')]], statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: '.done and silence are not believed before the grace is over',
		edges: {a: []}, batches: [[done('a')], [], [], [], []], statuses: 'a:RUNNING', outcome: 'RUNNING',
	},
	{
		title: '.done and silence for the grace are believed where no platform run is known',
		edges: {a: []}, batches: [[done('a')], [], [], [], [], []], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'ranks are told apart by the order of their runs, so the one that died is named while the others run',
		edges: ranked,
		batches: [
			[finished('a', 'None', {r: 3})],
			[run(21, 'r', 'in_progress'), run(22, 'r', 'in_progress'), run(23, 'r', 'in_progress'), log('r(1)'), log('r(3)')],
			[run(22, 'r', 'completed', 'failure')], [],
		],
		statuses: 'a:COMPLETED r(1):RUNNING r(2):FAILED(run-failed) r(3):RUNNING z:SKIPPED(upstream-failed)', outcome: 'RUNNING',
	},
	{
		title: 'a rank in the run\'s name is believed over the order',
		edges: ranked,
		batches: [
			[finished('a', 'None', {r: 3})],
			[run(21, 'r', 'completed', 'failure', 3), run(22, 'r', 'in_progress', undefined, 1), run(23, 'r', 'in_progress', undefined, 2)], [],
		],
		statuses: 'a:COMPLETED r(1):RUNNING r(2):RUNNING r(3):FAILED(run-failed) z:SKIPPED(upstream-failed)', outcome: 'RUNNING',
	},
	{
		title: 'where the order contradicts the logs, the dead rank is named when all runs have ended',
		edges: ranked,
		batches: [
			[finished('a', 'None', {r: 3})],
			[run(21, 'r', 'completed', 'failure'), run(22, 'r', 'in_progress'), run(23, 'r', 'in_progress'), done('r(1)'), finished('r(1)', 'None', {z: 1})],
			[done('r(2)'), finished('r(2)', 'None', {z: 1}), run(22, 'r', 'completed', 'success'), run(23, 'r', 'completed', 'success')], [],
		],
		statuses: 'a:COMPLETED r(1):COMPLETED r(2):COMPLETED r(3):FAILED(run-failed) z:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a rank is invoked when so many dispatches are logged',
		edges: ranked, batches: [[log('a', {result: 'None', invoked: {r: 2}})]],
		statuses: 'a:RUNNING r(1):INVOKED r(2):INVOKED r(3):PENDING z:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a run cancelled by somebody on the platform is cancelled, not failed',
		edges: chain, batches: [[run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'cancelled')], []],
		statuses: 'a:CANCELLED(cancelled-on-platform) b:SKIPPED(upstream-failed)', outcome: 'CANCELLED',
	},
	{
		title: 'a process that logs an ERROR as it is cancelled was cancelled by the user',
		edges: chain, batches: [[log('a'), run(1, 'a', 'in_progress')], [cancelRequested], [raised('a', 'func_stdout'), run(1, 'a', 'completed', 'cancelled')], [], [cancelled]],
		statuses: 'a:CANCELLED(cancelled-by-user) b:SKIPPED(upstream-failed)', outcome: 'CANCELLED',
	},
	{
		title: 'what a cancelled run had not settled is cancelled by the user',
		edges: chain, batches: [[log('a')], [cancelRequested], [cancelled]],
		statuses: 'a:CANCELLED(cancelled-by-user) b:CANCELLED(cancelled-by-user)', outcome: 'CANCELLED',
	},
	{
		title: 'facts of nodes that the workflow does not have are passed over',
		edges: {a: []}, batches: [[log('ghost'), done('ghost'), run(9, 'ghost', 'in_progress'), finished('a')]], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
];

for (const {title, edges, batches, statuses, outcome} of stories) {
	t.test(title, async t => {
		const state = tell(createTinyWorkflow(edges), ...batches);
		t.equal(summarize(state), statuses);
		t.equal(state.outcome, outcome);
	});
}

t.test('a run is given up when nothing new was seen for the timeout, and growth alone keeps it going', async t => {
	const workflow = createTinyWorkflow(chain);
	const started = tell(workflow, [log('a')]);
	const grown = reduce(started, createBatch(100_000, [log('a', {sizeBytes: 9})]));
	t.equal(reduce(grown, createBatch(219_999, [])).outcome, 'RUNNING');
	const late = reduce(grown, createBatch(220_000, []));
	t.equal(late.outcome, 'TIMEOUT');
	t.equal(summarize(late), 'a:TIMEOUT(no-change) b:TIMEOUT(no-change)');
	t.equal(late.nodes.get('a')?.sentence, 'Nothing new was observed for 120 s');
});

t.test('nothing happens to a run that was not triggered, and nothing more to one that has ended', async t => {
	const workflow = createTinyWorkflow({a: []});
	const idle = createRunState(workflow);
	t.equal(reduce(idle, createBatch(1e9, [])).outcome, 'IDLE');
	const ended = tell(workflow, [finished('a')]);
	t.equal(reduce(ended, createBatch(5000, [raised('a')])), ended);
});

t.test('a source that cannot be watched is told, and told when it answers again', async t => {
	const workflow = createTinyWorkflow({a: []});
	const failing = tell(workflow, [watchFailed('bucket')]);
	t.equal(failing.watchFailures.bucket, 'bucket is away');
	t.equal(reduce(failing, createBatch(2000, [watchRecovered('bucket')])).watchFailures.bucket, undefined);
	t.equal(failing.outcome, 'RUNNING');
});

t.test('a dispatch failure says which successors were reached and which were not', async t => {
	const state = tell(createTinyWorkflow({a: ['b', 'c'], b: [], c: []}), [
		log('a', {result: 'None', invoked: {b: 1}, dispatchFailure: {message: 'refused', source: 'scheduler.py', traceback: []}}),
	]);
	t.equal(state.nodes.get('a')?.sentence, 'refused (not invoked: c; invoked: b)');
});
