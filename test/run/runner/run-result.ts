import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {finished, tell} from '../../support/core/story.js';

const workflow = createTinyWorkflow({a: []});
const state = (changes: Partial<RunState>): RunState => ({...createRunState(workflow), ...changes});

const cases: ReadonlyArray<readonly [Partial<RunState>, number]> = [
	[{outcome: 'COMPLETED'}, 0],
	[{outcome: 'FAILED'}, 1],
	[{outcome: 'TIMEOUT'}, 6],
	[{outcome: 'TIMEOUT', watchFailures: {bucket: 'away'}}, 5],
	[{outcome: 'TIMEOUT', watchFailures: {platform: 'away'}}, 5],
	[{outcome: 'CANCELLED'}, 130],
];

for (const [changes, code] of cases) {
	t.test(`${JSON.stringify(changes)} exits with ${code}`, async t => {
		t.equal(getRunResult(state(changes), 0).exitCode, code);
	});
}

t.test('a result has the time from the trigger to the verdict, or until now', async t => {
	const running = tell(workflow);
	t.equal(getRunResult(running, 4200).durationMs, 4200);
	const ended = tell(workflow, [], [finished('a')]);
	t.equal(getRunResult(ended, 99_000).durationMs, 2000);
	t.equal(getRunResult(createRunState(workflow), 99_000).durationMs, 0);
	t.equal(getRunResult(ended, 0).invocation?.id, 'id');
});

t.test('a result warns of what the document does not describe', async t => {
	t.equal(getRunResult(tell(workflow, [finished('a')]), 0).warnings, undefined);
	t.match(getRunResult(tell(workflow, [finished('a', 'None', {stranger: 1})]), 0).warnings, [/^The document does not describe this run: a invoked stranger,/u]);
});
