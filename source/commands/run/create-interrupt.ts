import {describeUnstopped} from '../../runner/describe-unstopped.js';
import {type WorkflowRunner} from '../../runner/workflow-runner.js';
import {type StopSignal} from './signal-source.js';

/** What signals, and Ctrl+C as a key, do: first cancel what runs and leave when it has stopped, then leave at once. */
export const createInterrupt = (runner: WorkflowRunner, startTask: (task: () => Promise<unknown>) => void, close: () => void) => {
	let first: StopSignal | undefined;
	let unstopped: string | undefined;
	return {
		getSignal: () => first,
		/** What the cancel could not stop, for the normal screen. */
		getUnstopped: () => unstopped,
		onSignal(name: StopSignal): void {
			const isRunning = runner.store.getSnapshot().outcome === 'RUNNING';
			if (first !== undefined || !isRunning) {
				first ??= name;
				close();
				return;
			}

			first = name;
			startTask(async () => {
				unstopped = describeUnstopped(await runner.cancel());
				close();
			});
		},
	};
};
