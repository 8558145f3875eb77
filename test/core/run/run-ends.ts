import t from 'tap';
import {type RunEvent} from '../../../source/core/run/events.js';
import {done, finished, guess, log, run, summarize, tell, watchFailed} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

type Facts = Parameters<typeof tell>[1];

const asked = (at: number): RunEvent => ({type: 'platform.asked', at});
const listed = (at: number): RunEvent => ({type: 'platform.listed', at: at - 100});

const chain = createTinyWorkflow({a: ['b'], b: []});
const fork = createTinyWorkflow({a: ['b', 'c'], b: [], c: []});
const diamond = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const red = run(1, 'a', 'completed', 'failure');

const tail = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: ['e'], e: []});

/** So many looks at the bucket, and at the platform as well. */
const looks = (count: number): Facts[] => Array.from({length: count}, () => [listed]);

const stories: ReadonlyArray<readonly [title: string, workflow: typeof chain, batches: readonly Facts[], statuses: string]> = [
	['a marker is not believed while the platform is asked and has not answered', chain, [[asked, done('b')], ...Array.from({length: 9}, () => [])], 'a:INVOKED b:RUNNING'],
	['nor by a list begun before the quiet seconds are over', chain, [[listed, done('b')], ...looks(5)], 'a:INVOKED b:RUNNING'],
	['but by one begun after them that knows no run of it', chain, [[listed, finished('a', 'None', {b: 1}), done('b')], ...looks(6)], 'a:COMPLETED b:COMPLETED'],
	['unless what comes before it may still dispatch it', chain, [[listed, done('b')], ...looks(9)], 'a:INVOKED b:RUNNING'],
	['by time alone where the platform cannot be asked any more', chain, [[listed, finished('a', 'None', {b: 1}), done('b'), watchFailed('platform')], [], [], [], [], []], 'a:COMPLETED b:COMPLETED'],
	['a red end after the marker fails a node at once, and the next list what it did not invoke', chain, [[listed, done('a'), log('a'), run(1, 'a', 'in_progress')], [listed, red], []], 'a:FAILED(run-failed) b:PENDING'],
	['which then is skipped', chain, [[listed, done('a'), log('a'), run(1, 'a', 'in_progress')], [listed, red], [], [listed]], 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)'],
	['or at once where lists fail', chain, [[listed, done('a'), log('a'), run(1, 'a', 'in_progress')], [red, watchFailed('platform')], []], 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)'],
	['what a dead node had invoked is watched to its end, the rest is skipped', fork, [[listed, done('a')], [listed, red, run(2, 'b', 'queued')], [listed], [listed]], 'a:FAILED(run-failed) b:INVOKED c:SKIPPED(upstream-failed)'],
	['a run that may be its, since it is newer than the dead one, is waited for', fork, [[listed, done('a')], [listed, red, guess(2, 'b', 'queued')], [listed], [listed]], 'a:FAILED(run-failed) b:INVOKED c:SKIPPED(upstream-failed)'],
	['and when it has ended without a sign on S3, it was another\'s', fork, [[listed, done('a')], [listed, red, guess(2, 'b', 'queued')], [listed], [guess(2, 'b', 'completed', 'failure')], [listed]], 'a:FAILED(run-failed) b:SKIPPED(upstream-failed) c:SKIPPED(upstream-failed)'],
	['an older one is another\'s', fork, [[listed, done('a')], [listed, run(5, 'a', 'completed', 'failure'), guess(2, 'b', 'queued')], [listed], [listed]], 'a:FAILED(run-failed) b:SKIPPED(upstream-failed) c:SKIPPED(upstream-failed)'],
	['but not one between two runs of a join, of which the older may have made it', tail, [[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1}), done('d'), listed], [listed, run(3, 'd', 'completed', 'failure'), run(6, 'd', 'completed', 'success'), guess(5, 'e', 'queued')], [listed], [listed]], 'a:COMPLETED b:COMPLETED c:COMPLETED d:FAILED(run-failed) e:INVOKED'],
	['a join that one before it can never let run is skipped although its run is alive', diamond, [[finished('a', 'None', {b: 1, c: 1}), log('b')], [finished('c', 'None', {d: 1}), run(3, 'd', 'in_progress'), run(2, 'b', 'completed', 'failure')], [], []], 'a:COMPLETED b:FAILED(run-failed) c:COMPLETED d:SKIPPED(upstream-failed)'],
	['a marker of a join is not belied by the end of one of its runs while another may be missing in the list', diamond, [[finished('a', 'None', {b: 1, c: 1}), finished('b', 'None', {d: 1}), finished('c', 'None', {d: 1}), listed], [run(3, 'd', 'completed', 'failure')], [done('d')], [listed]], 'a:COMPLETED b:COMPLETED c:COMPLETED d:RUNNING'],
	['of a node that ran again the last run tells how its marker\'s run ended', chain, [[log('a'), done('a'), red, run(2, 'a', 'in_progress')], [run(2, 'a', 'completed', 'success')], []], 'a:COMPLETED b:INVOKED'],
	['the end of a run that only its file tells apart counts eight listed seconds after its dispatch', chain, [[finished('a', 'None', {b: 1}), guess(2, 'b', 'in_progress'), listed], ...looks(7), [guess(2, 'b', 'completed', 'failure'), listed], [listed], [listed]], 'a:COMPLETED b:FAILED(run-failed)'],
	['not before', chain, [[finished('a', 'None', {b: 1}), guess(2, 'b', 'in_progress'), listed], ...looks(4), [guess(2, 'b', 'completed', 'failure'), listed], [listed]], 'a:COMPLETED b:RUNNING'],
	['fifteen where another invocation\'s run is there as well', chain, [[finished('a', 'None', {b: 1}), listed], [guess(2, 'b', 'completed', 'failure'), guess(3, 'b', 'completed', 'success'), listed], ...looks(17)], 'a:COMPLETED b:FAILED(run-failed)'],
];

for (const [title, workflow, batches, statuses] of stories) {
	t.test(title, async t => {
		t.equal(summarize(tell(workflow, ...batches)), statuses);
	});
}
