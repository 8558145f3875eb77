import t from 'tap';
import {getTestsEnd, judgeRun, type RunEnd} from '../../../source/testing/assertions/judge-run.js';

t.test('one word and one exit code for every way a run, its test file and its watcher can end', async t => {
	const cases: ReadonlyArray<readonly [title: string, end: RunEnd, verdict: string, exitCode: number]> = [
		['completed', {outcome: 'COMPLETED', exitCode: 0}, 'COMPLETED', 0],
		['failed', {outcome: 'FAILED', exitCode: 1}, 'FAILED', 1],
		['not watchable', {outcome: 'TIMEOUT', exitCode: 5}, 'TIMEOUT', 5],
		['never triggered', {outcome: 'IDLE', exitCode: 0}, 'IDLE', 0],
		['completed, the test passed', {outcome: 'COMPLETED', exitCode: 0, tests: 'passed'}, 'COMPLETED', 0],
		['completed, the test failed', {outcome: 'COMPLETED', exitCode: 0, tests: 'failed'}, 'TESTS FAILED', 1],
		['failed, and the test failed', {outcome: 'FAILED', exitCode: 1, tests: 'failed'}, 'FAILED', 1],
		['failed, as the test expected', {outcome: 'FAILED', exitCode: 1, tests: 'passed'}, 'TESTS PASSED', 0],
		['timed out, as the test expected', {outcome: 'TIMEOUT', exitCode: 6, tests: 'passed'}, 'TESTS PASSED', 0],
		['timed out, and the test failed', {outcome: 'TIMEOUT', exitCode: 6, tests: 'failed'}, 'TIMEOUT', 6],
		['not watchable: no test can expect that', {outcome: 'TIMEOUT', exitCode: 5, tests: 'passed'}, 'TIMEOUT', 5],
		['cancelled by the user: the test has no say', {outcome: 'CANCELLED', exitCode: 130, tests: 'passed'}, 'CANCELLED', 130],
		['cancelled at the first failure', {outcome: 'CANCELLED', exitCode: 130, hasFailedFast: true}, 'FAILED', 1],
		['cancelled at the first failure, which the test expected', {outcome: 'CANCELLED', exitCode: 130, hasFailedFast: true, tests: 'passed'}, 'TESTS PASSED', 0],
		['a signal', {outcome: 'CANCELLED', exitCode: 130, signalCode: 143}, 'CANCELLED', 143],
		['a signal after a failure', {outcome: 'CANCELLED', exitCode: 130, signalCode: 143, hasFailedFast: true}, 'CANCELLED', 143],
		['a signal while the test ran', {outcome: 'COMPLETED', exitCode: 0, signalCode: 130, tests: 'failed'}, 'COMPLETED', 130],
		['left, the run goes on', {outcome: 'RUNNING', exitCode: 6, left: 'goes-on'}, 'RUNNING', 0],
		['left, the local cloud ends with it', {outcome: 'RUNNING', exitCode: 6, left: 'stopped'}, 'STOPPED', 130],
		['a second Ctrl+C on the local cloud', {outcome: 'RUNNING', exitCode: 6, left: 'stopped', signalCode: 130}, 'STOPPED', 130],
		['left while the test fails', {outcome: 'RUNNING', exitCode: 6, left: 'goes-on', tests: 'failed'}, 'RUNNING', 0],
	];
	for (const [title, end, verdict, exitCode] of cases) {
		const judged = judgeRun(end);
		t.same([judged.verdict, judged.exitCode], [verdict, exitCode], title);
	}

	t.equal(judgeRun({outcome: 'CANCELLED', exitCode: 130, hasFailedFast: true}).outcome, 'FAILED');
});

t.test('a test file has no end before it has ended', async t => {
	const state = {file: 't.mjs', expectedCount: 0, assertions: []};
	t.equal(getTestsEnd(undefined), undefined);
	t.equal(getTestsEnd({...state, status: 'waiting', isOver: false}), undefined);
	t.equal(getTestsEnd({...state, status: 'running', isOver: false}), undefined);
	t.equal(getTestsEnd({...state, status: 'passed', isOver: true}), 'passed');
	t.equal(getTestsEnd({...state, status: 'failed', isOver: true}), 'failed');
});
