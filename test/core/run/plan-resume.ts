import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {type ResumePlan, type ResumeSelection} from '../../../source/core/run/resume-plan.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {cancelled, cancelRequested, createBatch, done, finished, log, raised, run, tell} from '../../support/core/story.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: ['e'], e: []});
const fan = createTinyWorkflow({a: ['r(3)'], r: ['z'], z: []});
const branches = createTinyWorkflow({a: ['q'], q: [{True: ['x'], False: ['y']}], x: ['j'], y: ['j'], j: []});
const branch = createTinyWorkflow({a: ['q'], q: [{True: ['x'], False: ['y']}], x: [], y: []});
const mixed = createTinyWorkflow({a: ['b', 'q'], b: ['j'], q: [{True: ['x'], False: ['y']}], x: ['j'], y: [], j: []});
const branchFirst = createTinyWorkflow({a: ['q', 'b'], q: [{True: ['x'], False: ['y']}], x: ['j'], y: [], b: ['j'], j: []});

const ok = (node: string, invoked: Readonly<Record<string, number>> = {}, result = 'None') => [finished(node, result, invoked), done(node)];
const giveUp = (state: RunState): RunState => reduce(state, createBatch(10_000_000, []));

const a = ok('a', {b: 1, c: 1});
const raisedB = tell(diamond, a, [raised('b'), done('b'), ...ok('c', {d: 1})], ok('d', {e: 1}), ok('e'));
const bothDied = tell(diamond, a, [raised('b'), raised('c')], []);
const oneDied = tell(diamond, a, [raised('b'), ...ok('c', {d: 1})], []);
const joinFailed = tell(diamond, a, [...ok('b', {d: 1}), ...ok('c', {d: 1})], [raised('d')], []);
const completed = tell(diamond, a, [...ok('b', {d: 1}), ...ok('c', {d: 1})], ok('d', {e: 1}), ok('e'));
const timedOut = giveUp(tell(diamond, a, [log('b'), ...ok('c', {d: 1})]));
const stuckJoin = giveUp(tell(diamond, a, [...ok('b', {d: 1}), ...ok('c', {d: 1})]));
const cancelledRun = tell(diamond, a, [log('b'), cancelRequested], [run(3, 'b', 'completed', 'cancelled'), ...ok('c', {d: 1})], [cancelled]);
const oneRank = tell(fan, ok('a', {r: 3}), [...ok('r(1)', {z: 1}), raised('r(2)'), ...ok('r(3)', {z: 1})], []);
const deadJoin = tell(branches, ok('a', {q: 1}), ok('q', {x: 1}, 'True'), ok('x', {j: 1}), []);
const otherBranch = tell(branch, ok('a', {q: 1}), ok('q', {x: 1}, 'True'), [raised('x')], []);
const mixedFailed = tell(mixed, ok('a', {b: 1, q: 1}), [raised('b'), done('b'), ...ok('q', {y: 1}, 'False')], ok('y'), []);

const mixedGivenUp = giveUp(tell(branchFirst, ok('a', {b: 1, q: 1}), [log('b'), ...ok('q', {y: 1}, 'False')], ok('y')));

const refusedLog = (node: string, invoked: Readonly<Record<string, number>>) => [
	log(node, {result: 'None', invoked, dispatchFailure: {message: 'Forbidden', source: 'scheduler.py', traceback: []}}), done(node),
];
const wide = createTinyWorkflow({s: ['a', 'b', 'c', 'd'], a: ['e'], b: ['e'], c: ['e'], d: ['e'], e: []});
const entryRefused = tell(wide, refusedLog('s', {a: 1, b: 1}), [...ok('a', {e: 1}), ...ok('b', {e: 1})], []);
const entryKilled = tell(wide, [log('s', {result: 'None', invoked: {a: 1}}), done('s'), run(1, 's', 'in_progress')], [...ok('a', {e: 1}), ...ok('b', {e: 1})], [run(1, 's', 'completed', 'failure')], []);
const alsoRefused = tell(wide, refusedLog('s', {a: 1, b: 1}), [raised('a'), ...ok('b', {e: 1})], []);
const ladder = createTinyWorkflow({a: ['j', 'k'], j: ['l', 'r'], k: ['r'], l: [], r: []});
const joinRefused = tell(ladder, ok('a', {j: 1, k: 1}), [...refusedLog('j', {l: 1}), ...ok('k', {r: 1}), run(9, 'r', 'completed', 'success')], ok('l'), []);
const rankRefused = tell(fan, refusedLog('a', {r: 1}), ok('r(1)', {z: 1}), []);
const rankSeen = tell(fan, [log('a', {result: 'None', invoked: {r: 1}})], [...ok('r(1)', {z: 1}), ...ok('r(2)', {z: 1})], refusedLog('a', {r: 1}), []);
const behindRaised = tell(diamond, a, [raised('b'), done('b'), ...ok('c', {d: 1})], refusedLog('d', {}), []);
const answerLost = tell(diamond, refusedLog('a', {b: 1}), [...ok('b', {d: 1}), ...ok('c', {d: 1})], ok('d', {e: 1}), ok('e'), []);

