import t from 'tap';
import {type RunEvent} from '../../../source/core/run/events.js';
import {replayFacts} from '../../../source/core/run/replay-facts.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {done, finished, log, raised, run, summarize} from '../../fixtures/core/story.js';
import {createTinyWorkflow} from '../../fixtures/core/tiny-workflow.js';

const workflow = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const startedAt = Date.UTC(2026, 0, 1);
const invocation = {workflowName: 'Tiny', timestamp: '2026-01-01T00-00-00', id: 'id'};
const timeoutMs = 120_000;

type Facts = ReadonlyArray<ReturnType<typeof log>>;

/** The facts were written one second after the other, all are seen an hour later. */
const replay = (facts: Facts, {skewMs = 0, agoMs = 3_600_000} = {}) => {
	const now = startedAt + agoMs;
	const events = facts.map(fact => fact(now));
	const times = new Map<RunEvent, number>(events.map((event, index) => [event, startedAt + ((index + 1) * 1000) + skewMs]));
	return {now, state: replayFacts({workflow, invocation, timeoutMs, events, getWrittenAt: event => times.get(event), now})};
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
