import t from 'tap';
import {cancelRequested, done, finished, guess, log, run} from '../../support/core/story.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {chain, diamond, quiet, testStories, type RunStory} from '../../support/core/run-stories.js';

const listed = (at: number): RunEvent => ({type: 'platform.listed', at: at - 100});
/** So many looks at the bucket, and at the platform as well. */
const looks = (count: number): RunStory['batches'] => Array.from({length: count}, () => [listed]);
const outage = (at: number): RunEvent => ({type: 'watch.failed', at, source: 'platform', message: '502', retryAt: at + 60_000});
const mayBeText = {mayBeText: true, failure: {message: 'this is only text of the user', source: 'executor.py', traceback: []}} as const;

/** a → True: c | b, of which a did all its work and died before it could say what it answered. */
const lostAnswer: RunStory['batches'] = [[done('a'), log('a'), run(1, 'a', 'in_progress'), listed], [run(1, 'a', 'completed', 'failure'), finished('b'), listed]];
const oneSide = {a: [{True: ['c']}, 'b'], b: [], c: []};

/** b died between its marker and its last word, and may have dispatched d as c did. */
const untold: RunStory['batches'] = [
	[finished('a', 'None', {b: 1, c: 1}), listed],
	[done('b'), log('b'), finished('c', 'None', {d: 1}), run(2, 'b', 'completed', 'failure'), listed],
];

/** b has its marker and is in no list, as other runs are. */
const unlisted: RunStory['batches'] = [[finished('a', 'None', {b: 1}), run(1, 'a', 'completed', 'success'), listed], [done('b'), log('b'), listed]];

/** a has its marker and dispatches still, as another invocation's b has ended. */
const contested: RunStory['batches'] = [[done('a'), log('a'), run(1, 'a', 'in_progress'), guess(10, 'b', 'completed', 'success'), listed]];
/** The same, where it is not known either which of two runs is a's. */
const twoRuns: RunStory['batches'] = [[
	done('a'), log('a'), guess(1, 'a', 'in_progress'), guess(2, 'a', 'completed', 'success'), guess(10, 'b', 'completed', 'success'), listed,
]];

