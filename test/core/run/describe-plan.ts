import t from 'tap';
import {describePlan, renderPlanLines} from '../../../source/core/run/describe-plan.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {done, finished, log, raised, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const mixed = createTinyWorkflow({a: ['b', 'q'], b: ['j'], q: [{True: ['x'], False: ['y']}], x: ['j'], y: [], j: []});
const state = tell(
	mixed,
	[finished('a', 'None', {b: 1, q: 1}), done('a')],
	[raised('b'), done('b'), finished('q', 'False', {y: 1}), done('q')],
	[finished('y'), done('y')],
	[],
);

t.test('more than three ranks of an action are counted, all of them or some of all', async t => {
	const ranked = createTinyWorkflow({a: ['b(5)'], b: []});
	const ranks = [1, 2, 3, 4, 5].map(rank => `b(${rank})`);
	const begun = [finished('a', 'None', {b: 5}), done('a')];
	t.match(renderPlanLines(planResume(tell(ranked, begun, ranks.flatMap(id => [raised(id), done(id)]), []), {kind: 'failed'})), ['Within', '  dispatch   5 ranks of b', '  rerun      5 ranks of b']);
	t.match(renderPlanLines(planResume(tell(ranked, begun, [finished('b(1)'), done('b(1)'), ...ranks.slice(1).flatMap(id => [raised(id), done(id)])], []), {kind: 'failed'})), ['Within', '  dispatch   4 of 5 ranks of b', '  rerun      4 of 5 ranks of b']);
});

t.test('a plan says what is dispatched, runs again, is kept, stays and is deleted', async t => {
	const {id, timestamp} = state.invocation ?? {};
	t.same(renderPlanLines(planResume(state, {kind: 'failed'})), [
		`Within invocation ${id} of ${timestamp}`,
		'  dispatch   b',
		'  rerun      b',
		'  keep       a, q, x, y, j',
		'  blocked    j: waits for x, whose branch was not taken',
		'  delete     function_completions/b.done',
	]);
	t.same(renderPlanLines(planResume(state, {kind: 'workflow'})), [
		'As a new run',
		'  dispatch   a',
		'  rerun      a, b, q, x (if its branch is taken), y (if its branch is taken), j (if its branch is taken)',
		'  keep       nothing',
		'  delete     nothing',
	]);
});

t.test('a refused plan says why and nothing else', async t => {
	const plan = planResume(state, {kind: 'node', node: 'a'});
	t.match(renderPlanLines(plan), [/^Cannot resume: a is the entry action/]);
	t.same(describePlan(plan).parts, []);
	t.equal(describePlan(plan).refusal, plan.refusal);
});

t.test('what is dispatched in place of a function that did its work is told with it', async t => {
	const chain = createTinyWorkflow({a: ['b'], b: []});
	const dispatchFailure = {message: 'Forbidden', source: 'scheduler.py', traceback: []};
	const refused = tell(chain, [log('a', {result: 'None', dispatchFailure}), done('a')], []);
	t.same(renderPlanLines(planResume(refused, {kind: 'failed'})).slice(1), [
		'  dispatch   b',
		'  complete   a, which could not invoke b',
		'  rerun      b',
		'  keep       a',
		'  delete     function_completions/b.done',
	]);
});
