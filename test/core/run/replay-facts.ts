import t from 'tap';
import {type RunEvent} from '../../../source/core/run/events.js';
import {replayFacts} from '../../../source/core/run/replay-facts.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {done, finished, log, raised, run, summarize} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {endRun, gh} from '../../support/run-id.js';

const workflow = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const startedAt = Date.UTC(2026, 0, 1);
const invocation = {workflowName: 'Tiny', timestamp: '2026-01-01T00-00-00', id: 'id'};
const timeoutMs = 120_000;

type Facts = ReadonlyArray<ReturnType<typeof log>>;

/** The facts were written one second after the other, all are seen an hour later. */
const replay = (facts: Facts, {skewMs = 0, agoMs = 3_600_000, workflow: graph = workflow} = {}) => {
	const now = startedAt + agoMs;
	const events = facts.map(fact => fact(now));
	const times = new Map<RunEvent, number>(events.map((event, index) => [event, startedAt + ((index + 1) * 1000) + skewMs]));
	return {now, state: replayFacts({workflow: graph, invocation, timeoutMs, events, getWrittenAt: event => times.get(event), now})};
};

t.test('a finished run has its verdict at once, and the times of its objects', async t => {
	const {state} = replay([
		done('a'), finished('a', 'None', {b: 1, c: 1}), done('b'), finished('b', 'None', {d: 1}), done('c'), finished('c', 'None', {d: 1}), done('d'), finished('d'),
	]);
	t.equal(state.outcome, 'COMPLETED');
	t.equal(state.triggeredAt, startedAt);
	t.equal(state.endedAt, startedAt + 8000);
	t.equal(state.nodes.get('b')?.endedAt, startedAt + 4000);
});

for (const [name, skewMs] of [['ahead', 3 * 3_600_000], ['behind', -3 * 3_600_000]] as const) {
	t.test(`a bucket whose clock is three hours ${name} changes neither how long a run took nor whether it is alive`, async t => {
		const story = [done('a'), finished('a', 'None', {b: 1, c: 1}), done('b'), finished('b', 'None', {d: 1}), done('c'), finished('c', 'None', {d: 1}), done('d'), finished('d')];
		const {state} = replay(story, {skewMs});
		t.equal(state.outcome, 'COMPLETED');
		t.equal((state.nodes.get('d')?.endedAt ?? 0) - (state.nodes.get('a')?.endedAt ?? 0), 6000);
		const {state: young, now} = replay(story.slice(0, 3), {skewMs, agoMs: 5000});
		t.equal(reduce(young, {at: now + 1000, events: []}).outcome, 'RUNNING');
	});
}

t.test('of a run of which nothing was seen only its beginning is known, or that it is of now', async t => {
	t.match(replay([]).state, {outcome: 'RUNNING', triggeredAt: startedAt, changedAt: startedAt});
	const now = startedAt + 9000;
	const options = {workflow, timeoutMs, events: [], getWrittenAt: () => undefined, now};
	t.equal(replayFacts({...options, invocation: {...invocation, timestamp: 'yesterday'}}).triggeredAt, now);
});

t.test('an object of which nobody knows when it was written is of now', async t => {
	const now = startedAt + 9000;
	const events = [done('a')(0), log('b')(0)];
	const state = replayFacts({workflow, invocation, timeoutMs, events, getWrittenAt: event => event === events[0] ? startedAt + 1000 : undefined, now});
	t.equal(state.nodes.get('a')?.doneAt, startedAt + 1000);
	t.equal(state.nodes.get('b')?.logGrewAt, now);
});

t.test('text that looks like an ERROR is not believed before all objects are known: its marker may be minutes younger', async t => {
	const text = {mayBeText: true, failure: {message: 'only text', source: 'executor.py', traceback: []}} as const;
	const others = [1, 2, 3, 4, 5, 6].map(attempts => log('c', {attempts}));
	const {state} = replay([finished('a', 'None', {b: 1, c: 1}), log('b', text), ...others, finished('c', 'None', {d: 1}), done('c'), done('b'), finished('d')]);
	t.equal(summarize(state), 'a:COMPLETED b:COMPLETED c:COMPLETED d:COMPLETED');
});