/** What the simulation found the judges to be wrong about, each as the few facts that it takes. */
const stories: readonly RunStory[] = [
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
	{
		title: 'a lone marker waits through an outage of the platform, whose list may tell of a red end',
		edges: chain, batches: [[finished('a', 'None', {b: 1}), listed], [done('b'), log('b'), listed], [outage], ...quiet(20)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'so does an ERROR without a call stack of a run that was alive when the platform last answered',
		edges: {a: []}, batches: [[log('a', mayBeText), run(1, 'a', 'in_progress'), listed], ...looks(8), [outage], ...quiet(20)],
		statuses: 'a:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'a green run of a join behind a container that died dispatching may not be its last: another may be missing in the list',
		edges: diamond, batches: [...untold, [run(3, 'd', 'completed', 'success'), listed], ...looks(5)],
		statuses: 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'nor may a red one',
		edges: diamond, batches: [...untold, [run(3, 'd', 'completed', 'failure'), listed], ...looks(5)],
		statuses: 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'eight listed seconds later it is the last',
		edges: diamond, batches: [...untold, [run(3, 'd', 'completed', 'failure'), listed], ...looks(8)],
		statuses: 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'the marker of a join is not judged by as many runs as dispatches are told while an untold one may have made another',
		edges: diamond, batches: [...untold, [run(3, 'd', 'completed', 'failure'), done('d'), listed], [listed]],
		statuses: 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'a predecessor that somebody ran again has dispatched a join twice: as many green runs as predecessors are not all',
		edges: diamond, batches: [
			[finished('a', 'None', {b: 1, c: 1}), listed], [log('b', {attempts: 2, result: 'None', invoked: {d: 1}}), done('b'), run(3, 'd', 'completed', 'success'), run(4, 'd', 'completed', 'success'), listed],
			[finished('c', 'None', {d: 1}), done('c'), listed], ...looks(5),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:INVOKED', outcome: 'RUNNING',
	},
	{
		title: 'eight listed seconds after the last of them ended they are',
		edges: diamond, batches: [
			[finished('a', 'None', {b: 1, c: 1}), listed], [log('b', {attempts: 2, result: 'None', invoked: {d: 1}}), done('b'), run(3, 'd', 'completed', 'success'), run(4, 'd', 'completed', 'success'), listed],
			[finished('c', 'None', {d: 1}), done('c'), listed], ...looks(9),
		],
		statuses: 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'a rank that was refused a dispatch ends red, and its run is its own all the same',
		edges: {a: ['r(2)'], r: ['z'], z: []},
		batches: [
			[finished('a', 'None', {r: 2}), run(2, 'r', 'in_progress'), run(3, 'r', 'in_progress')],
			[log('r(1)', {result: 'None', dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}}), run(2, 'r', 'completed', 'failure')],
		],
		statuses: 'a:COMPLETED r(1):FAILED(dispatch-failed) r(2):RUNNING z:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a green end makes an ERROR without a call stack the function\'s text',
		edges: {a: []}, batches: [[log('a', mayBeText), run(1, 'a', 'in_progress')], [run(1, 'a', 'completed', 'success')], ...quiet(3)],
		statuses: 'a:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'an answer that nobody will ever read leads to nothing once a list that must have it shows no run',
		edges: oneSide, batches: [...lostAnswer, ...looks(9)],
		statuses: 'a:COMPLETED b:COMPLETED c:NOT_INVOKED(branch-not-taken)', outcome: 'COMPLETED',
	},
	{
		title: 'not before: lists lack a new run for some seconds',
		edges: oneSide, batches: [...lostAnswer, ...looks(7)],
		statuses: 'a:COMPLETED b:COMPLETED c:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a run that such an answer led to is judged by its end',
		edges: oneSide, batches: [...lostAnswer, [run(3, 'c', 'completed', 'failure'), listed], ...looks(8)],
		statuses: 'a:COMPLETED b:COMPLETED c:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'and one that may be what it led to, or another\'s, is not ruled out',
		edges: oneSide, batches: [...lostAnswer, [guess(3, 'c', 'queued'), listed], ...looks(12)],
		statuses: 'a:COMPLETED b:COMPLETED c:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'a join that waits for a branch not taken is dead once a run of it is listed, though who dispatched it left no word',
		edges: {a: ['b', 'c', {True: ['e'], False: []}], b: ['d'], c: [{True: ['x'], False: []}], x: ['d'], d: [], e: []},
		batches: [
			[finished('a', 'False', {b: 1, c: 1}), listed], [done('b'), log('b'), run(2, 'b', 'completed', 'failure'), run(4, 'd', 'completed', 'success'), listed],
			[finished('c', 'False'), listed], ...looks(9),
		],
		statuses: 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED e:NOT_INVOKED(branch-not-taken) x:NOT_INVOKED(branch-not-taken) d:SKIPPED(dead-join)', outcome: 'FAILED',
	},
	{
		title: 'what wrote a log was dispatched, though who did it left no word: its red run counts where only its file tells it apart',
		edges: {a: ['b', 'c'], b: [], c: []},
		batches: [
			[done('a'), log('a'), run(1, 'a', 'in_progress'), listed], [run(1, 'a', 'completed', 'failure'), guess(2, 'b', 'in_progress'), listed],
			[log('b'), listed], [guess(2, 'b', 'completed', 'failure'), listed], ...looks(9),
		],
		statuses: 'a:FAILED(run-failed) b:FAILED(run-failed) c:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'a join on both answers of one that left no word was reached if a run of it is listed: it is not on a branch not taken',
		edges: {a: [{True: ['c'], False: ['c']}, 'b'], b: [], c: []},
		batches: [...lostAnswer, [run(3, 'c', 'completed', 'success'), listed], ...looks(9)],
		statuses: 'a:COMPLETED b:COMPLETED c:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'a dispatch that was refused a moment before the user cancelled was refused: FaaSr, when it is cancelled, has no last word beside the marker',
		edges: chain,
		batches: [
			[done('a'), log('a'), run(1, 'a', 'in_progress'), cancelRequested],
			[log('a', {result: 'None', dispatchFailure: {message: 'no', source: 'scheduler.py', traceback: []}}), run(1, 'a', 'completed', 'cancelled')], [],
		],
		statuses: 'a:FAILED(dispatch-failed) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'so was an exception raised',
		edges: chain,
		batches: [
			[log('a'), run(1, 'a', 'in_progress'), cancelRequested],
			[log('a', {hasPutDone: true, failure: {message: 'boom', source: 'executor.py', traceback: []}}), run(1, 'a', 'completed', 'cancelled')], [],
		],
		statuses: 'a:FAILED(function-error) b:SKIPPED(upstream-failed)', outcome: 'FAILED',
	},
	{
		title: 'what looks like an ERROR beside a marker is text, though no run is known',
		edges: {a: []}, batches: [[log('a', mayBeText)], [done('a')], ...quiet(6)],
		statuses: 'a:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a rank whose container died after its last word leaves the others their runs',
		edges: {a: ['r(2)'], r: []},
		batches: [
			[finished('a', 'None', {r: 2}), run(2, 'r', 'in_progress'), run(3, 'r', 'in_progress')],
			[finished('r(1)'), log('r(2)'), run(2, 'r', 'completed', 'failure'), run(3, 'r', 'completed', 'cancelled')], [],
		],
		statuses: 'a:COMPLETED r(1):COMPLETED r(2):CANCELLED(cancelled-on-platform)', outcome: 'CANCELLED',
	},
	{
		title: 'a rank that ended red for want of an answer does not belie the order',
		edges: {a: ['r(2)'], r: [{True: ['z']}], z: []},
		batches: [
			[finished('a', 'None', {r: 2}), run(2, 'r', 'in_progress'), run(3, 'r', 'in_progress')],
			[log('r(1)', {result: 'None', failure: {message: 'no value', source: 'scheduler.py', traceback: []}}), run(2, 'r', 'completed', 'failure')],
		],
		statuses: 'a:COMPLETED r(1):FAILED(function-error) r(2):RUNNING z:PENDING', outcome: 'RUNNING',
	},
	{
		title: 'what an answer that nobody will ever read led to is judged by its end, where it shows itself on S3',
		edges: oneSide, batches: [...lostAnswer, [log('c'), guess(3, 'c', 'completed', 'failure'), listed], ...looks(17)],
		statuses: 'a:COMPLETED b:COMPLETED c:FAILED(run-failed)', outcome: 'FAILED',
	},
	{
		title: 'a lone marker waits while a list that shows other runs may lack its own, which may have ended red',
		edges: chain, batches: [...unlisted, ...looks(12)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'fifteen listed seconds after the dispatch it is believed',
		edges: chain, batches: [...unlisted, ...looks(15)],
		statuses: 'a:COMPLETED b:COMPLETED', outcome: 'COMPLETED',
	},
	{
		title: 'a marker is no sign of a dispatch, which comes after it: behind one without a last word, another invocation\'s run is not believed before the own one must be listed',
		edges: chain, batches: [...contested, ...looks(12), [run(1, 'a', 'completed', 'success'), listed], ...looks(6)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
	{
		title: 'and then it is',
		edges: chain, batches: [...contested, ...looks(12), [run(1, 'a', 'completed', 'success'), listed], ...looks(9)],
		statuses: 'a:COMPLETED b:FAILED(run-did-nothing)', outcome: 'FAILED',
	},
	{
		title: 'nor is the end of one of two runs that may be its own, as long as it is not known which',
		edges: chain, batches: [...twoRuns, ...looks(12), [guess(1, 'a', 'completed', 'success'), listed], ...looks(6)],
		statuses: 'a:COMPLETED b:RUNNING', outcome: 'RUNNING',
	},
];

testStories(t, stories);
