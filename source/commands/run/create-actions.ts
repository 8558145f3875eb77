import {describeUnstopped} from '../../run/runner/describe-unstopped.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type RunActions} from '../../screen/run/keys.js';

/** What the keys of the screen do with a run: each starts a task, and what there is to tell of it is said. */
export const createActions = (runner: WorkflowRunner, startTask: (task: () => Promise<unknown>) => void, say: (text: string) => void): Omit<RunActions, 'quit' | 'interrupt'> => {
	const trigger = (): void => {
		startTask(async () => {
			await runner.triggerWorkflow();
			await runner.result();
		});
	};

	return {
		trigger,
		cancel({force = false} = {}) {
			startTask(async () => {
				const unstopped = describeUnstopped(await runner.cancel({force}));
				if (unstopped !== undefined) {
					say(unstopped);
				}
			});
		},
		planResume: selection => runner.planResume(selection),
		resume(selection) {
			startTask(async () => {
				await runner.resume(selection);
				await runner.result();
			});
		},
	};
};
