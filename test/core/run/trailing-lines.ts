import t from 'tap';
import {readRunLogFacts} from '../../../source/core/cause/run-log-facts.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {isAnyTrailing, isDrained, trailingMs} from '../../../source/core/run/trailing-lines.js';
import {reduce} from '../../../source/core/run/reduce.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {cancelled, createBatch, done, guess, log, raised, run, tell} from '../../support/core/story.js';
import {endRun, gh} from '../../support/run-id.js';

const single = createTinyWorkflow({a: []});
const fan = createTinyWorkflow({a: ['b'], b: []});
const traceback = ['Traceback: Traceback (most recent call last):', 'ValueError: boom'];

const fail = (node: string, failure: Partial<NonNullable<LogFacts['failure']>> = {}, sizeBytes = 100) =>
	log(node, {sizeBytes, failure: {message: 'boom', source: 'executor.py', traceback: [], ...failure}});

const getNode = (state: RunState, id = 'a') => state.nodes.get(id)!;

t.test('an error without its traceback lets expect more, until nothing came for a while', t => {
	const failed = tell(single, [raised('a')]);
	t.equal(failed.outcome, 'FAILED');
	t.equal(getNode(failed).status, 'FAILED');
	t.equal(isDrained(getNode(failed)), false);
	t.equal(isAnyTrailing(failed), true);
	const {logGrewAt = 0} = getNode(failed);
	t.equal(reduce(failed, {at: logGrewAt + 5000, events: [{type: 'bucket.listed', at: logGrewAt + trailingMs - 1}]}), failed, 'a listing begun too early says nothing');
	const heard = reduce(failed, {at: logGrewAt + 5000, events: [{type: 'bucket.listed', at: logGrewAt + trailingMs}]});
	t.equal(isDrained(getNode(heard)), true);
	t.equal(isAnyTrailing(heard), false);
	t.equal(heard.endedAt, failed.endedAt);
	t.notOk('isTrailing' in getNode(heard));
	t.end();
});

t.test('after the end a failed node may say the rest, and no status changes by it', t => {
	const failed = tell(single, [fail('a')]);
	const at = failed.endedAt! + 10;
	const heard = reduce(failed, createBatch(at, [fail('a', {traceback}, 200), fail('a', {traceback: ['older']}, 150)]));
	t.same(getNode(heard).log?.failure?.traceback, traceback);
	t.equal(isDrained(getNode(heard)), true);
	t.equal(getNode(heard).sentence, 'ValueError: boom', 'the cause is what the traceback says');
	const rest = {log: 0, isTrailing: true, sentence: '', cause: 0};
	t.same({...getNode(heard), ...rest}, {...getNode(failed), ...rest});
	t.equal(reduce(heard, createBatch(at + 10, [fail('a', {message: 'other'}, 300)])), heard, 'what has been heard out changes no more');
	const stale = reduce(failed, createBatch(at, [fail('a', {message: 'shorter'}, 50)]));
	t.equal(stale, failed);
	t.end();
});

t.test('so may one that died before it showed a log, when a store lists that late', async t => {
	const failed = tell(single, [run(1, 'a', 'completed', 'failure')], []);
	t.match(getNode(failed), {reason: 'run-failed', isTrailing: true, log: undefined});
	const heard = reduce(failed, createBatch(failed.endedAt! + 10, [fail('a', {traceback})]));
	t.match(getNode(heard), {status: 'FAILED', sentence: 'ValueError: boom'});
});

for (const [title, fact] of [
	['a traceback', fail('a', {traceback})],
	['another source than the executor', fail('a', {source: 'scheduler.py'})],
	['a process that was killed', fail('a', {message: 'non-zero exit code (-9) from user function'})],
	['a refused dispatch', log('a', {result: 'None', dispatchFailure: {message: 'No response', source: 'scheduler.py', traceback: []}})],
] as const) {
	t.test(`nothing more is expected after ${title}`, t => {
		const failed = tell(single, [fact]);
		t.equal(getNode(failed).status, 'FAILED');
		t.equal(isDrained(getNode(failed)), true);
		t.end();
	});
}

t.test('while the run goes on, the next listing hears a node out; without one, time does', t => {
	const failed = tell(createTinyWorkflow({a: ['b', 'c'], b: [], c: []}), [log('a', {result: 'None', invoked: {b: 1, c: 1}}), raised('b')]);
	t.equal(failed.outcome, 'RUNNING');
	t.equal(isDrained(getNode(failed, 'b')), false);
	const {logGrewAt = 0} = getNode(failed, 'b');
	t.equal(isDrained(getNode(reduce(failed, createBatch(logGrewAt + trailingMs + 1, [])), 'b')), true);
	t.equal(isDrained(getNode(reduce(failed, createBatch(logGrewAt + trailingMs, [], false)), 'b')), true);
	t.end();
});

