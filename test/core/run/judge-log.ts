import t from 'tap';
import {done, finished, guess, log, run, summarize, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const chain = createTinyWorkflow({a: ['b'], b: []});
const text = {failure: {message: 'text', source: 'executor.py', traceback: []}, mayBeText: true} as const;
const refusal = {dispatchFailure: {message: 'text', source: 'scheduler.py', traceback: []}, mayBeText: true} as const;

const stories: ReadonlyArray<readonly [title: string, batches: Array<Parameters<typeof tell>[1]>, statuses: string]> = [
	['is not believed in the moment in which it is seen', [[log('a', text)]], 'a:RUNNING b:PENDING'],
	['is not believed while the log goes on', [[log('a', text)], [log('a', text)]], 'a:RUNNING b:PENDING'],
	['is forgotten when it was text', [[log('a', text)], [done('a'), finished('a', 'None', {b: 1})]], 'a:COMPLETED b:INVOKED'],
	['is believed after seconds of silence where no platform is asked', [[log('a', text)], [], [], [], [], []], 'a:FAILED(function-error) b:SKIPPED(upstream-failed)'],
	['is not believed however long the log is silent while the platform run is alive', [[log('a', text), run(1, 'a', 'in_progress')], ...Array.from({length: 60}, () => [])], 'a:RUNNING b:PENDING'],
	['is not believed while a run is alive that may be the node\'s', [[log('a', text), guess(1, 'a', 'in_progress'), guess(2, 'a', 'completed', 'failure')], ...Array.from({length: 60}, () => [])], 'a:RUNNING b:PENDING'],
	['is not believed beside a marker: FaaSr logs an exception with its call stack', [[log('a', text), done('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'failure')], []], 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)'],
	['is believed when the platform run has ended', [[log('a', text), run(1, 'a', 'completed', 'failure')], []], 'a:FAILED(function-error) b:SKIPPED(upstream-failed)'],
	['of the scheduler waits as well', [[log('a', refusal)]], 'a:RUNNING b:PENDING'],
	['of the scheduler is believed after the same', [[log('a', refusal)], [], [], [], [], []], 'a:FAILED(dispatch-failed) b:SKIPPED(upstream-failed)'],
];

for (const [title, batches, statuses] of stories) {
	t.test(`an ERROR that may be the function's text ${title}`, async t => {
		t.equal(summarize(tell(chain, ...batches)), statuses);
	});
}
