import {type Clock} from '../../ports/clock.js';
import {type ReporterContext} from '../../report/reporter.js';
import {readRunFiles} from '../../run/files/read-run-files.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';

/** Creates the way in which a report reads what the runner's run wrote. */
export const createFilesReader = (runner: WorkflowRunner, clock: Clock): NonNullable<ReporterContext['readFiles']> => async signal => {
	const {invocation} = runner.store.getSnapshot();
	const cloud = await runner.openCloud();
	return invocation === undefined ? {files: [], notes: []} : readRunFiles({workflow: runner.workflow, invocation, cloud, clock, signal});
};