t.test('once nobody watches, nothing more is expected', t => {
	const at = 1001;
	for (const workflow of [single, fan]) {
		const failed = tell(workflow, [raised('a')]);
		t.equal(isAnyTrailing(failed), true);
		t.equal(isAnyTrailing(reduce(failed, {at, events: [{type: 'watch.ended', at}]})), false);
	}

	t.end();
});

const died = fail('a', {message: 'name \'func_stdout\' is not defined'});
const runLog = (runId: number, lines: readonly string[] | undefined) =>
	(at: number): RunEvent => ({type: 'run-log.observed', at, node: 'a', runId: gh(runId), ...(lines && {facts: readRunLogFacts(lines)})});

t.test('of a process that died the run\'s own log is waited for, and tells the cause', t => {
	const failed = tell(single, [died]);
	t.equal(failed.outcome, 'FAILED');
	t.equal(isDrained(getNode(failed)), false);
	const at = failed.endedAt! + 9000;
	t.equal(isAnyTrailing(reduce(failed, {at, events: [{type: 'watch.ended', at}]})), true, 'the end of watching is not the end of reading');
	const heard = reduce(failed, createBatch(at, [runLog(7, ['[ERROR] [py_func_helper.py] Python file f.py has following source error: expected \':\' (f.py, line 1)'])]));
	t.equal(isDrained(getNode(heard)), true);
	t.equal(getNode(heard).sentence, 'SyntaxError: expected \':\' at functions/f.py:1');
	t.equal(getNode(heard).status, 'FAILED');
	t.equal(reduce(heard, createBatch(at + 1, [runLog(6, ['##[error]an older run'])])), heard);
	t.end();
});

t.test('a run log that nobody waits for any longer ends the waiting, and still counts when it comes', t => {
	const failed = tell(single, [died]);
	const at = failed.endedAt! + 9000;
	const heard = reduce(failed, createBatch(at, [runLog(7, undefined)]));
	t.equal(isDrained(getNode(heard)), true);
	t.match(getNode(heard).sentence, 'died or returned');
	const late = reduce(heard, createBatch(at + 1, [runLog(7, ['Traceback (most recent call last):', 'MemoryError'])]));
	t.equal(getNode(late).sentence, 'MemoryError');
	t.end();
});

t.test('a platform run that is listed only after the end is one whose log can be read', t => {
	const failed = tell(single, [died]);
	const run = {id: gh(7), action: 'a', ...endRun('failure')} as const;
	const at = failed.endedAt! + 10;
	const found = reduce(failed, {at, events: [{type: 'platform-run.observed', at, run}]});
	t.same(getNode(found).runIds, [gh(7)]);
	t.match(found.platformRuns.get(gh(7)), run);
	t.equal(isDrained(getNode(found)), false);
	t.equal(reduce(failed, {at, events: [{type: 'platform-run.observed', at, run: {...run, action: 'other'}}]}), failed);
	t.end();
});

t.test('a log that has been read to its end is not read on because the log of its run comes late', async t => {
	const failed = tell(single, [fail('a')]);
	const ended = reduce(failed, {at: 2000, events: [{type: 'watch.ended', at: 2000}]});
	t.equal(isAnyTrailing(ended), false);
	const batch = {at: 1300, events: [{type: 'run-log.observed', at: 1300, node: 'a', runId: gh(1)} satisfies RunEvent, log('a', {sizeBytes: 300})(1300)]};
	const heard = reduce(ended, batch);
	t.equal(isAnyTrailing(heard), false);
	t.equal(getNode(heard).log?.sizeBytes, 100);
	t.same(getNode(heard).runLog, {runId: gh(1)});
});

t.test('the batch that ends a run finds the run of a failed node that can be told only by the end, as the same batch would once more', async t => {
	const begun = tell(createTinyWorkflow({a: ['b', 'c'], b: [], c: []}), [done('a'), log('a')], [fail('b')]);
	const batch = createBatch(2400, [guess(2, 'b', 'completed', 'failure'), cancelled]);
	const ended = reduce(begun, batch);
	t.equal(ended.outcome, 'FAILED');
	t.same(getNode(ended, 'b').runIds, [gh(2)]);
	t.equal(reduce(ended, batch), ended);
});

t.test('a log that comes only after the end says why its run failed', async t => {
	const failed = tell(single, [run(1, 'a', 'completed', 'failure')], []);
	t.match(getNode(failed), {status: 'FAILED', reason: 'run-failed', isTrailing: true});
	const heard = reduce(failed, createBatch(failed.endedAt! + 10, [fail('a', {traceback})]));
	t.match(getNode(heard), {status: 'FAILED', reason: 'function-error', log: {failure: {traceback}}});
});
