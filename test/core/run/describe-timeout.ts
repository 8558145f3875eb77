import t from 'tap';
import {reduce} from '../../../source/core/run/reduce.js';
import {createBatch, finished, guess, log, run, tell, watchFailed} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const chain = createTinyWorkflow({a: ['b'], b: []});

/** What is said of a node when nothing more comes. */
const giveUp = (id: string, ...batches: Array<Parameters<typeof tell>[1]>): string | undefined =>
	reduce(tell(chain, ...batches), createBatch(300_000, [], false)).nodes.get(id)?.sentence;

const cases: ReadonlyArray<readonly [title: string, sentence: string | undefined, expected: string]> = [
	['a function that computes in silence', giveUp('a', [log('a'), run(7, 'a', 'in_progress')]), 'Nothing else was new for 120 s: its platform run is still in progress (run 7); --timeout waits longer'],
	['one that runs again on another machine', giveUp('a', [log('a'), run(7, 'a', 'queued')]), 'Nothing else was new for 120 s: its platform run is still queued (run 7); --timeout waits longer'],
	['a platform that could not be asked lately', giveUp('a', [log('a'), run(7, 'a', 'in_progress'), watchFailed('platform')]), 'Nothing else was new for 120 s, and the platform could not be watched: its platform run was in progress when it was last listed (run 7)'],
	['a red end that could not decide, since it may be another invocation\'s', giveUp('b', [finished('a', 'None', {b: 1})], [guess(8, 'b', 'completed', 'failure'), watchFailed('platform')]), 'Nothing else was new for 120 s, and the platform could not be watched: its platform run 8 ended with failure'],
	['what nothing is known of', giveUp('b', [log('a')]), 'Nothing new was observed for 120 s'],
];

for (const [title, sentence, expected] of cases) {
	t.test(`a time-out says what the platform says: ${title}`, async t => {
		t.equal(sentence, expected);
	});
}