const bothAnswers = createTinyWorkflow({a: [{True: ['d'], False: ['d']}], d: []});
/** e waits for c, which waits for b, whose branch was not taken; d invokes e in a's place, and nobody invokes g. */
const vain = {a: ['c', 'e', {True: ['b'], False: ['d']}], b: ['c'], c: ['e'], d: ['e'], e: []};
const refusedInVain = tell(createTinyWorkflow(vain), [log('a', {result: 'False', invoked: {c: 1}, dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}}), done('a')], []);

const runAfterAll = tell(bothAnswers, [log('a', {result: 'True', dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}}), done('a'), run(2, 'd', 'in_progress')], [run(2, 'd', 'completed', 'failure')], []);
const listedTwice = tell(bothAnswers, ok('a', {d: 1}, 'True'), [raised('d'), done('d')], []);

const render = ({refusal, dispatches, runsAgain, kept, blocked, completes, deletions}: ResumePlan): string => refusal ?? [
	`dispatch ${dispatches.map(({node, rank}) => rank === undefined ? node : `${node} rank ${rank}`).join(' ')}`,
	`again ${runsAgain.map(({node, isCertain}) => isCertain ? node : `${node}?`).join(' ')}`,
	`kept ${kept.join(' ')}`,
	`delete ${deletions.map(({key}) => key.replace('function_completions/', '')).join(' ')}`,
	...(completes.length === 0 ? [] : [`completes ${completes.map(({node, missing}) => `${node}: ${missing.join(' ')}`).join('; ')}`]),
	...(blocked.length === 0 ? [] : [`blocked ${blocked.map(({node, sentence}) => `${node}: ${sentence}`).join('; ')}`]),
].join(' | ');

const failed: ResumeSelection = {kind: 'failed'};
const one = (node: string): ResumeSelection => ({kind: 'node', node});

