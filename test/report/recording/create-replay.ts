import fs from 'node:fs';
import t from 'tap';
import {createResumedState} from '../../../source/core/run/create-resumed-state.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {createTimeline} from '../../../source/core/run/timeline/create-timeline.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {createReplay} from '../../../source/report/recording/create-replay.js';
import {recordChanges, recordSnapshot} from '../../../source/report/recording/record-changes.js';
import {parseRecording} from '../../../source/report/recording/read-recording.js';
import {type TimedEvent} from '../../../source/report/recording/recorded-event.js';
import {createInstantClock, createPacedClock} from '../../../source/report/recording/replay-clock.js';
import {type RunnerEvent} from '../../../source/run/runner/runner-event.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createBatch, done, finished, log, raised, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const text = fs.readFileSync(new URL('../../support/recording/failing.ndjson', import.meta.url), 'utf8');
const events = parseRecording('failing.ndjson', text);
const {at: from} = events[0]!;
const {at: until} = events.at(-1)!;

const open = (recorded = events) => {
	const replay = createReplay(recorded);
	const heard: RunnerEvent[] = [];
	replay.subscribe(event => {
		heard.push(event);
	});
	return {replay, heard};
};

const {signal} = new AbortController();

t.test('a recording gives the state, the logs and the events that the run gave', async t => {
	const {replay, heard} = open();
	await replay.play(createInstantClock(from), {signal});
	const state = replay.store.getSnapshot();
	t.equal(state.outcome, 'FAILED');
	t.same([...state.nodes.values()].map(({id, status, reason}) => [id, status, reason]), [
		['write-numbers', 'COMPLETED', 'completed'], ['invert-numbers', 'FAILED', 'function-error'], ['add-numbers', 'SKIPPED', 'upstream-failed'],
	]);
	t.match(state.nodes.get('invert-numbers')?.log?.failure?.message, 'division by zero');
	t.ok(replay.store.logs.getSnapshot().some(({node, text: line}) => node === 'invert-numbers' && line === 'Dividing 1 by 0'));
	t.equal(heard.filter(({type}) => type === 'run.triggered').length, 1);
	t.equal(heard.filter(({type}) => type === 'run.ended').length, 1);
	t.same(heard.flatMap(event => event.type === 'status.changed' ? [`${event.node.id} ${event.node.status}`] : []).slice(0, 2), ['write-numbers INVOKED', 'write-numbers RUNNING']);
});

t.test('events come at their time, twenty times as fast when asked', async t => {
	const clock = createVirtualClock(5000);
	const {replay, heard} = open();
	const paced = createPacedClock(clock, {from, until, speed: 20});
	const playing = replay.play(paced, {signal});
	const triggeredAt = events.find(({type}) => type === 'run.changed')!.at;
	await clock.advance((triggeredAt - from - 20) / 20);
	t.same(heard, []);
	await clock.advance(2);
	t.equal(heard[0]?.type, 'run.triggered');
	t.equal(replay.store.getSnapshot().outcome, 'RUNNING');
	await clock.advance((until - triggeredAt) / 20);
	await playing;
	t.equal(replay.store.getSnapshot().outcome, 'FAILED');
	await clock.advance(60_000);
	t.equal(paced.screen.now(), until, 'the recorded time stands still at its end');
});

t.test('all lines of a node that were played can be read again', async t => {
	const {replay} = open();
	const collect = async () => {
		const lines: string[] = [];
		for await (const entries of replay.readPlayed('invert-numbers')) {
			lines.push(...entries.map(({text: line}) => line));
		}

		return lines;
	};

	t.same(await collect(), []);
	await replay.play(createInstantClock(from), {signal});
	const played = replay.store.logs.getSnapshot().filter(({node}) => node === 'invert-numbers').map(({text: line}) => line);
	t.ok(played.length > 3);
	t.same(await collect(), played);
	await replay.play(createInstantClock(from), {signal});
	t.same(await collect(), played, 'of the latest play');
});

t.test('played again, it begins at the beginning, without the lines of before', async t => {
	const {replay, heard} = open();
	await replay.play(createInstantClock(from), {signal});
	const lineCount = replay.store.logs.getSnapshot().length;
	const eventCount = heard.length;
	await replay.play(createInstantClock(from), {signal});
	t.equal(replay.store.logs.getSnapshot().length, lineCount);
	t.equal(heard.length, 2 * eventCount);
});

t.test('an aborted replay plays no further and leaves no timer', async t => {
	const clock = createVirtualClock();
	const {replay, heard} = open();
	const controller = new AbortController();
	const playing = replay.play(createPacedClock(clock, {from, until, speed: 1}), {signal: controller.signal});
	await clock.advance(1);
	controller.abort(new Error('enough'));
	await t.rejects(playing, /enough/u);
	t.same(heard, []);
	t.equal(clock.sleeperCount(), 0);
});

t.test('warnings are heard and notes told; nodes that the document does not have are passed over', async t => {
	const [first] = events;
	const {replay, heard} = open([
		first!,
		{type: 'warning', at: from, message: 'not pushed'},
		{type: 'note', at: from, message: 'hello'},
		{type: 'node.changed', at: from, node: {id: 'stranger', action: 'stranger', status: 'FAILED', runIds: []}, from: 'PENDING'},
	]);
	const notes: string[] = [];
	await replay.play(createInstantClock(from), {signal, onNote(message) {
		notes.push(message);
	}});
	t.same(notes, ['hello']);
	t.same(heard, [{type: 'run.warned', message: 'not pushed'}]);
	t.notOk(replay.store.getSnapshot().nodes.has('stranger'));
});

t.test('a recording whose document is broken says so', async t => {
	const [first] = events;
	t.throws(() => createReplay([{...(first as Extract<TimedEvent, {type: 'snapshot'}>), document: {WorkflowName: 'x'}}]), FaasrTuiError);
});

t.test('a replay has the timeline of the run, also of one that was resumed', async t => {
	const chain = createTinyWorkflow({a: ['b'], b: []});
	const facts = [
		[run(1, 'a', 'queued')], [run(1, 'a', 'in_progress')], [log('a', {seconds: 1})], [finished('a', 'None', {b: 1}), done('a')],
		[run(2, 'b', 'queued')], [run(2, 'b', 'in_progress')], [log('b', {seconds: 0.5})], [raised('b'), done('b')], [],
	];
	const first = tell(chain, ...facts);
	let resumed = reduce(createResumedState(first, planResume(first, {kind: 'failed'})), {
		at: 20_000, events: [{type: 'run.triggered', at: 20_000, invocation: first.invocation!}],
	});
	resumed = reduce(resumed, createBatch(22_000, [run(3, 'b', 'in_progress')]));
	resumed = reduce(resumed, createBatch(23_000, [log('b', {attempts: 2, result: 'None', hasNoTriggers: true}), done('b')]));
	for (const [state, phases] of [[first, 'running'], [resumed, 'starting']] as const) {
		const {replay} = open([recordSnapshot(createRunState(chain, 1000), 'local cloud', 0), ...recordChanges(createRunState(chain, 1000), state, 9000)]);
		await replay.play(createInstantClock(0), {signal});
		const {nodes, criticalPath} = createTimeline(replay.store.getSnapshot());
		t.same([...nodes], [...createTimeline(state).nodes]);
		t.same(criticalPath, createTimeline(state).criticalPath);
		t.ok(nodes.get('b')?.some(({name}) => name === phases), `with what is ${phases}`);
	}
});
