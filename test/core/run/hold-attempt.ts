import t from 'tap';
import {describeGrounds} from '../../../source/core/run/describe-grounds.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {holdAttempt, mayBeRepeated} from '../../../source/core/run/hold-attempt.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {chain, quiet} from '../../support/core/run-stories.js';
import {done, finished, log, raised, summarize, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const workflow = createTinyWorkflow(chain);
const failed = {status: 'completed', conclusion: 'Failed', meaning: 'failure', endedAt: 9} as const;

/** A Kubernetes job of at most three attempts. */
const job = (attempt: number, state: Partial<PlatformRun> = {}) => (at: number): RunEvent => ({type: 'platform-run.observed', at, run: {
	id: 'k8s:K:uid', action: 'a', status: 'in_progress', attempt, mostAttempts: 3, ...(attempt < 3 && {isFinalAttempt: false}), ...state,
}});

const getNode = ({nodes}: RunState) => nodes.get('a')!;

t.test('a failed attempt that the platform repeats is not the end, and says so', async t => {
	const first = tell(workflow, [job(1), log('a')], [raised('a'), done('a')], [job(1, failed)], ...quiet(20));
	t.equal(summarize(first), 'a:RUNNING b:PENDING');
	t.equal(getNode(first).sentence, 'attempt 1 of 3 failed, Kubernetes repeats it');
	t.equal(describeGrounds(getNode(first), first), 'Its platform run is in progress: attempt 1 of 3 failed, Kubernetes repeats it.');
	t.equal(first.outcome, 'RUNNING');
	t.same([...first.platformRuns.values()].map(({status, conclusion, endedAt, seenAt, notedAt}) => ({status, conclusion, endedAt, seenAt, notedAt})), [
		{status: 'in_progress', conclusion: undefined, endedAt: undefined, seenAt: 1000, notedAt: 3000},
	]);
});

t.test('the attempt after it can do the work', async t => {
	const second = [job(2), log('a', {attempts: 2})];
	const state = tell(workflow, [job(1), log('a')], [raised('a'), done('a')], [job(1, failed)], second, [log('a', {attempts: 2, result: 'None', invoked: {b: 1}})]);
	t.equal(summarize(state), 'a:COMPLETED b:INVOKED');
});

t.test('the last attempt\'s failure is the end, by its log and by the platform', async t => {
	t.equal(summarize(tell(workflow, [job(1)], [job(1, failed)], [job(3), log('a', {attempts: 3, failure: {message: 'boom', source: 'executor.py', traceback: []}})], [])), 'a:FAILED(function-error) b:SKIPPED(upstream-failed)');
	const dead = tell(workflow, [job(1)], [job(1, failed)], [job(3, failed)], []);
	t.equal(summarize(dead), 'a:FAILED(run-failed) b:SKIPPED(upstream-failed)');
	t.equal(getNode(dead).sentence, 'Its platform run uid ended with Failed and no .done was written');
});

t.test('an ERROR in the log of an attempt that may be repeated waits for the platform\'s word', async t => {
	t.equal(summarize(tell(workflow, [job(1), log('a')], [raised('a')], [])), 'a:RUNNING b:PENDING');
	t.equal(summarize(tell(workflow, [job(1), log('a')], [log('a', {result: 'None', dispatchFailure: {message: 'refused', source: 'scheduler.py', traceback: []}})], [])), 'a:RUNNING b:PENDING');
});

t.test('success and a cancel are ends at any attempt', async t => {
	t.equal(summarize(tell(workflow, [job(1)], [job(1, {status: 'completed', conclusion: 'Complete', meaning: 'success'}), finished('a', 'None', {b: 1}), done('a')], [])), 'a:COMPLETED b:INVOKED');
	t.equal(summarize(tell(workflow, [job(1)], [job(1, {status: 'completed', conclusion: 'deleted', meaning: 'cancelled'})], [])), 'a:CANCELLED(cancelled-on-platform) b:SKIPPED(upstream-failed)');
});

t.test('who does not say how many attempts there are is taken at the first word', async t => {
	const run: PlatformRun = {id: 'lambda:L:uuid', action: 'a', isFinalAttempt: false, ...failed};
	t.equal(holdAttempt(run).note, 'attempt 1 failed, Lambda repeats it');
	t.equal(holdAttempt({...run, id: 'new:N:1'}).note, 'attempt 1 failed, the platform repeats it');
	t.equal(mayBeRepeated(run), false);
	t.equal(mayBeRepeated(holdAttempt(run)), true);
	const last: PlatformRun = {id: 'lambda:L:uuid', action: 'a', ...failed};
	t.equal(holdAttempt(last), last);
});

t.test('what the platform says of a state is as it said last, whatever the order in which it is heard', async t => {
	const waits = (note: string | undefined, at: number): RunEvent => ({type: 'platform-run.observed', at, run: {id: 'slurm:S:1', action: 'a', status: 'queued', ...(note && {note})}});
	const hear = (...events: readonly RunEvent[]) => tell(workflow, events.map(event => () => event)).platformRuns.get('slurm:S:1');
	const [first, second] = [waits('waits for Priority', 500), waits('waits for Resources', 700)];
	t.match(hear(first, second), {note: 'waits for Resources', seenAt: 500, notedAt: 700});
	t.same(hear(second, first), hear(first, second));
	t.match(hear(first, second, waits('begins at 12:00', 900)), {note: 'begins at 12:00', seenAt: 500, notedAt: 900});
	t.equal(hear(first, waits(undefined, 800))?.note, undefined);
	t.equal(hear(first, waits('waits for Priority', 900))?.notedAt, undefined);
	const runs = (note: string, at: number): RunEvent => ({type: 'platform-run.observed', at, run: {id: 'slurm:S:1', action: 'a', status: 'in_progress', note}});
	t.match(hear(first, runs('on node1', 800), runs('on node2', 900)), {status: 'in_progress', note: 'on node2', knownSince: 500, seenAt: 800, notedAt: 900});
});
