import t from 'tap';
import {type RunId} from '../../../source/core/run/run-id.js';
import {createResumedState} from '../../../source/core/run/create-resumed-state.js';
import {explainNode} from '../../../source/core/run/explain-node.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {createBatch, done, finished, guess, log, raised, run, summarize, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {gh} from '../../support/run-id.js';

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const fan = createTinyWorkflow({a: ['r(3)'], r: ['z'], z: []});
type Facts = Parameters<typeof createBatch>[1];

const ok = (node: string, invoked: Readonly<Record<string, number>> = {}) => [finished(node, 'None', invoked), done(node)];
const again = (node: string, invoked: Readonly<Record<string, number>> = {}) => [log(node, {attempts: 2, result: 'None', invoked}), done(node)];

const resume = (before: RunState, dispatchedRunIds: readonly RunId[] = []): RunState => {
	const plan = planResume(before, {kind: 'failed'});
	return reduce(createResumedState(before, plan, dispatchedRunIds.map(id => ({id}))), {at: 100_000, events: [{type: 'run.triggered', at: 100_000, invocation: plan.invocation!}]});
};

const goOn = (state: RunState, ...batches: readonly Facts[]): RunState => {
	let next = state;
	for (const [index, facts] of batches.entries()) {
		next = reduce(next, createBatch(101_000 + (index * 1000), facts));
	}

	return next;
};

const failedB = tell(diamond, [...ok('a', {b: 1, c: 1}), run(1, 'a', 'completed', 'success')], [raised('b'), run(2, 'b', 'completed', 'failure'), ...ok('c', {d: 1}), run(3, 'c', 'completed', 'success'), run(4, 'd', 'completed', 'success')], []);

t.test('what is kept stays settled, what runs again starts over, and what we dispatch is invoked', async t => {
	t.equal(summarize(failedB), 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:SKIPPED(upstream-failed)');
	const state = resume(failedB);
	t.equal(summarize(state), 'a:COMPLETED b:INVOKED c:COMPLETED d:PENDING');
	t.equal(state.outcome, 'RUNNING');
});

t.test('old log lines and old platform runs of a node that runs again count for nothing', async t => {
	const old = goOn(resume(failedB), [raised('b'), run(2, 'b', 'completed', 'failure'), run(4, 'd', 'completed', 'success')], []);
	t.equal(summarize(old), 'a:COMPLETED b:INVOKED c:COMPLETED d:PENDING');
});

t.test('the resumed run ends by its own evidence, the join by its one new arrival', async t => {
	const state = goOn(resume(failedB), [run(5, 'b', 'in_progress')], again('b', {d: 1}), ok('d'));
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:COMPLETED');
	t.equal(state.outcome, 'COMPLETED');
});

t.test('a join whose one new platform run is red has failed, although the kept predecessor dispatched it once, too', async t => {
	const state = goOn(resume(failedB), [...again('b', {d: 1})], [run(6, 'd', 'completed', 'failure')], []);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-failed)');
});

t.test('a function that fails again takes what is behind it along, even if it leaves its marker', async t => {
	const state = goOn(resume(failedB), [log('b', {attempts: 2, failure: {message: 'again', source: 'executor.py', traceback: []}}), done('b')], []);
	t.equal(summarize(state), 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:SKIPPED(upstream-failed)');
	t.equal(state.outcome, 'FAILED');
});

t.test('a join dispatched by us whose run ended green without doing anything has failed', async t => {
	const before = tell(diamond, ok('a', {b: 1, c: 1}), [...ok('b', {d: 1}), ...ok('c', {d: 1})], [raised('d')], []);
	const state = goOn(resume(before), [run(9, 'd', 'completed', 'success')], []);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)');
});

t.test('the run of one rank belongs to that rank, whether or not its title tells', async t => {
	const before = tell(fan, ok('a', {r: 3}), [...ok('r(1)', {z: 1}), raised('r(2)'), ...ok('r(3)', {z: 1})], []);
	const state = goOn(resume(before), [run(7, 'r', 'completed', 'failure')], []);
	t.same(state.nodes.get('r(2)')?.runIds, [gh(7)]);
	t.equal(summarize(state), 'a:COMPLETED r(1):COMPLETED r(2):FAILED(run-failed) r(3):COMPLETED z:SKIPPED(upstream-failed)');
});

t.test('a run can be resumed again and again', async t => {
	const twice = goOn(resume(failedB), [log('b', {attempts: 2, failure: {message: 'again', source: 'executor.py', traceback: []}})], []);
	const state = goOn(resume(twice), [log('b', {attempts: 2})], [log('b', {attempts: 3, result: 'None', invoked: {d: 1}}), ...ok('d')]);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:COMPLETED');
});