const table: ReadonlyArray<readonly [title: string, state: RunState, selection: ResumeSelection, plan: string]> = [
	['a function that raised, behind which everything ran on its marker', raisedB, failed, 'dispatch b | again b d e | kept a c | delete d.candidate d/lock d/flag/ b.done d.done e.done'],
	['two failed predecessors of a join', bothDied, failed, 'dispatch b c | again b c d e | kept a | delete d.candidate d/lock d/flag/ b.done c.done d.done e.done'],
	['one predecessor of a join that died without a marker', oneDied, failed, 'dispatch b | again b d e | kept a c | delete d.candidate d/lock d/flag/ b.done d.done e.done'],
	['only one of two that died: the join would still wait', bothDied, one('b'), 'dispatch b | again b | kept a c d e | delete b.done | blocked d: waits for c, which has no .done and does not run again'],
	['an action that both answers lead to, which FaaSr takes for a join', listedTwice, failed, 'dispatch d | again d | kept a | delete d.candidate d/lock d/flag/ d.done'],
	['a join that failed itself', joinFailed, failed, 'dispatch d | again d e | kept a b c | delete d.candidate d/lock d/flag/ d.done e.done'],
	['a function of a completed run', completed, one('c'), 'dispatch c | again c d e | kept a b | delete d.candidate d/lock d/flag/ c.done d.done e.done'],
	['a run that timed out while a function was silent', timedOut, failed, 'dispatch b | again b d e | kept a c | delete d.candidate d/lock d/flag/ b.done d.done e.done'],
	['a run that timed out with a join that nobody entered', stuckJoin, failed, 'dispatch d | again d e | kept a b c | delete d.candidate d/lock d/flag/ d.done e.done'],
	['a cancelled run', cancelledRun, failed, 'dispatch b | again b d e | kept a c | delete d.candidate d/lock d/flag/ b.done d.done e.done'],
	['one rank of a fan-out', oneRank, failed, 'dispatch r(2) rank 2 | again r(2) z | kept a r(1) r(3) | delete z.candidate z/lock z/flag/ r.2.done z.done'],
	['a conditional may take the other branch now, and the dead join behind it stays one', deadJoin, one('q'), 'dispatch q | again q x? y? j? | kept a | delete j.candidate j/lock j/flag/ q.done x.done y.done j.done'],
	['one function on a branch', otherBranch, failed, 'dispatch x | again x | kept a q y | delete x.done'],
	['a join that also waits for a branch not taken', mixedFailed, failed, 'dispatch b | again b | kept a q x y j | delete b.done | blocked j: waits for x, whose branch was not taken'],
	['everything, as a new invocation', completed, {kind: 'workflow'}, 'dispatch a | again a b c d e | kept  | delete '],
	['an entry action that was refused two dispatches of four', entryRefused, failed, 'dispatch c d | again c d e | kept s a b | delete e.candidate e/lock e/flag/ c.done d.done e.done | completes s: c d'],
	['one of the two', entryRefused, one('c'), 'dispatch c | again c | kept s a b d e | delete c.done | blocked e: waits for d, which has no .done and does not run again'],
	['an entry action that was killed between its dispatches, one of which its log does not have', entryKilled, failed, 'dispatch c d | again c d e | kept s a b | delete e.candidate e/lock e/flag/ c.done d.done e.done | completes s: c d'],
	['a refused dispatch beside a failure', alsoRefused, failed, 'dispatch a c d | again a c d e | kept s b | delete e.candidate e/lock e/flag/ a.done c.done d.done e.done | completes s: c d'],
	['a join that was refused a dispatch to another join, whose other arrival found a marker missing', joinRefused, failed, 'dispatch r | again r | kept a j k l | delete r.candidate r/lock r/flag/ r.done | completes j: r'],
	['a refused join that what was refused as well invokes, in vain', refusedInVain, failed, 'dispatch d | again d | kept a b c e | delete d.done | completes a: e d | blocked e: waits for c, which has no .done and does not run again'],
	['a join of both answers that was refused and has a run: it was invoked, for nobody else can have done it', runAfterAll, failed, 'dispatch d | again d | kept a | delete d.candidate d/lock d/flag/ d.done | completes a: '],
	['ranks that were not invoked', rankRefused, failed, 'dispatch r(2) rank 2 r(3) rank 3 | again r(2) r(3) z | kept a r(1) | delete z.candidate z/lock z/flag/ r.2.done r.3.done z.done | completes a: r(2) r(3)'],
	['a rank that was invoked after all', rankSeen, failed, 'dispatch r(3) rank 3 | again r(3) z | kept a r(1) r(2) | delete z.candidate z/lock z/flag/ r.3.done z.done | completes a: r(3)'],
	['a function that was refused a dispatch behind one that failed', behindRaised, failed, 'dispatch b | again b d e | kept a c | delete d.candidate d/lock d/flag/ b.done d.done e.done'],
	['a refused dispatch that happened all the same', answerLost, failed, 'Nothing failed'],
	['all ranks by the name of their action', oneRank, one('r'), 'dispatch r(1) rank 1 r(2) rank 2 r(3) rank 3 | again r(1) r(2) r(3) z | kept a | delete z.candidate z/lock z/flag/ r.1.done r.2.done r.3.done z.done'],
	['nothing failed', completed, failed, 'Nothing failed'],
	['nothing failed but a dead join', deadJoin, failed, `Nothing failed but j, which can never run. ${deadJoin.nodes.get('j')?.sentence}`],
	['the dead join itself', deadJoin, one('j'), `j was never invoked: ${deadJoin.nodes.get('j')?.sentence}`],
	['a node that was skipped', oneDied, one('e'), `e was never invoked: ${oneDied.nodes.get('e')?.sentence}`],
	['a node on a branch not taken', otherBranch, one('y'), 'The branch of y was not taken'],
	['a join that was given up while it waited for a branch not taken', mixedGivenUp, one('j'), 'j waits for x, whose branch was not taken'],
	['a join that was given up while it waited for one of two', timedOut, one('d'), 'b, upstream of d, has no .done (it ended TIMEOUT), so resume b'],
	['a run that was not triggered', createRunState(diamond), failed, 'Nothing has run yet'],
	['a node that was skipped for a reason unknown', withoutSentence(oneDied, 'e'), one('e'), 'e was never invoked: an upstream node failed'],
	['the entry action', completed, one('a'), 'a is the entry action, which FaaSr refuses to run twice in one invocation: run the whole workflow instead'],
	['the entry action that failed', tell(diamond, [raised('a')], []), failed, 'a is the entry action, which FaaSr refuses to run twice in one invocation: run the whole workflow instead'],
	['a join none of whose predecessors has its marker', timedOutBefore(), one('d'), 'None of the predecessors of d has its .done, so FaaSr would not let it run'],
	['a run that goes on', tell(diamond, a), failed, 'The run is still in progress: b is invoked'],
	['a run in which a function is at work', tell(diamond, [log('a')]), failed, 'The run is still in progress: a is running'],
	['a run of which nothing is seen', {...createRunState(diamond), outcome: 'RUNNING'}, failed, 'The run is still in progress'],
	['a name the workflow does not have', completed, one('nobody'), 'The workflow has no action or node "nobody"'],
	['a platform run that is still alive', giveUp(tell(diamond, [...a, run(7, 'b', 'in_progress')])), failed, 'Platform run 7 of b is still alive'],
];

