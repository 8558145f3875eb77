import {describeUnstopped} from '../../run/runner/describe-unstopped.js';
import {describeFailure} from '../../screen/describe-failure.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';

export type InterruptOptions = {
	readonly runner: WorkflowRunner;
	/** Somebody else's run: it is left alone. */
	readonly isWatching: boolean;
	readonly startTask: (task: () => Promise<unknown>) => void;
	/** Leaves the screen. */
	readonly close: () => void;
};

/** What signals, and Ctrl+C as a key, do: first cancel what runs or is about to, and leave when it has stopped, then leave at once. */
export const createInterrupt = ({runner, isWatching, startTask, close}: InterruptOptions) => {
	const impatience = new AbortController();
	let first: StopSignal | undefined;
	let unstopped: string | undefined;
	return {
		getSignal: () => first,
		/** What the cancel could not stop, for the normal screen. */
		getUnstopped: () => unstopped,
		onSignal(name: StopSignal): void {
			// A window that is closed tells of it twice, by the signal and by the end of the input.
			if (first === 'SIGHUP' && name === 'SIGHUP') {
				return;
			}

			if (first !== undefined || isWatching) {
				first ??= name;
				impatience.abort(new Error('interrupted twice'));
				close();
				return;
			}

			first = name;
			startTask(async () => {
				try {
					unstopped = describeUnstopped(await runner.cancel({signal: impatience.signal}), impatience.signal.aborted);
				} catch (error) {
					unstopped = describeFailure(error);
					throw error;
				} finally {
					close();
				}
			});
		},
	};
};
