import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {choosePace, createPaceMemory, spend, takeLook, type Pace} from '../../../source/run/monitor/platform-pace.js';
import {cancelRequested, done, finished, log, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const chain = createTinyWorkflow({a: ['b'], b: []});
const started = tell(chain, [log('a')]);
const invoked = tell(chain, [finished('a', 'None', {b: 1})]);

const fan = createTinyWorkflow({a: ['r(2)', 'c'], r: [], c: []});
const fannedOut = [finished('a', 'None', {r: 2, c: 1}), finished('c')];

const states: ReadonlyArray<readonly [title: string, state: Parameters<typeof choosePace>[0], at: number, pace: Pace]> = [
	['not dispatched yet', createRunState(chain), 500_000, 'calm'],
	['dispatched, and no log yet', tell(chain), 1000, 'urgent'],
	['a log that grew a moment ago', started, 3999, 'slow'],
	['a log that has been silent for 3 s: the function may be dead', started, 4000, 'urgent'],
	['a marker without a word about the end', tell(chain, [log('a'), done('a')]), 4000, 'urgent'],
	['a log that grows beside one that is silent', tell(fan, [finished('a', 'None', {r: 2, c: 1}), log('r(1)'), log('r(2)')], [log('c')], [log('c')], [log('c')]), 4000, 'urgent'],
	['a successor invoked a moment ago', invoked, 1001, 'urgent'],
	['a rank whose fellow is at work', tell(fan, fannedOut, [log('r(1)')]), 3000, 'urgent'],
	['a rank without a log whose fellow has ended', tell(fan, fannedOut, [finished('r(1)')]), 2001, 'pressing'],
	['the same, its container started', tell(fan, fannedOut, [finished('r(1)'), run(7, 'r', 'in_progress', undefined, 2)]), 2001, 'pressing'],
	['the same while something else works', tell(fan, [finished('a', 'None', {r: 2, c: 1})], [finished('r(1)'), log('c')]), 2001, 'urgent'],
	['a node that died as it dispatched, before another list', tell(chain, [at => ({type: 'platform.listed', at: at - 9}), done('a'), run(1, 'a', 'completed', 'failure')], []), 2001, 'pressing'],
	['the same after another list', tell(fan, [done('a'), log('r(1)'), run(1, 'a', 'completed', 'failure')], [at => ({type: 'platform.listed', at: at - 9}), log('r(1)')]), 2001, 'slow'],
	['a run being cancelled', tell(chain, [log('a')], [cancelRequested]), 2500, 'urgent'],
	['a run that has ended', tell(createTinyWorkflow({a: []}), [finished('a')]), 90_000, 'calm'],
];

for (const [title, state, at, pace] of states) {
	t.test(`pace: ${title} is ${pace}`, async t => {
		t.equal(choosePace(state, at), pace);
	});
}

/** When looks were made in so many seconds, asking each second. */
const look = (seconds: number, pace: (second: number) => Pace, intervalMs = 15_000): readonly number[] => {
	let memory = createPaceMemory(0);
	const looks: number[] = [];
	for (let second = 0; second <= seconds; second++) {
		const next = takeLook(memory, pace(second), {now: second * 1000, intervalMs});
		if (next !== undefined) {
			memory = next;
			looks.push(second);
		}
	}

	return looks;
};

t.test('calm looks keep the platform\'s interval', async t => {
	t.same(look(60, () => 'calm'), [0, 15, 30, 45, 60]);
	t.same(look(60, () => 'slow'), [0, 30, 60], 'slow ones twice that');
});

t.test('urgent looks come every 4 s until they are spent, then at the platform\'s interval', async t => {
	const looks = look(600, () => 'urgent');
	t.same(looks.slice(0, 9), [0, 4, 8, 12, 16, 20, 24, 28, 32]);
	t.same(looks.slice(-3), [570, 585, 600]);
	t.same(look(660, second => second < 120 ? 'urgent' : (second < 600 ? 'slow' : 'urgent')).slice(-8), [612, 616, 620, 624, 628, 632, 636, 640].map(second => second + 20), 'what a slow pace saves is there for later');
	t.ok(looks.length < 60, `${looks.length} looks in ten minutes, however urgent all the time`);
});

t.test('pressing looks come each second while more than the reserve is left, then as urgent ones', async t => {
	const looks = look(600, () => 'pressing');
	t.same(looks.slice(0, 16), [...Array.from({length: 14}, (_, second) => second), 15, 19]);
	t.ok(looks.length < 60, `${looks.length} looks in ten minutes, however pressing all the time`);
});

t.test('after a limit the platform\'s own interval is kept until looks are granted again', async t => {
	const memory = spend(createPaceMemory(0), 80_000);
	t.equal(takeLook({...memory, askedAt: 81_000}, 'urgent', {now: 94_000, intervalMs: 15_000}), undefined);
	t.match(takeLook({...memory, askedAt: 81_000}, 'urgent', {now: 95_000, intervalMs: 15_000}), {urgentLeft: 0});
});

t.test('a platform that may be asked often is never asked less often for urgency', async t => {
	t.same(look(3, () => 'urgent', 500), [0, 1, 2, 3]);
	t.equal(takeLook({askedAt: 0, urgentLeft: 8, refilledAt: 0}, 'urgent', {now: 499, intervalMs: 500}), undefined);
});
