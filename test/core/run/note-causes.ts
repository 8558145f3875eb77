import t from 'tap';
import {readRunLogFacts} from '../../../source/core/cause/run-log-facts.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {done, log, run, summarize, tell} from '../../support/core/story.js';
import {gh} from '../../support/run-id.js';

const workflow = createTinyWorkflow({a: []});
const red = run(7, 'a', 'completed', 'failure');
const runLog = (...lines: readonly string[]) => (at: number): RunEvent => ({type: 'run-log.observed', at, node: 'a', runId: gh(7), facts: readRunLogFacts(lines)});
const notImported = runLog('[WARNING] [py_func_helper.py] Skipping a.py due to import error: No module named \'numpy\'');
const notValid = runLog('[ERROR] [py_func_helper.py] Python file a.py has following source error: expected \':\' (a.py, line 1)');
const notFound = {failure: {message: '{py_user_func_entry.py: cannot find function a}', source: 'executor.py', traceback: []}};
const mayBeText = log('a', {mayBeText: true, failure: {message: 'boom', source: 'executor.py', traceback: []}});

const cases: ReadonlyArray<readonly [string, Array<Parameters<typeof tell>[1]>, string]> = [
	['the log came first', [[log('a', notFound)], [red], [notImported]], 'a:FAILED(function-error)'],
	['the red end came first, and the log of the run behind it', [[red], [notValid]], 'a:FAILED(function-error)'],
	['the red end came first, and the log on S3 behind it', [[red], [log('a', notFound), notImported]], 'a:FAILED(function-error)'],
	['the marker came with the red end, and what may be text', [[done('a'), log('a', {...notFound, mayBeText: true}), red], [notImported]], 'a:FAILED(function-error)'],
	['no line of the user\'s is known', [[red], [runLog('##[error]The runner has received a shutdown signal.')]], 'a:FAILED(run-failed)'],
	['what may be text is all that is known', [[done('a'), mayBeText, red], [runLog()]], 'a:FAILED(run-failed)'],
];
for (const [title, batches, end] of cases) {
	t.test(`the reason of a failure is the same whatever came first: ${title}`, async t => {
		t.equal(summarize(tell(workflow, ...batches)), end);
	});
}

t.test('a failure is not told in the words of what was taken for the function\'s text, and the run\'s own log is waited for', async t => {
	const dead = tell(workflow, [done('a'), mayBeText], [red], []).nodes.get('a');
	t.match(dead, {sentence: 'Its platform run 7 ended with failure after writing .done', isTrailing: true});
	const told = tell(workflow, [done('a'), mayBeText], [red], [runLog('##[error]Process completed with exit code 137.')]).nodes.get('a');
	t.match(told, {reason: 'run-failed', sentence: /killed/u});
});

t.test('a container that died between its finish line and its dispatches is told with what ended it', async t => {
	const chain = createTinyWorkflow({a: ['b'], b: []});
	const told = tell(chain, [log('a', {result: 'True'}), done('a')], [red], [runLog('##[error]Process completed with exit code 137.')]).nodes.get('a');
	t.match(told, {status: 'FAILED', reason: 'run-failed', sentence: /killed/u});
});
