import t from 'tap';
import {type RunEvent} from '../../../source/core/run/events.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {createBatch, done, log, run, tell, watchFailed, watchRecovered} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {gh} from '../../support/run-id.js';

const workflow = createTinyWorkflow({a: ['b'], b: []});
const resumed = (at: number): RunEvent => ({type: 'watch.resumed', at});

t.test('what was seen before, or is older than what is known, changes nothing', async t => {
	const facts = [log('a', {sizeBytes: 9}), done('a'), run(1, 'a', 'in_progress')];
	const state = tell(workflow, facts);
	const again = [...facts, log('a', {sizeBytes: 5})].map(fact => () => fact(1000));
	t.equal(reduce(state, createBatch(1000, again)), state);
	t.equal(reduce(state, createBatch(1000, [() => log('a', {sizeBytes: 99})(500)])), state, 'an older look at the log');
	t.equal(reduce(state, createBatch(1000, [() => log('a', {sizeBytes: 10})(1000)])).nodes.get('a')?.log?.sizeBytes, 10, 'of two looks at the same time the one that saw more');
	t.equal(reduce(state, createBatch(1000, [run(1, 'a', 'queued')])), state, 'a run does not go back');
});

t.test('of a failure and a recovery seen at the same moment the failure counts, in either order', async t => {
	const [failed, recovered] = [watchFailed('bucket'), watchRecovered('bucket')];
	for (const facts of [[failed, recovered], [recovered, failed]]) {
		t.equal(tell(workflow, facts).watchFailures.bucket, 'bucket is away');
	}
});

t.test('when the platform is tried again is kept until it answers', async t => {
	const blocked = (at: number): RunEvent => ({type: 'watch.failed', at, source: 'platform', message: 'too many requests', retryAt: 60_000});
	const waiting = tell(workflow, [blocked]);
	t.equal(waiting.platformRetryAt, 60_000);
	t.equal(reduce(waiting, createBatch(2000, [watchFailed('bucket')])).platformRetryAt, 60_000, 'whatever becomes of the bucket');
	t.notOk('platformRetryAt' in reduce(waiting, createBatch(61_000, [watchRecovered('platform')])));
});

t.test('after a clock was set back what was seen later than now was seen now, and silence counts anew', async t => {
	const before = reduce(tell(workflow), createBatch(90_000, [log('a'), done('a'), run(1, 'a', 'in_progress')]));
	const after = reduce(before, createBatch(30_000, [resumed]));
	t.match(after, {triggeredAt: 0, changedAt: 30_000});
	t.match(after.nodes.get('a'), {startedAt: 30_000, doneAt: 30_000, logGrewAt: 30_000});
	t.match(after.platformRuns.get(gh(1)), {seenAt: 30_000, beganAt: 30_000});
	t.equal(after.nodes.get('b'), before.nodes.get('b'), 'what has no such time stays the same object');
});

t.test('after a gap with the clock right nothing but the count of silence changes, and told again nothing at all', async t => {
	const before = tell(workflow, [log('a'), run(1, 'a', 'in_progress')]);
	const after = reduce(before, createBatch(500_000, [resumed]));
	t.match(after, {outcome: 'RUNNING', changedAt: 500_000});
	t.equal(after.platformRuns, before.platformRuns);
	t.equal(reduce(after, createBatch(500_000, [resumed])), after);
});

t.test('the budget is kept, the smaller of two told at once, and is no news that keeps a run alive', async t => {
	const budget = (remaining: number) => (at: number) => ({type: 'platform.budget', at, budget: {remaining, limit: 5000, resetAt: 9}} as const);
	const state = reduce(tell(workflow, [log('a')]), createBatch(100_000, [budget(4000), budget(3999)]));
	t.equal(state.platformBudget?.remaining, 3999);
	t.equal(state.changedAt, 1000);
	t.equal(reduce(state, createBatch(120_999, [budget(3999)])), state, 'the same budget changes nothing');
});

t.test('a failure that turned out to be text leaves no trace of when it was seen', async t => {
	const text = log('a', {failure: {message: 'text', source: 'executor.py', traceback: []}, mayBeText: true});
	const failed = log('a', {failure: {message: 'boom', source: 'executor.py', traceback: []}});
	t.equal(tell(workflow, [text], [log('a')]).nodes.get('a')?.failureSeenAt, undefined);
	t.equal(tell(workflow, [text], [log('a')], [failed]).nodes.get('a')?.failureSeenAt, 3000);
	t.equal(tell(workflow, [failed], [failed]).nodes.get('a')?.failureSeenAt, 1000);
});

t.test('the log of a run that is over is kept, and is no news that keeps the others waiting', async t => {
	const failed = tell(createTinyWorkflow({a: ['b', 'c'], b: [], c: []}), [log('a'), run(1, 'a', 'completed', 'failure')], []);
	const told = reduce(failed, createBatch(9000, [at => ({type: 'run-log.observed', at, node: 'a', runId: gh(1)})]));
	t.match(told.nodes.get('a'), {status: 'FAILED', runLog: {runId: gh(1)}});
	t.equal(told.changedAt, failed.changedAt);
});
