import * as fc from 'fast-check';
import t from 'tap';
import {createResumedState} from '../../../../source/core/run/create-resumed-state.js';
import {createRunState} from '../../../../source/core/run/create-run-state.js';
import {type RunEvent} from '../../../../source/core/run/events.js';
import {planResume} from '../../../../source/core/run/plan-resume.js';
import {reduce} from '../../../../source/core/run/reduce.js';
import {type RunState} from '../../../../source/core/run/run-state.js';
import {createTimeline, mergePhases} from '../../../../source/core/run/timeline/create-timeline.js';
import {sumUpPath} from '../../../../source/core/run/timeline/find-critical-path.js';
import {type Phases} from '../../../../source/core/run/timeline/phase.js';
import {createBatch, done, finished, log, raised, run, tell} from '../../../support/core/story.js';
import {createTinyWorkflow} from '../../../support/core/tiny-workflow.js';
import {gh} from '../../../support/run-id.js';

/** Phases as one line: `queued 0-1000 running 1000-`. */
const describe = (phases: Phases = []): string => phases.map(({name, from, to}) => `${name} ${from}-${to ?? ''}`).join(' ');

const describeNodes = (state: RunState): Record<string, string> =>
	Object.fromEntries([...createTimeline(state).nodes].map(([id, phases]) => [id, describe(phases)]));

const chain = createTinyWorkflow({a: ['b'], b: []});

t.test('a node is queued until its run begins, starting until its log begins, and running until its marker', async t => {
	const state = tell(
		chain,
		[run(1, 'a', 'queued')],
		[run(1, 'a', 'in_progress')],
		[],
		[log('a', {seconds: 0.5})],
		[log('a', {seconds: 1.5}), done('a')],
		[finished('a', 'None', {b: 1}), run(1, 'a', 'completed', 'success')],
		[run(2, 'b', 'queued')],
	);
	t.same(describeNodes(state), {a: 'queued 0-2000 starting 2000-3500 running 3500-5000', b: 'queued 5000-'});
});

t.test('without a run that was seen in progress the time before the log is queued', async t => {
	const state = tell(chain, [], [log('a', {seconds: 1})], [done('a'), finished('a', 'None', {b: 1})], [run(2, 'b', 'completed', 'success'), log('b')]);
	t.same(describeNodes(state), {a: 'queued 0-1000 running 1000-3000', b: 'queued 3000-4000 running 4000-'});
});

t.test('a platform run in progress without a log is starting, and what it leaves when it fails, too', async t => {
	const started = tell(chain, [run(1, 'a', 'queued')], [run(1, 'a', 'in_progress')]);
	t.same(describeNodes(started), {a: 'queued 0-2000 starting 2000-', b: ''});
	const failed = reduce(reduce(started, createBatch(9000, [run(1, 'a', 'completed', 'failure')])), createBatch(10_000, []));
	t.same(describeNodes(failed), {a: 'queued 0-2000 starting 2000-10000', b: ''});
});

t.test('a failure ends its node when it is seen, and what comes behind has no time', async t => {
	const state = tell(chain, [log('a', {seconds: 1})], [raised('a')]);
	t.same(describeNodes(state), {a: 'running 0-2000', b: ''});
});

t.test('two ends that one look shows are told apart by what the logs say, and the critical path has the last node', async t => {
	const state = tell(
		chain,
		[],
		[log('a', {seconds: 0.3})],
		[],
		[],
		[log('a', {seconds: 1, result: 'None', invoked: {b: 1}}), done('a'), log('b', {seconds: 1.2, result: 'None', hasNoTriggers: true}), done('b')],
	);
	t.same(describeNodes(state), {a: 'queued 0-1700 running 1700-2700', b: 'queued 2700-3800 running 3800-5000'});
	t.same(createTimeline(state).criticalPath, {nodes: ['a', 'b'], from: 0, to: 5000});
	t.match([...state.nodes.values()].map(({startedAt, endedAt}) => [startedAt, endedAt]), [[1700, 2700], [3800, 5000]], 'as the table has it');
});

t.test('what waits for a marker cannot have begun before it was there', async t => {
	const state = tell(chain, [log('a', {seconds: 1})], [], [done('a'), log('a', {result: 'None', invoked: {b: 1}}), log('b', {seconds: 1.5})], [log('b', {seconds: 2, result: 'None', hasNoTriggers: true}), done('b')]);
	t.same(describeNodes(state), {a: 'running 0-1500', b: 'running 1500-3500'});
	t.same(createTimeline(state).criticalPath?.nodes, ['a', 'b']);
});

