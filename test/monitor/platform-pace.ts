import t from 'tap';
import {createRunState} from '../../source/core/run/create-run-state.js';
import {choosePace, createPaceMemory, takeLook, type Pace} from '../../source/monitor/platform-pace.js';
import {cancelRequested, finished, log, run, tell} from '../fixtures/core/story.js';
import {createTinyWorkflow} from '../fixtures/core/tiny-workflow.js';

const chain = createTinyWorkflow({a: ['b'], b: []});
const started = tell(chain, [log('a')]);
const invoked = tell(chain, [finished('a', 'None', {b: 1})]);

const fan = createTinyWorkflow({a: ['r(2)', 'c'], r: [], c: []});
const fannedOut = [finished('a', 'None', {r: 2, c: 1}), finished('c')];

const states: ReadonlyArray<readonly [title: string, state: Parameters<typeof choosePace>[0], at: number, pace: Pace]> = [
	['not dispatched yet', createRunState(chain), 500_000, 'calm'],
	['just dispatched', tell(chain), 9999, 'calm'],
	['dispatched, and no log for 10 s', tell(chain), 10_000, 'urgent'],
	['a log that is silent for minutes: the function works', started, 500_000, 'calm'],
	['a successor invoked a moment ago', invoked, 10_999, 'calm'],
	['a successor invoked, and nothing on S3 for 10 s', invoked, 11_000, 'urgent'],
	['a rank whose fellow is at work', tell(fan, fannedOut, [log('r(1)')]), 3000, 'calm'],
	['a rank without a log whose fellow has ended', tell(fan, fannedOut, [finished('r(1)')]), 2001, 'pressing'],
	['the same, its container started', tell(fan, fannedOut, [finished('r(1)'), run(7, 'r', 'in_progress', undefined, 2)]), 2001, 'pressing'],
	['the same while something else works', tell(fan, [finished('a', 'None', {r: 2, c: 1})], [finished('r(1)'), log('c')]), 2001, 'calm'],
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
});

t.test('urgent looks come every 5 s until they are spent, then one a minute is granted', async t => {
	const looks = look(600, () => 'urgent');
	t.same(looks.slice(0, 9), [0, 5, 10, 15, 20, 25, 30, 35, 40]);
	t.ok(looks.length < 60, `${looks.length} looks in ten minutes, however urgent all the time`);
});

t.test('pressing looks come each second while more than the reserve is left, then as urgent ones', async t => {
	const looks = look(600, () => 'pressing');
	t.same(looks.slice(0, 10), [0, 1, 2, 3, 4, 9, 14, 19, 24, 39]);
	t.ok(looks.length < 60, `${looks.length} looks in ten minutes, however pressing all the time`);
});

t.test('a platform that may be asked often is never asked less often for urgency', async t => {
	t.same(look(3, () => 'urgent', 500), [0, 1, 2, 3]);
	t.equal(takeLook({askedAt: 0, urgentLeft: 8, refilledAt: 0}, 'urgent', {now: 499, intervalMs: 500}), undefined);
});