function withoutSentence(state: RunState, id: string): RunState {
	const {sentence: _, ...node} = state.nodes.get(id)!;
	return {...state, nodes: new Map([...state.nodes, [id, node]])};
}

function timedOutBefore(): RunState {
	return giveUp(tell(diamond, a, [log('b'), log('c')]));
}

for (const [title, state, selection, plan] of table) {
	t.test(`resume: ${title}`, async t => {
		t.equal(render(planResume(state, selection)), plan);
	});
}

t.test('markers are deleted where FaaSr writes them, everything about joins where it logs', async t => {
	const {deletions} = planResume(oneRank, failed);
	t.same(deletions.filter(({store}) => store === 'done').map(({key}) => key), ['function_completions/r.2.done', 'function_completions/z.done']);
	t.same(deletions.filter(({store}) => store === 'log').map(({key}) => key), ['z.candidate', 'z/lock', 'z/flag/']);
});

for (const [title, state, selection, advice] of [
	['nothing has run', createRunState(diamond), failed, /^Trigger/u],
	['a run goes on', tell(diamond, a), failed, /"faasr-tui watch".* x on the screen/u],
	['a platform run is alive', giveUp(tell(diamond, [...a, run(7, 'b', 'in_progress')])), failed, /"faasr-tui watch".* x on the screen/u],
	['nothing failed', completed, failed, /^Name a node/u],
	['a dead join', deadJoin, failed, /"faasr-tui validate"/u],
	['a dead join by its name', deadJoin, one('j'), /"faasr-tui validate"/u],
	['the entry action', completed, one('a'), /new invocation/u],
	['a name that is none', completed, one('nobody'), /^Its nodes are: a, b, c, d, e\.$/u],
	['what comes after a failure', oneDied, one('e'), /begins with the failed nodes/u],
	['an input that is missing', timedOut, one('d'), /begins with b/u],
	['a branch', otherBranch, one('y'), /chose the branch/u],
	['a join behind a branch', mixedGivenUp, one('j'), /chose the branch/u],
] as ReadonlyArray<readonly [string, RunState, ResumeSelection, RegExp]>) {
	t.test(`a refusal says what to do instead: ${title}`, async t => {
		t.match(planResume(state, selection).advice, advice);
	});
}