t.test('a kept node that ran before says nothing of when the one before it ended that runs again', async t => {
	const fork = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
	const failure = {message: 'boom', source: 'executor.py', traceback: []};
	const first = tell(
		fork,
		[finished('a', 'None', {b: 1, c: 1}), done('a')],
		[log('b', {seconds: 1, failure}), done('b')],
		[log('c', {seconds: 1, failure})],
		[log('d', {seconds: 1}), done('d')],
	);
	const plan = planResume(first, {kind: 'node', node: 'b'});
	t.same(plan.blocked.map(({node}) => node), ['d']);
	let state = reduce(createResumedState(first, plan), {at: 60_000, events: [{type: 'run.triggered', at: 60_000, invocation: first.invocation!}]});
	state = reduce(state, createBatch(62_000, [log('b', {attempts: 2, seconds: 1})]));
	state = reduce(state, createBatch(64_000, [log('b', {attempts: 2, seconds: 2.5, result: 'None', invoked: {d: 1}}), done('b')]));
	t.equal(describe(createTimeline(state).nodes.get('b')), 'queued 60000-61000 running 61000-63500');
});

const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});

t.test('a join waits for its siblings from the first marker to the last', async t => {
	const soFar = [
		[log('a')],
		[done('a'), finished('a', 'None', {b: 1, c: 1})],
		[log('b'), log('c')],
		[done('b'), finished('b', 'None', {d: 1})],
	];
	const waiting = tell(diamond, ...soFar);
	t.equal(describe(createTimeline(waiting).nodes.get('d')), 'waiting 4000-');

	const over = tell(diamond, ...soFar, [run(4, 'd', 'in_progress')], [done('c'), finished('c', 'None', {d: 1}), run(5, 'd', 'queued')], [run(5, 'd', 'in_progress')], [log('d')], [done('d'), finished('d')]);
	t.equal(describe(createTimeline(over).nodes.get('d')), 'waiting 4000-6000 queued 6000-7000 starting 7000-8000 running 8000-9000');
	const timeline = createTimeline(over);
	t.same(timeline.criticalPath, {nodes: ['a', 'c', 'd'], from: 0, to: 9000});
	t.same(sumUpPath(timeline.criticalPath!, timeline.nodes, 9000), {waiting: 0, queued: 2000 + 1000, starting: 1000, running: 1000 + 3000 + 1000, other: 0});
});

t.test('the critical path of a run that goes on ends in what it waits for', async t => {
	const state = tell(diamond, [log('a')], [done('a'), finished('a', 'None', {b: 1, c: 1})], [log('b'), log('c')], [done('c'), finished('c', 'None', {d: 1})]);
	const {criticalPath, nodes} = createTimeline(state);
	t.same(criticalPath, {nodes: ['a', 'b'], from: 0}, 'not in the join that waits');
	const {waiting, queued, running, other} = sumUpPath(criticalPath!, nodes, 10_000);
	t.equal(waiting + queued + running + other, 10_000);
	t.equal(createTimeline(createRunState(diamond, 1000)).criticalPath, undefined);
});

t.test('of ranks merged into one row the furthest counts at any time', async t => {
	t.equal(describe(mergePhases([
		[{name: 'queued', from: 0, to: 10}, {name: 'running', from: 10, to: 20}],
		[{name: 'queued', from: 0, to: 15}, {name: 'running', from: 15, to: 30}],
		[{name: 'queued', from: 40}],
	])), 'queued 0-10 running 10-30 queued 40-');
	t.equal(describe(mergePhases([[], []])), '');
});

const graph = createTinyWorkflow({
	a: ['b', 'c'], b: ['d'], c: ['d'], d: [{True: ['e'], False: ['f']}], e: ['r(3)'], f: [], r: ['z'], z: [],
});
const ids = graph.nodes.map(({id}) => id);
const fact = fc.oneof(
	fc.tuple(fc.constantFrom(...ids), fc.nat(4)).map(([id, seconds]) => log(id, {seconds})),
	fc.constantFrom(...ids).map(id => done(id)),
	fc.constantFrom(...ids).map(id => raised(id)),
	fc.tuple(fc.constantFrom(...ids), fc.constantFrom('True', 'None')).map(([id, result]) => finished(id, result, {b: 1, c: 1, d: 1, e: 1, r: 3, z: 1})),
	fc.tuple(fc.integer({min: 1, max: 9}), fc.constantFrom(...graph.actions.keys()), fc.constantFrom('queued', 'in_progress', 'completed'))
		.map(([id, action, status]) => run(id, action, status, status === 'completed' ? 'success' : undefined)),
);