t.test('a function whose missing successors are dispatched counts as completed, and says by whom', async t => {
	const wide = createTinyWorkflow({s: ['b', 'c'], b: ['d'], c: ['d'], d: []});
	const dispatchFailure = {message: 'Forbidden', source: 'scheduler.py', traceback: []};
	const before = tell(wide, [log('s', {result: 'None', invoked: {b: 1}, dispatchFailure}), done('s')], ok('b', {d: 1}), []);
	t.equal(summarize(before), 's:FAILED(dispatch-failed) b:COMPLETED c:SKIPPED(upstream-failed) d:SKIPPED(upstream-failed)');
	const state = resume(before);
	t.equal(summarize(state), 's:COMPLETED b:COMPLETED c:INVOKED d:PENDING');
	t.equal(explainNode(state, 's')?.sentence, 'It finished with result None; a resume dispatched what it could not invoke: c.');
	t.equal(goOn(state, ok('c', {d: 1}), ok('d')).outcome, 'COMPLETED');
});

t.test('what is kept keeps its platform runs; runs of what runs again are gone', async t => {
	const state = goOn(resume(failedB), [run(5, 'b', 'in_progress')]);
	t.same([...state.nodes.values()].map(({runIds}) => runIds), [[gh(1)], [gh(5)], [gh(3)], []]);
	t.same([...state.platformRuns.keys()], [gh(1), gh(3), gh(5)]);
});

t.test('ranks that are kept keep theirs, also where only the order of the runs told them', async t => {
	const before = tell(
		fan,
		[...ok('a', {r: 3}), guess(1, 'r', 'in_progress'), guess(2, 'r', 'in_progress'), guess(3, 'r', 'in_progress')],
		[...ok('r(1)', {z: 1}), raised('r(2)'), ...ok('r(3)', {z: 1}), guess(1, 'r', 'completed', 'success'), guess(2, 'r', 'completed', 'failure'), guess(3, 'r', 'completed', 'success')],
		[],
	);
	const state = goOn(resume(before), [guess(7, 'r', 'in_progress')]);
	t.same(['r(1)', 'r(2)', 'r(3)'].map(id => state.nodes.get(id)?.runIds), [[gh(1)], [gh(7)], [gh(3)]]);
});

t.test('a join that waits for a branch which the resumed run does not take is dead, for an earlier attempt had come to it', async t => {
	const workflow = createTinyWorkflow({a: ['x', 'k'], x: [{True: ['b'], False: []}], b: ['j'], k: ['j'], j: []});
	const before = tell(workflow, ok('a', {x: 1, k: 1}), [...ok('k', {j: 1}), raised('x'), run(9, 'x', 'completed', 'failure')], [], []);
	const after = goOn(resume(before), [log('x', {attempts: 2, result: 'False', hasNoTriggers: true}), done('x')], []);
	t.equal(summarize(after), 'a:COMPLETED x:COMPLETED k:COMPLETED b:NOT_INVOKED(branch-not-taken) j:SKIPPED(dead-join)');
	t.equal(after.outcome, 'FAILED');
});

t.test('an arrival at a join from before the resume, which no list had shown, is not taken for the new one', async t => {
	const state = goOn(resume(failedB, [gh(6)]), [run(6, 'b', 'completed', 'success'), run(5, 'd', 'completed', 'success'), ...again('b', {d: 1})], []);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:INVOKED');
	t.equal(summarize(goOn(state, [run(7, 'd', 'completed', 'success'), ...ok('d')])), 'a:COMPLETED b:COMPLETED c:COMPLETED d:COMPLETED');
});

t.test('a join whose dispatch was refused, and which only what runs again could have invoked, waits in vain for a branch not taken', async t => {
	const workflow = createTinyWorkflow({a: ['b', 'e'], b: [{True: [], False: ['c']}], c: ['e'], e: []});
	const before = tell(workflow, [log('a', {result: 'None', dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}}), done('a')], []);
	t.equal(summarize(before), 'a:FAILED(dispatch-failed) b:SKIPPED(upstream-failed) c:SKIPPED(upstream-failed) e:SKIPPED(upstream-failed)');
	const state = goOn(resume(before), [finished('b', 'True'), done('b')], []);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:NOT_INVOKED(branch-not-taken) e:SKIPPED(dead-join)');
	t.equal(state.outcome, 'FAILED');
});

t.test('what was skipped and cannot run again either is told by what stands in its way now, and so is what is downstream of it', async t => {
	const workflow = createTinyWorkflow({a: [{True: ['c'], False: []}, 'd'], c: ['e'], d: ['e'], e: ['f'], f: []});
	const before = tell(workflow, [finished('a', 'False', {d: 1}), done('a')], [log('d', {failure: {message: 'x', source: 'executor.py', traceback: []}})], []);
	t.equal(summarize(before), 'a:COMPLETED c:NOT_INVOKED(branch-not-taken) d:FAILED(function-error) e:SKIPPED(upstream-failed) f:SKIPPED(upstream-failed)');
	const state = goOn(resume(before), again('d', {e: 1}), []);
	t.equal(summarize(state), 'a:COMPLETED c:NOT_INVOKED(branch-not-taken) d:COMPLETED e:SKIPPED(dead-join) f:SKIPPED(upstream-failed)');
	t.same(['e', 'f'].map(id => state.nodes.get(id)?.sentence), ['never ran: waits for c, whose branch was not taken', 'upstream e was skipped']);
	t.equal(state.outcome, 'FAILED');
});
