import t from 'tap';
import {type CommandEnd, decideExitCode, decideRunEnd} from '../../../source/ports/errors/decide-exit-code.js';

t.test('one word and one exit code for every way a run, its test file and its watcher can end', async t => {
	const cases: ReadonlyArray<readonly [title: string, end: Parameters<typeof decideRunEnd>[0], verdict: string, exitCode: number]> = [
		['completed', {outcome: 'COMPLETED'}, 'COMPLETED', 0],
		['failed', {outcome: 'FAILED'}, 'FAILED', 1],
		['not watchable', {outcome: 'TIMEOUT', isUnwatched: true}, 'TIMEOUT', 5],
		['never triggered', {outcome: 'IDLE', hasLeft: true}, 'IDLE', 0],
		['completed, the test passed', {outcome: 'COMPLETED', tests: 'passed'}, 'COMPLETED', 0],
		['completed, the test failed', {outcome: 'COMPLETED', tests: 'failed'}, 'TESTS FAILED', 1],
		['failed, and the test failed', {outcome: 'FAILED', tests: 'failed'}, 'FAILED', 1],
		['failed, as the test expected', {outcome: 'FAILED', tests: 'passed'}, 'TESTS PASSED', 0],
		['timed out, as the test expected', {outcome: 'TIMEOUT', tests: 'passed'}, 'TESTS PASSED', 0],
		['timed out, and the test failed', {outcome: 'TIMEOUT', tests: 'failed'}, 'TIMEOUT', 6],
		['not watchable: no test can expect that', {outcome: 'TIMEOUT', isUnwatched: true, tests: 'passed'}, 'TIMEOUT', 5],
		['cancelled by the user: the test has no say', {outcome: 'CANCELLED', tests: 'passed'}, 'CANCELLED', 130],
		['cancelled at the first failure', {outcome: 'CANCELLED', hasFailedFast: true}, 'FAILED', 1],
		['cancelled at the first failure, which the test expected', {outcome: 'CANCELLED', hasFailedFast: true, tests: 'passed'}, 'TESTS PASSED', 0],
		['a signal', {outcome: 'CANCELLED', signal: 'SIGTERM'}, 'CANCELLED', 143],
		['a signal after a failure', {outcome: 'CANCELLED', signal: 'SIGTERM', hasFailedFast: true}, 'CANCELLED', 143],
		['a signal while the test ran', {outcome: 'COMPLETED', signal: 'SIGINT', tests: 'failed'}, 'COMPLETED', 130],
		['left, the run goes on', {outcome: 'RUNNING', hasLeft: true}, 'RUNNING', 0],
		['left, the local cloud ends with it', {outcome: 'RUNNING', hasLeft: true, endsWithUs: true}, 'STOPPED', 130],
		['a second Ctrl+C on the local cloud', {outcome: 'RUNNING', hasLeft: true, endsWithUs: true, signal: 'SIGINT'}, 'STOPPED', 130],
		['left after its end', {outcome: 'FAILED', hasLeft: true, endsWithUs: true}, 'FAILED', 1],
		['given up without a verdict', {outcome: 'RUNNING'}, 'RUNNING', 6],
		['left while the test fails', {outcome: 'RUNNING', hasLeft: true, tests: 'failed'}, 'RUNNING', 0],
	];
	for (const [title, end, verdict, exitCode] of cases) {
		const decided = decideRunEnd(end);
		t.same([decided.verdict, decided.exitCode, decideExitCode(end)], [verdict, exitCode, exitCode], title);
	}

	t.equal(decideRunEnd({outcome: 'CANCELLED', hasFailedFast: true}).outcome, 'FAILED');
});

t.test('one exit code for every way that another command can end', async t => {
	const cases: ReadonlyArray<readonly [title: string, end: CommandEnd, exitCode: number]> = [
		['nothing went wrong', {}, 0],
		['a check has failed', {error: 'credentials'}, 4],
		['a bug', {error: 'bug'}, 70],
		['a run that an error ended', {error: 'unreachable', outcome: 'RUNNING'}, 5],
		['a signal cancelled the start', {error: 'cancelled', signal: 'SIGTERM'}, 143],
		['cancelled without a signal', {error: 'cancelled'}, 130],
		['an error after a signal', {error: 'unreachable', signal: 'SIGINT'}, 5],
		['Ctrl+C', {signal: 'SIGINT'}, 130],
		['the terminal is gone', {signal: 'SIGHUP'}, 129],
		['decided, and the disk is full', {exitCode: 0, isOutputIncomplete: true}, 5],
		['not decided yet, and the disk is full', {exitCode: undefined, isOutputIncomplete: true}, 5],
		['completed, but the disk is full', {outcome: 'COMPLETED', isOutputIncomplete: true}, 5],
		['failed, and the disk is full as well', {exitCode: 1, isOutputIncomplete: true}, 1],
		['a signal, and the disk is full', {signal: 'SIGTERM', isOutputIncomplete: true}, 143],
		['decided, and all was written', {exitCode: 3, isOutputIncomplete: false}, 3],
	];
	for (const [title, end, exitCode] of cases) {
		t.equal(decideExitCode(end), exitCode, title);
	}
});