t.test('whatever is seen, phases follow each other without gaps or overlaps, and only the last one may go on', async () => {
	fc.assert(fc.property(fc.array(fc.array(fact, {maxLength: 4}), {maxLength: 12}), batches => {
		const state = tell(graph, ...batches);
		const {nodes, criticalPath} = createTimeline(state);
		const all = [...nodes.values()];
		const areChained = all.every(phases => phases.every((phase, index) => {
			const next = phases[index + 1];
			return next === undefined ? (phase.to ?? Number.POSITIVE_INFINITY) > phase.from : phase.to === next.from && phase.to > phase.from;
		}));
		const areSummed = all.every(phases => phases.length === 0 || phases.at(-1)!.to === undefined
			|| phases.reduce((sum, {from, to = from}) => sum + to - from, 0) === phases.at(-1)!.to! - phases[0]!.from);
		const merged = mergePhases(all);
		const areMerged = merged.every(({to = Number.POSITIVE_INFINITY}, index) => to <= (merged[index + 1]?.from ?? Number.POSITIVE_INFINITY));
		const isPath = criticalPath === undefined || (new Set(criticalPath.nodes).size === criticalPath.nodes.length && (criticalPath.to ?? criticalPath.from) >= criticalPath.from);
		return areChained && areSummed && areMerged && isPath;
	}), {numRuns: 300});
});

t.test('what was invoked by a function that goes on is queued since its log last grew, by one whose dispatches failed since its end', async t => {
	const invoking = tell(chain, [log('a', {invoked: {b: 1}})]);
	t.same(describeNodes(invoking), {a: 'queued 0-1000 running 1000-', b: 'queued 1000-'});
	const dispatchFailure = {message: 'refused', source: 'scheduler.py', traceback: []};
	const refused = tell(createTinyWorkflow({a: ['b', 'c'], b: [], c: []}), [log('a')], [log('a', {result: 'None', invoked: {b: 1}, dispatchFailure})]);
	t.same(describeNodes(refused), {a: 'queued 0-1000 running 1000-2000', b: 'queued 2000-', c: ''});
});

t.test('in a resumed run what is dispatched is queued since its trigger, what is kept ended before it', async t => {
	const before = tell(chain, [log('a')], [done('a'), finished('a', 'None', {b: 1})], [raised('b')], []);
	const resumed = reduce(createResumedState(before, planResume(before, {kind: 'failed'})), {
		at: 9000, events: [{type: 'run.triggered', at: 9000, invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T00-00-00', id: 'id'}}],
	});
	t.same(describeNodes(resumed), {a: 'running 1000-2000', b: 'queued 9000-'});
});

t.test('a node known by its runs alone is queued since the first was made, and what ended without a marker ended when it settled', async t => {
	const state = tell(chain, [finished('a', 'None', {b: 1})], [run(2, 'b', 'in_progress')], [log('b')]);
	t.same(describeNodes(state), {a: 'queued 0-1000', b: 'queued 1000-2000 starting 2000-3000 running 3000-'});
	const created = (at: number): RunEvent => ({type: 'platform-run.observed', at, run: {id: gh(3), action: 'b', status: 'queued', createdAt: 500}});
	t.same(describeNodes(tell(chain, [log('a')], [created])), {a: 'queued 0-1000 running 1000-', b: 'queued 500-'});
	const marked = tell(chain, [], [done('a')]);
	t.same(describeNodes(marked)['a'], 'queued 0-2000');
});

t.test('a run whose trigger was not seen begins with its first phase', async t => {
	const state = reduce(createRunState(chain), createBatch(4000, [log('a', {seconds: 1})]));
	t.equal(createTimeline(state).from, 3000);
});

t.test('of a run that was seen in progress the beginning is kept, of another attempt it is not', async t => {
	const state = tell(chain, [run(1, 'a', 'in_progress')], [], [run(1, 'a', 'completed', 'success')]);
	t.match(state.platformRuns.get(gh(1)), {beganAt: 1000, seenAt: 3000});
	t.equal(tell(chain, [run(1, 'a', 'completed', 'success')]).platformRuns.get(gh(1))?.beganAt, undefined);
	const again = (at: number): RunEvent => ({type: 'platform-run.observed', at, run: {id: gh(1), action: 'a', status: 'in_progress', attempt: 2}});
	t.equal(tell(chain, [run(1, 'a', 'in_progress')], [again]).platformRuns.get(gh(1))?.beganAt, 2000);
});
