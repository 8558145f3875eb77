import t from 'tap';
import {createResumedState} from '../../../source/core/run/create-resumed-state.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {planResume} from '../../../source/core/run/plan-resume.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {
	cancelRequested, createBatch, done, finished, guess, log, raised, run, summarize, tell,
} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {gh} from '../../support/run-id.js';

type Batches = Array<Parameters<typeof tell>[1]>;

const chain = {a: ['b'], b: []};
const branches = {a: [{True: ['b'], False: ['c']}], b: [], c: []};
const ranked = {a: ['r(3)'], r: ['z'], z: []};
const refusal = {message: 'refused', source: 'scheduler.py', traceback: []};
const stumble = 'name \'func_stdout\' is not defined';
const killed = log('a', {failure: {message: stumble, source: 'executor.py', traceback: [`NameError: ${stumble}`, 'non-zero exit code (-9) from user function']}});

/** So many polls that bring nothing, one each second. */
const quiet = (count: number): Batches => Array.from({length: count}, () => []);

const stories: ReadonlyArray<readonly [title: string, edges: Readonly<Record<string, readonly InvokeNextEntry[]>>, batches: Batches, statuses: string, sentence?: string]> = [
	[
		'a function whose process was killed says so, not what FaaSr stumbled over',
		{a: []}, [[killed]], 'a:FAILED(function-error)', 'The function\'s process was killed (SIGKILL), as happens when memory runs out',
	],
	[
		'a function that failed while the run was being cancelled failed, when its platform run says so',
		{a: []}, [[log('a'), run(1, 'a', 'in_progress')], [cancelRequested], [raised('a'), run(1, 'a', 'completed', 'failure')], []],
		'a:FAILED(function-error)', 'boom',
	],
	[
		'a function that was killed by then says so as well',
		{a: []}, [[log('a'), run(1, 'a', 'in_progress')], [cancelRequested], [killed, run(1, 'a', 'completed', 'failure')], []],
		'a:FAILED(function-error)', 'The function\'s process was killed (SIGKILL), as happens when memory runs out',
	],
	[
		'a run that the platform ended without a word on how has failed',
		{a: []}, [[run(1, 'a', 'in_progress')], [run(1, 'a', 'completed')], []],
		'a:FAILED(run-failed)', 'Its platform run 1 ended with no conclusion and no .done was written',
	],
	[
		'so has one that had written its marker',
		{a: []}, [[done('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed')], []],
		'a:FAILED(run-failed)', 'Its platform run 1 ended with no conclusion after writing .done',
	],
	[
		'a node that had its marker when the user cancelled its run was cancelled by the user',
		{a: []}, [[log('a'), done('a'), run(1, 'a', 'in_progress')], [cancelRequested], [run(1, 'a', 'completed', 'cancelled')], []],
		'a:CANCELLED(cancelled-by-user)', 'Its platform run 1 ended with cancelled after writing .done',
	],
	[
		'by somebody on the platform otherwise',
		{a: []}, [[log('a'), done('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'cancelled')], []],
		'a:CANCELLED(cancelled-on-platform)', 'Its platform run 1 ended with cancelled after writing .done',
	],
	[
		'of a node dispatched by one that still runs, a red run that may be another\'s counts once its own must be listed',
		chain, [[log('a', {invoked: {b: 1}})], [guess(2, 'b', 'completed', 'failure')], ...quiet(16)], 'a:RUNNING b:FAILED(run-failed)',
	],
	[
		'of a node dispatched by one that left no log, the end of that one is when it was dispatched',
		chain, [[done('a'), run(1, 'a', 'completed', 'success')], [guess(2, 'b', 'completed', 'failure')], ...quiet(12)], 'a:COMPLETED b:RUNNING',
	],
	[
		'the entry action counts as dispatched with the trigger: its only run, though it may be another\'s, is believed after the grace',
		{a: []}, [[guess(2, 'a', 'completed', 'failure')], ...quiet(16)], 'a:FAILED(run-failed)',
	],
	[
		'nobody knows which branch a function took that left a marker and no log',
		branches, [[done('a'), run(1, 'a', 'completed', 'success')], []], 'a:COMPLETED b:PENDING c:PENDING',
	],
	[
		'a run that ended red after the finish line failed, unless the log tells that it invoked all that comes after it',
		chain, [[finished('a'), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'failure')], []],
		'a:FAILED(run-failed) b:SKIPPED(upstream-failed)', 'Its platform run 1 ended with failure after writing .done',
	],
	[
		'a marker is not belied at once by a red run that may be another\'s',
		{a: []}, [[done('a'), guess(2, 'a', 'completed', 'failure')], ...quiet(10)], 'a:RUNNING',
	],
	[
		'a refused dispatch before the finish line names who was not invoked',
		chain, [[log('a', {dispatchFailure: refusal})]], 'a:FAILED(dispatch-failed) b:SKIPPED(upstream-failed)', 'refused (not invoked: b)',
	],
	[
		'an ERROR of the scheduler behind which nothing comes stands for itself',
		{a: []}, [[log('a', {dispatchFailure: refusal})]], 'a:FAILED(dispatch-failed)', 'refused',
	],
	[
		'a run that turns out to be another action\'s is that action\'s',
		chain, [[finished('a', 'None', {b: 1}), run(7, 'a', 'in_progress')], [run(7, 'b', 'completed', 'failure')], []],
		'a:COMPLETED b:FAILED(run-failed)',
	],
	[
		'runs whose names tell ranks and runs whose names do not make up one order',
		ranked, [[finished('a', 'None', {r: 3})], [run(21, 'r', 'in_progress', undefined, 3), run(22, 'r', 'in_progress'), run(23, 'r', 'in_progress')], [run(22, 'r', 'completed', 'failure')], []],
		'a:COMPLETED r(1):FAILED(run-failed) r(2):RUNNING r(3):RUNNING z:SKIPPED(upstream-failed)',
	],
	[
		'ranks told by their runs\' names are followed one by one',
		ranked, [[finished('a', 'None', {r: 3})], [run(21, 'r', 'queued', undefined, 3)], [run(22, 'r', 'in_progress', undefined, 1)], [run(21, 'r', 'completed', 'failure', 3)], []],
		'a:COMPLETED r(1):RUNNING r(2):INVOKED r(3):FAILED(run-failed) z:SKIPPED(upstream-failed)',
	],
	[
		'a run without a rank among runs with one moves none of them',
		ranked, [[finished('a', 'None', {r: 3})], [run(21, 'r', 'in_progress', undefined, 2)], [run(22, 'r', 'in_progress')], []],
		'a:COMPLETED r(1):RUNNING r(2):RUNNING r(3):INVOKED z:PENDING',
	],
	[
		'a run that is listed late moves those that were dispatched after it',
		ranked, [[finished('a', 'None', {r: 3})], [run(22, 'r', 'completed', 'failure')], [run(21, 'r', 'in_progress'), run(23, 'r', 'in_progress')], []],
		'a:COMPLETED r(1):RUNNING r(2):FAILED(run-failed) r(3):RUNNING z:SKIPPED(upstream-failed)',
	],
	[
		'the log of a rank that belies the order takes all runs from their ranks',
		ranked, [[finished('a', 'None', {r: 3})], [21, 22, 23].map(id => run(id, 'r', 'in_progress')), [run(22, 'r', 'completed', 'failure')], [done('r(2)'), finished('r(2)', 'None', {z: 1})]],
		'a:COMPLETED r(1):INVOKED r(2):COMPLETED r(3):INVOKED z:INVOKED',
	],
	[
		'a rank in a run\'s name that the workflow does not have is nobody\'s',
		ranked, [[finished('a', 'None', {r: 3})], [run(21, 'r', 'in_progress', undefined, 9)], []],
		'a:COMPLETED r(1):INVOKED r(2):INVOKED r(3):INVOKED z:PENDING',
	],
	[
		'a fourth run of three ranks contradicts their order, so that none is told apart',
		ranked, [[finished('a', 'None', {r: 3})], [21, 22, 23, 24].map(id => run(id, 'r', 'in_progress')), []],
		'a:COMPLETED r(1):INVOKED r(2):INVOKED r(3):INVOKED z:PENDING',
	],
];

for (const [title, edges, batches, statuses, sentence] of stories) {
	t.test(title, async t => {
		const state = tell(createTinyWorkflow(edges), ...batches);
		t.equal(summarize(state), statuses);
		if (sentence !== undefined) {
			t.equal(state.nodes.get('a')?.sentence, sentence);
		}
	});
}

t.test('runs of an action that the workflow does not have are passed over whenever they come', async t => {
	const state = tell(createTinyWorkflow(chain), [log('a')], [run(9, 'ghost', 'in_progress'), guess(10, 'ghost', 'queued')], [log('a')]);
	t.equal(summarize(state), 'a:RUNNING b:PENDING');
});

t.test('in a resumed run the only rank that runs again has the first run, and one too many leaves both to nobody', async t => {
	const before = tell(createTinyWorkflow(ranked), [finished('a', 'None', {r: 3})], [done('r(1)'), finished('r(1)', 'None', {z: 1}), raised('r(2)'), done('r(3)'), finished('r(3)', 'None', {z: 1})], []);
	const resumed = createResumedState(before, planResume(before, {kind: 'failed'}));
	const triggered: RunEvent = {type: 'run.triggered', at: 10_000, invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T00-00-00', id: 'id'}};
	const started = reduce(reduce(resumed, {at: 10_000, events: [triggered]}), createBatch(11_000, [run(31, 'r', 'in_progress')]));
	t.same([...started.nodes.values()].map(({id, runIds}) => [id, ...runIds]), [['a'], ['r(1)'], ['r(2)', gh(31)], ['r(3)'], ['z']]);
	const crowded = reduce(started, createBatch(12_000, [run(32, 'r', 'in_progress'), run(33, 'r', 'in_progress'), run(34, 'r', 'in_progress')]));
	t.same(crowded.nodes.get('r(2)')?.runIds, []);
});
