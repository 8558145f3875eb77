import t from 'tap';
import {isColourless, isRed} from '../../../source/core/run/run-meaning.js';
import {chain, diamond, quiet, testStories} from '../../support/core/run-stories.js';
import {done, finished, log, raised, slurm, summarize, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

t.test('only an end has a colour, and one without a meaning proves nothing', async t => {
	t.same((['success', 'failure', 'cancelled', 'none', undefined] as const).map(meaning => {
		const run = {status: 'completed', ...(meaning && {meaning})} as const;
		return isRed(run) ? 'red' : (isColourless(run) ? 'none' : 'green');
	}), ['green', 'red', 'red', 'none', 'none']);
	t.equal(isRed({status: 'in_progress', meaning: 'failure'}), false);
	t.equal(isColourless({status: 'queued'}), false);
});

const arrived = [finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1})];

testStories(t, [
	{
		title: 'an end that says nothing leaves a node that has finished completed',
		edges: chain, batches: [[slurm(1, 'a', 'in_progress')], [done('a'), finished('a', 'None', {b: 1})], [slurm(1, 'a', 'completed', 'COMPLETED')]],
		statuses: 'a:COMPLETED b:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'without a marker the node has failed, once a listing can have it',
		edges: {a: []}, batches: [[slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(11)], statuses: 'a:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'but not before',
		edges: {a: []}, batches: [[slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(5)], statuses: 'a:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'what the log blames is told',
		edges: {a: []}, batches: [[log('a', {mayBeText: true, failure: {message: 'gone', source: 'executor.py', traceback: []}})], [slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(11)],
		statuses: 'a:FAILED(function-error)', outcome: 'FAILED',
	},
	{
		title: 'a red end is as red as anywhere',
		edges: {a: []}, batches: [[slurm(1, 'a', 'completed', 'TIMEOUT')], []], statuses: 'a:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'of a join none of whose runs wrote anything all have been in vain',
		edges: diamond, batches: [arrived, [slurm(10, 'd', 'completed', 'COMPLETED'), slurm(11, 'd', 'in_progress')], [slurm(11, 'd', 'completed', 'COMPLETED')], []],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'of a join that began and wrote no marker one has failed',
		edges: diamond, batches: [arrived, [slurm(10, 'd', 'completed', 'COMPLETED'), slurm(11, 'd', 'completed', 'COMPLETED'), log('d')], ...quiet(11)],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'a marker whose log stops before the finish line is that of a container that died',
		edges: chain, batches: [[log('a'), slurm(1, 'a', 'in_progress')], [done('a'), slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(6)],
		statuses: 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'which is told only after a quiet: the last lines may be listed late',
		edges: chain, batches: [[log('a'), slurm(1, 'a', 'in_progress')], [done('a'), slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(3)],
		statuses: 'a:RUNNING b:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a finish line without its last dispatch is that of one that died dispatching',
		edges: chain, batches: [[finished('a'), slurm(1, 'a', 'in_progress')], [done('a'), slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(6)],
		statuses: 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a marker alone, as of a Lambda that logs elsewhere, is believed',
		edges: {a: []}, batches: [[done('a'), slurm(1, 'a', 'completed', 'COMPLETED')], ...quiet(6)], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a function that raised has failed, whatever the end',
		edges: chain, batches: [[raised('a'), done('a')], [slurm(1, 'a', 'completed', 'COMPLETED')], []], statuses: 'a:FAILED(function-error) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
]);

t.test('the sentence says that the end says nothing', async t => {
	const state = tell(createTinyWorkflow({a: []}), [slurm(17, 'a', 'completed', 'COMPLETED')], ...quiet(11));
	t.equal(summarize(state), 'a:FAILED(run-failed)');
	t.equal(state.nodes.get('a')?.sentence, 'Its platform run 17 ended with COMPLETED (which says nothing of its work) and no .done was written');
	const join = tell(createTinyWorkflow(diamond), arrived, [slurm(10, 'd', 'completed', 'COMPLETED'), slurm(11, 'd', 'completed', 'COMPLETED')], []);
	t.equal(join.nodes.get('d')?.sentence, 'All its 2 platform runs ended, but none did the work');
});