t.test('what was left without a marker takes what is behind it along', async t => {
	const {state} = replay([done('a'), finished('a', 'None', {b: 1, c: 1}), raised('b'), done('c'), finished('c', 'None', {d: 1})]);
	t.equal(summarize(state), 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:SKIPPED(upstream-failed)');
});

t.test('a run that was left alone long ago is given up with the next look, one that has a live platform run is not', async t => {
	const facts = [done('a'), finished('a', 'None', {b: 1, c: 1}), log('b'), done('c'), finished('c', 'None', {d: 1})];
	const {state, now} = replay(facts);
	t.equal(state.outcome, 'RUNNING');
	t.equal(reduce(state, {at: now + 1000, events: []}).outcome, 'TIMEOUT');
	const alive = replay([...facts, run(5, 'b', 'in_progress')]);
	t.equal(reduce(alive.state, {at: now + 1000, events: []}).outcome, 'RUNNING');
});

/** A platform run created and ended so many seconds after the run's beginning. */
const platformRun = (id: number, action: string, [createdAt, endedAt]: readonly [number, number?], more: Partial<PlatformRun> = {}) => (at: number): RunEvent => ({
	type: 'platform-run.observed', at, run: {
		id: gh(id), action, status: 'in_progress', createdAt: startedAt + (createdAt * 1000),
		...(endedAt !== undefined && {endedAt: startedAt + (endedAt * 1000), ...endRun('success')}), ...more,
	},
});
const dead = endRun('failure');

for (const [title, more] of [['named by its title', dead], ['known by its file and its time only', {...dead, isGuess: true}]] as const) {
	t.test(`a function whose run, ${title}, died without a word: one verdict and the same times, whenever it is looked`, async t => {
		const facts = [done('a'), finished('a', 'None', {b: 1, c: 1}), log('b'), done('c'), finished('c', 'None', {d: 1}), platformRun(7, 'b', [2, 9], more)];
		const states = [70_000, 3_600_000, 72 * 3_600_000].map(agoMs => replay(facts, {agoMs}).state);
		for (const state of states) {
			t.equal(summarize(state), 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:SKIPPED(upstream-failed)');
			t.match(state, {outcome: 'FAILED', triggeredAt: startedAt, endedAt: startedAt + 9000});
			t.equal(state.nodes.get('b')?.endedAt, startedAt + 9000);
			t.equal(state.nodes.get('d')?.endedAt, startedAt + 9000);
		}
	});
}

t.test('a dead run that may be another\'s is not believed at once', async t => {
	const facts = [done('a'), finished('a', 'None', {b: 1, c: 1}), log('b'), done('c'), finished('c', 'None', {d: 1}), platformRun(7, 'b', [2, 9], {...dead, isGuess: true})];
	t.equal(replay(facts, {agoMs: 12_000}).state.outcome, 'RUNNING');
});

t.test('whom a dead container had invoked is known once the platform has listed its runs, as it is to a watcher', async t => {
	const now = startedAt + 15_000;
	const objects = [done('a'), finished('a', 'None', {b: 1, c: 1}), done('b'), log('b'), done('c'), finished('c', 'None', {d: 1})].map((fact, index) => [fact(now), startedAt + (index * 500)] as const);
	const runs = [platformRun(1, 'a', [0, 1]), platformRun(2, 'b', [1, 3], dead), platformRun(3, 'c', [1, 3]), platformRun(4, 'd', [2, 4])].map(fact => fact(now));
	const times = new Map<RunEvent, number>(objects);
	const facts = {workflow, invocation, timeoutMs, events: [...objects.map(([event]) => event), ...runs], getWrittenAt: (event: RunEvent) => times.get(event), now};
	t.equal(summarize(replayFacts(facts)), 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:INVOKED');
	t.equal(summarize(replayFacts({...facts, isListed: true})), 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:SKIPPED(upstream-failed)');
});

t.test('a run of which the platform tells no times ended with the last that was written', async t => {
	const facts = [log('a'), run(7, 'a', 'completed', 'failure')];
	t.match(replay(facts).state, {outcome: 'FAILED', endedAt: startedAt + 1000});
});

t.test('a run that is alive is queued since its platform created it, and news of now', async t => {
	const {state, now} = replay([platformRun(7, 'a', [2], {status: 'queued'})], {agoMs: 100_000});
	t.match(state, {outcome: 'RUNNING', changedAt: now});
	t.match(state.platformRuns.get(gh(7)), {seenAt: startedAt + 2000});
	t.match(state.nodes.get('a'), {status: 'INVOKED', sentence: 'Queued for 1m: no runner has taken it yet'});
});

const ok = (node: string, invoked: Readonly<Record<string, number>> = {}) => [done(node), finished(node, 'None', invoked)];
const failure = {message: 'boom', source: 'executor.py', traceback: []};

t.test('a resume that failed anew is told as the resume told it: what it made invalid is no success', async t => {
	const {state} = replay([
		...ok('a', {b: 1, c: 1}), ...ok('c', {d: 1}),
		// The join had run on the marker of the first attempt, which raised; a resume removed its marker.
		finished('d'), log('b', {attempts: 2, failure}), done('b'),
	]);
	t.equal(summarize(state), 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:SKIPPED(upstream-failed)');
});

t.test('a resume of which nothing has begun waits for what it dispatched', async t => {
	const facts = [...ok('a', {b: 1, c: 1}), ...ok('c', {d: 1}), finished('d'), log('b', {failure})];
	t.equal(summarize(replay(facts, {agoMs: 10_000}).state), 'a:COMPLETED b:INVOKED c:COMPLETED d:PENDING');
});

t.test('a run that was resumed begins with its last attempt, and old platform runs count for nothing', async t => {
	const chain = createTinyWorkflow({a: ['b'], b: ['c'], c: []});
	const now = startedAt + 3_600_000;
	const facts = [
		[done('a'), 3], [finished('a', 'None', {b: 1}), 3], [done('b'), 605], [log('b', {attempts: 2, seconds: 2, result: 'None', invoked: {c: 1}}), 606], [done('c'), 610], [finished('c'), 611],
	] as const;
	const times = new Map<RunEvent, number>();
	const events = facts.map(([fact, second]) => {
		const event = fact(now);
		times.set(event, startedAt + (second * 1000));
		return event;
	});
	const runs = [platformRun(1, 'a', [0, 4]), platformRun(2, 'b', [3, 9], dead), platformRun(3, 'b', [600, 607])].map(create => create(now));
	const state = replayFacts({workflow: chain, invocation, timeoutMs, events: [...events, ...runs], getWrittenAt: event => times.get(event), now});
	t.equal(state.outcome, 'COMPLETED');
	t.equal(state.triggeredAt, startedAt + 600_000);
	t.equal(state.endedAt, startedAt + 611_000);
	t.same([...state.nodes.values()].map(({runIds}) => runIds), [[gh(1)], [gh(3)], []]);
	t.equal(state.nodes.get('b')?.startedAt, startedAt + 604_000, 'of its last attempt');
});

t.test('a marker that only the listing after the logs has counts; one that it has not was removed', async t => {
	const now = startedAt + 5000;
	const events = [...ok('a', {b: 1}), log('b', {result: 'None', hasNoTriggers: true})].map(fact => fact(now));
	const options = {workflow: createTinyWorkflow({a: ['b'], b: []}), invocation, timeoutMs, events, getWrittenAt: () => startedAt + 1000, now};
	t.equal(summarize(replayFacts({...options, markers: new Set(['a', 'b'])})), 'a:COMPLETED b:COMPLETED');
	t.equal(summarize(replayFacts({...options, markers: new Set(['a'])})), 'a:COMPLETED b:INVOKED');
});
