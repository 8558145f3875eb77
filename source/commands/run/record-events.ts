import {attachReporters} from '../../report/attach-reporters.js';
import {getReportedResult} from '../../report/get-reported-result.js';
import {createJsonReporter} from '../../report/json/create-json-reporter.js';
import {openFileOutput} from '../../report/open-file-output.js';
import {type ReporterContext} from '../../report/reporter.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type WatchedTests} from './watch-tests.js';

export type RecordEventsOptions = Pick<ReporterContext, 'clock' | 'mask' | 'cloudLabel'> & {
	/** Hears of a file that cannot be written any further; the run goes on. */
	readonly onFailure: (sentence: string) => void;
	/** Told what the recorder throws between two events; by default nobody catches it. */
	readonly onBug?: (error: unknown) => void;
	/** The test file that runs beside the workflow: its end belongs to the result. */
	readonly tests?: Pick<WatchedTests, 'settled' | 'store'> | undefined;
};

/**
Records everything that happens in a runner in a file, run after run, for `faasr-tui replay`. Returns the way to stop,
which writes the result of a run that has ended just now.

Throws a `FaasrTuiError` when the file cannot be written.
*/
export const recordEvents = (runner: WorkflowRunner, file: string, {clock, mask, cloudLabel, onFailure, onBug, tests}: RecordEventsOptions): (() => void) => {
	const {store} = runner;
	const output = openFileOutput(file, onFailure);
	const reporter = createJsonReporter({store, output, clock, mask, cloudLabel, hasLogs: true, createToken: () => ''});
	const {finish, detach} = attachReporters({store, subscribe: listener => runner.subscribe(listener)}, [reporter], clock, onBug);
	let isResultDue = false;
	const writeResult = (): void => {
		if (isResultDue) {
			isResultDue = false;
			void finish(getReportedResult(store.getSnapshot(), clock.now(), {assertions: tests?.store.getSnapshot()}));
		}
	};

	const unsubscribe = runner.subscribe(event => {
		if (event.type === 'run.triggered') {
			isResultDue = false;
		} else if (event.type === 'run.ended') {
			isResultDue = true;
			void (async () => {
				// The last log lines come a moment after the verdict.
				await Promise.allSettled([runner.result()]);
				await tests?.settled();
				writeResult();
			})();
		}
	});
	return () => {
		writeResult();
		unsubscribe();
		detach();
		output.close();
	};
};
