import {describeUnstopped} from '../../run/runner/describe-unstopped.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {onFirstFailure} from './on-first-failure.js';

export type StopperOptions = {
	readonly runner: WorkflowRunner;
	readonly say: (text: string) => void;
	/** Somebody else's run: a signal leaves it alone. */
	readonly isWatching: boolean;
	/** The first function that fails cancels the rest. */
	readonly shouldFailFast: boolean;
};

const waitForAbort = async (signal: AbortSignal): Promise<'aborted'> => new Promise(resolve => {
	if (signal.aborted) {
		resolve('aborted');
		return;
	}

	signal.addEventListener('abort', () => {
		resolve('aborted');
	}, {once: true});
});

/** What ends a run before its verdict. A signal first asks the platform to cancel, then, at the second, gives up waiting; a failure cancels with `--fail-fast`. */
export const createStopper = ({runner, say, isWatching, shouldFailFast}: StopperOptions) => {
	const impatience = new AbortController();
	let first: StopSignal | undefined;
	let cancelling: Promise<void> | undefined;
	let hasFailedFast = false;

	const cancel = async (): Promise<void> => {
		const unstopped = describeUnstopped(await runner.cancel({signal: impatience.signal}), impatience.signal.aborted);
		if (unstopped !== undefined) {
			say(unstopped);
		}
	};

	const startCancel = (): void => {
		cancelling ??= cancel();
		void Promise.allSettled([cancelling]);
	};

	const stopListening = shouldFailFast
		? onFirstFailure(runner, ({id}) => {
			hasFailedFast = true;
			say(`${id} failed: cancelling the rest (--fail-fast)`);
			startCancel();
		})
		: () => undefined;

	return {
		/** Resolves when waiting for the run has been given up. */
		givenUp: async (): Promise<'aborted'> => waitForAbort(impatience.signal),
		/** Resolves when a cancel has said what became of it: the verdict can be known before the platform is at rest. Given up, a cancel ends at once with what it knows. */
		async settled(): Promise<void> {
			await Promise.allSettled([cancelling]);
		},
		/** What ended the run from outside, if anything did. */
		getSignal: () => first,
		/** Whether the first function that failed has cancelled the rest. */
		hasFailedFast: () => hasFailedFast,
		onSignal(signal: StopSignal): void {
			if (first !== undefined) {
				say(`${signal} again: not waiting for the platform`);
				impatience.abort(new Error('interrupted twice'));
				return;
			}

			first = signal;
			if (isWatching) {
				say(`${signal}: no longer watching, the run continues`);
				impatience.abort(new Error('stopped watching'));
				return;
			}

			say(`${signal}: cancelling what runs (again to exit at once)`);
			startCancel();
		},
		/** Ends the listening. */
		stop: stopListening,
	};
};
