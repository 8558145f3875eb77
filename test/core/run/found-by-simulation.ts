import t from 'tap';
import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {cancelRequested, done, finished, guess, log, run, summarize, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

/** What the simulation found the judges to be wrong about, each as the few facts that it takes. */
type Story = {
	readonly title: string;
	readonly edges: Readonly<Record<string, readonly InvokeNextEntry[]>>;
	readonly batches: Array<Parameters<typeof tell>[1]>;
	readonly statuses: string;
	readonly outcome: string;
};

const chain = {a: ['b'], b: []};
const diamond = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};

/** So many polls that bring nothing, one each second. */
const quiet = (count: number): Array<Parameters<typeof tell>[1]> => Array.from({length: count}, () => []);

const stories: readonly Story[] = [
	{
		title: 'a green run whose marker no listing has yet: it always wrote one, and some stores list late',
		edges: {a: []}, batches: [[run(1, 'a', 'completed', 'success')], ...quiet(8), [done('a')], []], statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a side of the conditional that the answer did not lead to is not invoked, though the dispatch of the other was refused',
		edges: {a: [{True: ['b'], False: ['c']}], b: [], c: []},
		batches: [[log('a', {result: 'True', dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}})], []],
		statuses: 'a:FAILED(dispatch-failed) b:SKIPPED(upstream-failed) c:NOT_INVOKED(branch-not-taken)', outcome: 'FAILED',
	},
	{
		title: 'no value for a conditional is no answer: both sides are skipped',
		edges: {a: [{True: ['b'], False: ['c']}], b: [], c: []},
		batches: [[log('a', {result: 'None', failure: {message: 'no', source: 'scheduler.py', traceback: []}})], []],
		statuses: 'a:FAILED(function-error) b:SKIPPED(upstream-failed) c:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'of several successors the first tells nothing: the next may be refused',
		edges: {a: ['b', 'c'], b: ['c'], c: []},
		batches: [[done('a'), run(1, 'a', 'in_progress'), log('b')], ...quiet(5)],
		statuses: 'a:RUNNING b:RUNNING c:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'the successor that FaaSr dispatches last tells that all were',
		edges: {a: ['c', 'b'], b: ['c'], c: []},
		batches: [[done('a'), run(1, 'a', 'in_progress'), log('b')]],
		statuses: 'a:COMPLETED b:RUNNING c:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'a conditional that comes last may have no such side: a successor before it proves nothing',
		edges: {a: ['b', {True: ['c']}], b: [], c: []},
		batches: [[done('a'), run(1, 'a', 'in_progress'), finished('b')], [run(1, 'a', 'completed', 'failure')], []],
		statuses: 'a:FAILED(run-failed) b:COMPLETED c:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'so is one that has no side to lead to at all',
		edges: {a: ['b', {True: []}], b: []},
		batches: [[done('a'), run(1, 'a', 'in_progress'), finished('b')], [run(1, 'a', 'completed', 'failure')], []],
		statuses: 'a:FAILED(run-failed) b:COMPLETED', outcome: 'FAILED',
	},
	{
		title: 'a raised exception whose marker the log tells of: no listing has to show it before the join behind it may run',
		edges: diamond,
		batches: [
			[finished('a', 'None', {b: 1, c: 1}), log('b', {hasPutDone: true, failure: {message: 'boom', source: 'executor.py', traceback: ['Traceback']}})],
			[], [finished('c', 'None', {d: 1})], [finished('d')],
		],
		statuses: 'a:COMPLETED b:FAILED(function-error) c:COMPLETED d:COMPLETED', outcome: 'FAILED',
	},
	{
		title: 'a green guess proves nothing before the node\'s own run must be listed',
		edges: chain,
		batches: [[finished('a', 'None', {b: 1})], [done('b'), guess(10, 'b', 'completed', 'success')], ...quiet(6)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'of a cancelled run, what the log says of a run that was not cancelled in time',
		edges: {a: [{True: ['b']}], b: []},
		batches: [[log('a'), run(1, 'a', 'in_progress'), cancelRequested], [done('a'), log('a', {result: 'None', failure: {message: 'no value', source: 'scheduler.py', traceback: []}}), run(1, 'a', 'completed', 'failure')], []],
		statuses: 'a:FAILED(function-error) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
];

for (const {title, edges, batches, statuses, outcome} of stories) {
	t.test(title, async t => {
		const state = tell(createTinyWorkflow(edges), ...batches);
		t.equal(summarize(state), statuses);
		t.equal(state.outcome, outcome);
	});
}
