import {type NodeState} from '../../core/run/run-state.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';

/** Calls back when the first function of a run fails while others go on, in each run once. Returns the way to stop it. */
export const onFirstFailure = (runner: WorkflowRunner, listener: (node: NodeState) => void): (() => void) => {
	let hasFailed = false;
	return runner.subscribe(event => {
		if (event.type === 'run.triggered') {
			hasFailed = false;
		} else if (event.type === 'status.changed' && event.node.status === 'FAILED' && !hasFailed && !runner.isMonitoringComplete()) {
			hasFailed = true;
			listener(event.node);
		}
	});
};
