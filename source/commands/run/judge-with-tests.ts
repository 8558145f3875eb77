import {type AssertionStore} from '../../testing/assertions/assertion-store.js';
import {getTestsEnd, judgeRun} from '../../testing/assertions/judge-run.js';
import {type ReportedResult} from '../../report/reporter.js';
import {type RunResult} from '../../run/runner/run-result.js';

/**
Hands the end of a run on as `--ci` reports it: at once, or, where a test file runs beside it, when that has ended. Who waits no
longer calls what is returned: the end is handed on with what the test file has said so far.
*/
export const judgeWithTests = (result: RunResult, tests: AssertionStore | undefined, onJudged: (result: ReportedResult) => void): (() => void) => {
	const hasTests = tests !== undefined && tests.getSnapshot().status !== 'waiting';
	let isTold = false;
	const tell = (): void => {
		if (isTold) {
			return;
		}

		isTold = true;
		const assertions = hasTests ? tests.getSnapshot() : undefined;
		onJudged({...result, ...judgeRun({...result, tests: getTestsEnd(assertions)}), ...(assertions && {assertions})});
	};

	if (!hasTests || tests.getSnapshot().isOver) {
		tell();
		return tell;
	}

	const unsubscribe = tests.subscribe(() => {
		if (tests.getSnapshot().isOver) {
			unsubscribe();
			tell();
		}
	});
	return () => {
		unsubscribe();
		tell();
	};
};
