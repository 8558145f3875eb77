import t from 'tap';
import {explainNode, type NodeExplanation} from '../../../source/core/run/explain-node.js';
import {createResumedState} from '../../../source/core/run/create-resumed-state.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {type NodeState, type RunState} from '../../../source/core/run/run-state.js';
import {done, finished, guess, log, raised, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const branch = createTinyWorkflow({a: ['q'], q: [{True: ['x'], False: ['y']}], x: [], y: []});
const a = [finished('a', 'None', {b: 1, c: 1}), done('a')];

const explain = (state: RunState, id: string): NodeExplanation => {
	const explanation = explainNode(state, id);
	if (explanation === undefined) {
		throw new Error(`no node ${id}`);
	}

	return explanation;
};

const tellEvidence = (state: RunState, id: string): readonly string[] =>
	explain(state, id).evidence.map(({at, text}) => `${at === undefined ? '-' : at / 1000} ${text}`);

t.test('a function that raised after its marker: the marker first, then the ERROR', async t => {
	const state = tell(diamond, a, [log('b', {attempts: 2})], [raised('b', 'ValueError: no column'), done('b')], []);
	t.same(tellEvidence(state, 'b'), [
		'1 a invoked it',
		'3 Started',
		'3 .done marker found',
		'3 ERROR from executor.py: ValueError: no column',
		'3 Final status: FAILED (function-error)',
	]);
	t.equal(explain(state, 'b').sentence, 'ValueError: no column');
	t.same(explain(state, 'b').evidence.filter(({isTrouble}) => isTrouble).map(({at}) => at), [3000]);
	t.same(explain(state, 'b').predecessors, [{id: 'a', status: 'COMPLETED'}]);
	t.same(explain(state, 'b').successors, [{id: 'd', status: 'PENDING'}]);
});

t.test('an ERROR without a marker says that a later listing had none, either', async t => {
	const state = tell(diamond, a, [raised('b')], [], []);
	t.match(tellEvidence(state, 'b').join('\n'), /ERROR from executor\.py: boom\n.*A listing begun after the ERROR still had no \.done marker/);
});

const noted = (id: number, action: string, status: PlatformRun['status'], note: string) => (at: number): RunEvent => ({type: 'platform-run.observed', at, run: {id: gh(id), action, status, note}});

t.test('what the platform says of a run stands behind its state', async t => {
	t.same(tellEvidence(tell(diamond, a, [noted(7, 'b', 'queued', 'waits for Resources')]), 'b').slice(1), ['2 Platform run 7 is queued: waits for Resources']);
	t.same(tellEvidence(tell(diamond, a, [noted(7, 'b', 'in_progress', 'attempt 1 of 3 failed')]), 'b').slice(1, 2), ['2 Platform run 7 is in progress: attempt 1 of 3 failed']);
});

t.test('platform runs tell their creation, their state and whose they may be', async t => {
	const red = tell(diamond, a, [run(7, 'b', 'queued')], [run(7, 'b', 'completed', 'failure')], []);
	t.same(tellEvidence(red, 'b').slice(1, 2), ['3 Platform run 7 ended with failure']);
	t.equal(explain(red, 'b').runs[0]?.id, gh(7));
	const guessed = tell(diamond, a, [guess(8, 'b', 'in_progress')]);
	t.match(tellEvidence(guessed, 'b').join('\n'), /Platform run 8 is in progress \(identified only by its file and time\)/);
});

t.test('a platform run tells when it was created, its attempt, and how it ended', async t => {
	const observed = (status: PlatformRun['status'], createdAt?: number) => (at: number): RunEvent =>
		({type: 'platform-run.observed', at, run: {id: gh(7), action: 'b', status, attempt: 2, ...(status === 'completed' && {meaning: 'failure' as const}), ...(createdAt !== undefined && {createdAt})}});
	const created = tell(diamond, a, [observed('queued', 1500)]);
	t.same(tellEvidence(created, 'b').slice(1), ['1.5 Platform run 7 was created (attempt 2)', '2 Platform run 7 is queued']);
	const ended = tell(diamond, a, [observed('in_progress')], [observed('completed')]);
	t.same(tellEvidence(ended, 'b').slice(2), ['3 Platform run 7 ended with no conclusion (attempt 2)']);
	const old = {...created, lastOldRuns: [{id: gh(7)}]};
	t.equal(tellEvidence(old, 'b')[1], '1.5 Platform run 7 was created (attempt 2; before it was resumed)');
});

t.test('a log tells its attempts, its warnings, whom it invoked and whom it could not', async t => {
	const dispatchFailure = {message: 'refused', source: 'scheduler.py', traceback: []};
	const state = tell(diamond, a, [log('b', {attempts: 2, warnings: ['no object', 'no folder'], result: 'None', invoked: {d: 2}, dispatchFailure})], []);
	t.same(tellEvidence(state, 'b'), [
		'1 a invoked it',
		'2 Started',
		'2 2 ERRORs of FaaSr\'s API in its log, which the function may have caught: no object',
		'2 Log: finished with result None',
		'2 ERROR from scheduler.py: refused',
		'2 It invoked d (2 times)',
		'2 A listing begun after the ERROR still had no .done marker',
		'2 Final status: FAILED (dispatch-failed)',
		'- Its log has 2 attempts; the latest counts',
	]);
	const last = tell(createTinyWorkflow({a: []}), [log('a', {warnings: ['no object'], result: 'None', hasNoTriggers: true})]);
	t.match(tellEvidence(last, 'a').join('\n'), /An ERROR of FaaSr's API .*no object\n.*\n.*Log: no further functions to invoke/);
});

t.test('who invoked a node before its own end is known did so when its log last grew', async t => {
	t.equal(tellEvidence(tell(diamond, [log('a', {invoked: {b: 1}})]), 'b')[0], '1 a invoked it');
});

t.test('a node of a resumed run says that it runs again, and by whom', async t => {
	const before = tell(diamond, a, [raised('b'), finished('c', 'None', {d: 1}), done('c')], []);
	const resumed = reduce(createResumedState(before, planResume(before, {kind: 'failed'})), {
		at: 9000, events: [{type: 'run.triggered', at: 9000, invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T00-00-00', id: 'id'}}],
	});
	t.same(tellEvidence(resumed, 'b'), ['1 a invoked it', '9 It runs again in a resumed run, dispatched by faasr-tui']);
	t.match(tellEvidence(resumed, 'd'), ['2 c invoked it', '9 It runs again in a resumed run']);
});

t.test('an end without a reason or a sentence is told as it is', async t => {
	const state = tell(diamond, a);
	const bare: NodeState = {id: 'b', action: 'b', status: 'FAILED', runIds: [], endedAt: 2000};
	const given = {...state, nodes: new Map([...state.nodes, ['b', bare]])};
	t.equal(explain(given, 'b').sentence, 'Nothing more is known.');
	t.equal(tellEvidence(given, 'b').at(-1), '2 Final status: FAILED');
});

t.test('each state has its grounds in a sentence', async t => {
	const ended = [finished('b', 'None', {d: 1}), done('b')];
	const cases: ReadonlyArray<readonly [RunState, string, RegExp]> = [
		[createRunState(diamond, 1000), 'a', /^The entry action: a trigger dispatches it\.$/],
		[createRunState(diamond, 1000), 'd', /^Nothing has been triggered yet\.$/],
		[tell(diamond, [log('a')]), 'd', /^It waits for 2 of its 2 upstream nodes, b among them\.$/],
		[tell(diamond, a, ended), 'd', /^An upstream node invoked it; no run of it has appeared yet\.$/],
		[tell(diamond, a, [run(3, 'b', 'queued')]), 'b', /^Its platform run is queued\.$/],
		[tell(diamond, a, [noted(3, 'b', 'queued', 'waits for Resources')]), 'b', /^Its platform run is queued: waits for Resources\.$/],
		[tell(diamond, a, [log('b')]), 'b', /^Its log exists and has no end yet\.$/],
		[tell(diamond, a, [log('b'), run(3, 'b', 'in_progress'), done('b')]), 'b', /an ERROR may still follow/],
		[tell(diamond, a, ended), 'b', /^It finished with result None, and every successor was invoked\.$/],
		[tell(branch, [done('a')], [log('q')]), 'a', /^Its \.done marker exists, and its successors/],
		[tell(branch, [finished('a')]), 'a', /^Its function has finished; its successors are being invoked\.$/],
		[tell(branch, [run(3, 'a', 'in_progress')]), 'a', /^Its platform run is in progress; it has written no log yet\.$/],
		[tell(branch, [log('a')]), 'q', /^It waits for a\.$/],
		[tell(branch, [log('a'), done('a')]), 'q', /^Nothing has invoked it yet\.$/],
		[tell(branch, [finished('a', 'None', {q: 1})], [finished('q', 'True', {x: 1})], []), 'y', /^branch not taken$/],
		[tell(branch, [finished('a', 'None', {q: 1})], [finished('q', 'True', {x: 1})], []), 'q', /^It finished with result True, which leads to x, not y\.$/],
		[tell(branch, [finished('a', 'None', {q: 1})], [finished('q', 'None')], []), 'q', /^It finished with result None, which leads to none of its successors: not x, y\.$/],
		[tell(branch, [finished('a', 'None', {q: 1})], [finished('q', 'True', {x: 1})], [finished('x')]), 'x', /^It finished with result None, and nothing comes after it\.$/],
	];
	for (const [state, id, sentence] of cases) {
		t.match(explain(state, id).sentence, sentence);
	}
});

t.test('a conditional\'s neighbours name the branch and whether it was taken', async t => {
	const before = tell(branch, [finished('a', 'None', {q: 1})]);
	t.same(explain(before, 'q').successors.map(({id, branch, isTaken}) => [id, branch, isTaken]), [['x', 'True', undefined], ['y', 'False', undefined]]);
	const after = tell(branch, [finished('a', 'None', {q: 1})], [finished('q', 'True', {x: 1})], []);
	t.same(explain(after, 'q').successors.map(({id, branch, isTaken}) => [id, branch, isTaken]), [['x', 'True', true], ['y', 'False', false]]);
	t.same(explain(after, 'y').predecessors, [{id: 'q', status: 'COMPLETED', branch: 'False', isTaken: false}]);
});

t.test('many arrivals of one action, and many runs of a join, are counted; what went wrong is named', async t => {
	const fan = createTinyWorkflow({a: ['r(30)'], r: ['z'], z: []});
	const ranks = Array.from({length: 30}, (_, index) => finished(`r(${index + 1})`, 'None', {z: 1}));
	const runs = Array.from({length: 30}, (_, index) => (at: number): RunEvent => ({
		type: 'platform-run.observed', at, run: {id: gh(index + 1), action: 'z', ...endRun(index === 4 ? 'failure' : 'success'), createdAt: index * 1000},
	}));
	const evidence = tellEvidence(tell(fan, [finished('a', 'None', {r: 30})], ranks, runs), 'z');
	t.equal(evidence.filter(text => text.endsWith('30 ranks of r invoked it')).length, 1);
	t.match(evidence.find(text => text.includes('were created')), /^0 30 platform runs were created, the last at \d\d:\d\d:29$/u);
	t.ok(evidence.some(text => text.endsWith('29 platform runs ended with success')));
	t.ok(evidence.some(text => text.endsWith('Platform run 5 ended with failure')));
	t.equal(evidence.filter(text => text.includes('Platform run ')).length, 1);
	const undated = runs.map(see => (at: number): RunEvent => {
		const event = see(at) as RunEvent & {readonly type: 'platform-run.observed'};
		const {createdAt: _, ...run} = event.run;
		return {...event, run};
	});
	const without = tellEvidence(tell(fan, [finished('a', 'None', {r: 30})], ranks, undated), 'z');
	t.notOk(without.some(text => text.includes('were created')), 'of a platform that does not tell when');
	t.ok(without.some(text => text.endsWith('29 platform runs ended with success')));
});

t.equal(explainNode(createRunState(diamond, 1000), 'nobody'), undefined);

t.test('a join that ran although a node before it raised says so before it says what it did', async t => {
	const state = tell(diamond, a, [raised('b'), done('b')], [finished('c', 'None', {d: 1}), done('c'), finished('d'), done('d')]);
	t.equal(explain(state, 'd').sentence, 'It ran without b: its input may be incomplete. It finished with result None, and nothing comes after it.');
});
