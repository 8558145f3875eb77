import {type RunState} from '../core/run/run-state.js';
import {type CommandEnd, decideRunEnd} from '../ports/errors/decide-exit-code.js';
import {getRunEnd, getRunResult} from '../run/runner/run-result.js';
import {type AssertionsState, getTestsEnd} from '../testing/assertions/assertion-store.js';
import {type ReportedResult} from './reporter.js';

export type ResultOptions = Pick<CommandEnd, 'signal' | 'hasFailedFast'> & {
	/** Of the test file that ran beside the workflow. */
	readonly assertions: AssertionsState | undefined;
};

/** The result of a run as everybody reports it: with what its test file, a signal and `--fail-fast` make of it. */
export const getReportedResult = (state: RunState, now: number, {assertions, ...end}: ResultOptions): ReportedResult => ({
	...getRunResult(state, now),
	...decideRunEnd({...getRunEnd(state), ...end, tests: getTestsEnd(assertions)}),
	...(assertions && {assertions}),
});
