import t from 'tap';
import {reduce} from '../../../source/core/run/reduce.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {chain, diamond, quiet, testStories, type RunStory} from '../../support/core/run-stories.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {
	cancelled, cancelRequested, createBatch, done, finished, guess, log, raised, run, summarize, tell, watchFailed, watchRecovered,
} from '../../support/core/story.js';

const branches = {a: [{True: ['b'], False: ['c']}], b: ['b2'], b2: [], c: ['c2'], c2: ['c3'], c3: []};
const deadJoin = {a: [{True: ['b'], False: ['c']}], b: ['d'], c: ['d'], d: ['e'], e: []};
const ranked = {a: ['r(3)'], r: ['z'], z: []};

const stories: readonly RunStory[] = [
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
		title: 'a join whose winner began and ended green without .done has failed, too',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})],
			[run(10, 'd', 'completed', 'success'), run(11, 'd', 'completed', 'success'), log('d')], ...quiet(11),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'with fewer runs than dispatches a join is not given up: one may be missing in the list',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})],
			[run(10, 'd', 'completed', 'success')], ...quiet(90),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'a join whose runs may be another invocation\'s is given up only when its own must be listed',
		edges: diamond,
		batches: [
			[guess(10, 'd', 'completed', 'success'), guess(11, 'd', 'completed', 'success')], ...quiet(30),
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})], ...quiet(14),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'and then it is',
		edges: diamond,
		batches: [
			[guess(10, 'd', 'completed', 'success'), guess(11, 'd', 'completed', 'success')], ...quiet(30),
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})], ...quiet(15),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'a contested join is decided a minute after the last of all runs has ended',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})],
			[guess(10, 'd', 'completed', 'success'), guess(11, 'd', 'completed', 'success'), guess(12, 'd', 'completed', 'success')], ...quiet(61),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'a red run that may be another invocation\'s proves nothing before the node\'s own must be listed',
		edges: chain,
		batches: [[guess(10, 'b', 'completed', 'failure')], ...quiet(30), [finished('a', 'None', {b: 1})], ...quiet(14)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'nor while the platform cannot be asked',
		edges: chain,
		batches: [[finished('a', 'None', {b: 1})], [guess(10, 'b', 'completed', 'failure'), watchFailed('platform')], ...quiet(40)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
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
		edges: {a: []}, batches: [[run(1, 'a', 'completed', 'success')], ...quiet(11)], statuses: 'a:FAILED(run-did-nothing)', outcome: 'FAILED',
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
		statuses: 'a:CANCELLED(cancelled-by-user) b:CANCELLED(cancelled-by-user)', outcome: 'CANCELLED',
	},
	{
		title: 'what a cancelled run had not settled is cancelled by the user',
		edges: chain, batches: [[log('a')], [cancelRequested], [cancelled]],
		statuses: 'a:CANCELLED(cancelled-by-user) b:CANCELLED(cancelled-by-user)', outcome: 'CANCELLED',
	},
	{
		title: 'another invocation\'s red run fails no node that was not dispatched yet',
		edges: chain, batches: [[log('a'), guess(2, 'b', 'completed', 'failure')], ...quiet(70)],
		statuses: 'a:RUNNING b:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'of two runs that may be ours the red one proves nothing while the other is alive',
		edges: chain,
		batches: [[finished('a', 'None', {b: 1})], [guess(2, 'b', 'completed', 'failure'), guess(3, 'b', 'in_progress')], ...quiet(70)],
		statuses: 'a:COMPLETED b:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'S3 decides where runs cannot be told apart',
		edges: chain,
		batches: [[finished('a', 'None', {b: 1})], [guess(2, 'b', 'completed', 'failure'), guess(3, 'b', 'in_progress')], [done('b'), finished('b')]],
		statuses: 'a:COMPLETED b:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a marker is not believed while a run that may be ours is alive',
		edges: {a: ['b'], b: []},
		batches: [[finished('a', 'None', {b: 1})], [done('b'), guess(2, 'b', 'completed', 'success'), guess(3, 'b', 'in_progress')], ...quiet(20)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'a red run that may be another\'s does not belie a marker whose own run went well',
		edges: {a: ['b'], b: []},
		batches: [[finished('a', 'None', {b: 1})], [done('b'), guess(2, 'b', 'completed', 'failure'), guess(3, 'b', 'completed', 'success')], ...quiet(8)],
		statuses: 'a:COMPLETED b:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'elimination: all runs that may be ours have ended for a minute, and there is no marker',
		edges: chain,
		batches: [[finished('a', 'None', {b: 1})], [guess(2, 'b', 'completed', 'failure'), guess(3, 'b', 'completed', 'success')], ...quiet(61)],
		statuses: 'a:COMPLETED b:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'the only run that can be ours is not believed at once: ours may be missing in the list yet',
		edges: chain, batches: [[finished('a', 'None', {b: 1})], [guess(2, 'b', 'completed', 'failure')], ...quiet(13)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'the only run that can be ours is believed when no other appears',
		edges: chain, batches: [[finished('a', 'None', {b: 1})], [guess(2, 'b', 'completed', 'failure')], ...quiet(16)],
		statuses: 'a:COMPLETED b:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'the run that our dispatch returned is ours, whatever else is there',
		edges: chain, batches: [[run(1, 'a', 'in_progress'), guess(2, 'a', 'completed', 'failure')], [run(1, 'a', 'completed', 'cancelled')], []],
		statuses: 'a:CANCELLED(cancelled-on-platform) b:SKIPPED(upstream-failed)', outcome: 'CANCELLED',
	},
	{
		title: 'guessed runs of ranks are not taken for ranks when there are too many of them',
		edges: ranked,
		batches: [[finished('a', 'None', {r: 3})], [guess(21, 'r', 'completed', 'failure'), ...[22, 23, 24].map(id => guess(id, 'r', 'in_progress'))], ...quiet(70)],
		statuses: 'a:COMPLETED r(1):INVOKED r(2):INVOKED r(3):INVOKED z:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'facts of nodes that the workflow does not have are passed over',
		edges: {a: []}, batches: [[log('ghost'), done('ghost'), run(9, 'ghost', 'in_progress'), finished('a')]], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
];

testStories(t, stories);

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

t.test('a run that is given up while it waits for a runner says since when, and how to wait longer', async t => {
	const workflow = createTinyWorkflow(chain);
	const queued = tell(workflow, [run(7, 'a', 'queued')]);
	const late = reduce(queued, createBatch(121_000, []));
	t.same([...late.nodes.values()].map(({status, sentence}) => `${status}: ${sentence}`), [
		'TIMEOUT: Its platform run 7 was still queued, since 00:00:01 UTC, and nothing else was new for 120 s; --timeout waits longer for a runner',
		'TIMEOUT: Nothing new was observed for 120 s',
	]);
	const blind = reduce(tell(workflow, [log('a'), watchFailed('platform')]), createBatch(121_000, []));
	t.equal(blind.nodes.get('a')?.sentence, 'Nothing new was observed for 120 s, and the platform could not be watched');
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

t.test('a node that waits for a runner says for how long, minute by minute', async t => {
	const workflow = createTinyWorkflow({a: []});
	const started = tell(workflow, [run(1, 'a', 'queued')]);
	const told = [59_000, 61_000, 119_000].map(at => reduce(started, createBatch(at, [])).nodes.get('a')?.sentence);
	t.same(told, [undefined, 'Queued for 1m: no runner has taken it yet', 'Queued for 1m: no runner has taken it yet']);
	const waited = reduce(started, createBatch(61_000, []));
	t.equal(reduce(waited, createBatch(62_000, [run(1, 'a', 'in_progress')])).nodes.get('a')?.sentence, undefined);
});
