import t from 'tap';
import {isAtWork} from '../../../source/core/run/is-at-work.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {finished, guess, log, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow({a: ['b'], b: []});

for (const [title, state, since, expected] of [
	['a platform run that is queued', tell(workflow, [run(1, 'a', 'queued')]), 0, true],
	['one in progress', tell(workflow, [run(1, 'a', 'in_progress')]), 0, true],
	['one that may be another\'s', tell(workflow, [guess(1, 'a', 'in_progress')]), 0, false],
	['one that has ended', tell(workflow, [run(1, 'a', 'completed', 'failure')]), 0, false],
	['a log that grows', tell(workflow, [log('a')]), 500, true],
	['a log that grew before', tell(workflow, [log('a')]), 1000, false],
	['a function that has ended', tell(workflow, [finished('a', 'None', {b: 1}), run(1, 'a', 'in_progress')]), 0, false],
] as ReadonlyArray<readonly [string, RunState, number, boolean]>) {
	t.test(`${title} ${expected ? 'goes on' : 'says nothing of going on'}`, async t => {
		t.equal(isAtWork(state, since), expected);
	});
}
