import {type NodeState} from '../../core/run/run-state.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {describeUnstopped} from '../../run/runner/describe-unstopped.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type StartTask} from './alarm.js';

export type StopPolicyOptions = {
	readonly runner: WorkflowRunner;
	/** Somebody else's run: it is left alone. */
	readonly isWatching: boolean;
	/** The first signal: what runs, or is about to, is to be cancelled. */
	readonly onCancel: (name: StopSignal) => void;
	/** The second signal, or the first while watching: nothing is waited for any more. */
	readonly onLeave: (name: StopSignal, isAgain: boolean) => void;
};

export type StopPolicy = {
	/** What ended the run from outside, if anything did. */
	readonly getSignal: () => StopSignal | undefined;
	/** Resolves when nothing is waited for any more. */
	readonly left: Promise<void>;
	/** Cancels what runs; resolves with a sentence about what could not be stopped. Ends at once, with what it knows, when the user leaves. */
	readonly cancel: () => Promise<string | undefined>;
	readonly onSignal: (name: StopSignal) => void;
};

/** What signals, and Ctrl+C as a key, do to a run, whatever shows it: the first cancels it, a second leaves at once; a run that is only watched is left at the first. */
export const createStopPolicy = ({runner, isWatching, onCancel, onLeave}: StopPolicyOptions): StopPolicy => {
	const leaving = new AbortController();
	let first: StopSignal | undefined;
	return {
		getSignal: () => first,
		left: new Promise(resolve => {
			leaving.signal.addEventListener('abort', () => {
				resolve();
			}, {once: true});
		}),
		cancel: async () => describeUnstopped(await runner.cancel({signal: leaving.signal}), leaving.signal.aborted),
		onSignal(name) {
			const isAgain = first !== undefined;
			first ??= name;
			if (!isAgain && !isWatching) {
				onCancel(name);
				return;
			}

			onLeave(name, isAgain);
			leaving.abort(new Error(isAgain ? 'interrupted twice' : 'stopped watching'));
		},
	};
};

export type InterruptOptions = Pick<StopPolicyOptions, 'runner' | 'isWatching'> & {
	readonly startTask: StartTask;
	/** Leaves the screen. */
	readonly close: () => void;
};

/** The policy for screen and lines in a terminal: the cancel goes on behind them, and they are left when it has ended. */
export const createInterrupt = ({startTask, close, ...options}: InterruptOptions) => {
	let unstopped: string | undefined;
	const policy = createStopPolicy({
		...options,
		onLeave: close,
		onCancel() {
			startTask(async () => {
				try {
					unstopped = await policy.cancel();
				} catch (error) {
					unstopped = describeBriefly(error);
					throw error;
				} finally {
					close();
				}
			});
		},
	});
	return {
		getSignal: policy.getSignal,
		/** What the cancel could not stop, for the normal screen. */
		getUnstopped: () => unstopped,
		onSignal(name: StopSignal): void {
			// A window that is closed tells of it twice, by the signal and by the end of the input.
			if (name !== 'SIGHUP' || policy.getSignal() !== 'SIGHUP') {
				policy.onSignal(name);
			}
		},
	};
};

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

export type StopperOptions = Pick<StopPolicyOptions, 'runner' | 'isWatching'> & {
	readonly say: (text: string) => void;
	/** The first function that fails cancels the rest. */
	readonly shouldFailFast: boolean;
};

/** The policy for `--ci`, which says each step; with `--fail-fast` a failure cancels as well. */
export const createStopper = ({say, shouldFailFast, ...options}: StopperOptions) => {
	let cancelling: Promise<void> | undefined;
	let hasFailedFast = false;

	const cancel = async (): Promise<void> => {
		const unstopped = await policy.cancel();
		if (unstopped !== undefined) {
			say(unstopped);
		}
	};

	const startCancel = (): void => {
		cancelling ??= cancel();
		void Promise.allSettled([cancelling]);
	};

	const policy = createStopPolicy({
		...options,
		onCancel(name) {
			say(`${name}: cancelling what runs (again to exit at once)`);
			startCancel();
		},
		onLeave(name, isAgain) {
			say(isAgain ? `${name} again: not waiting for the platform` : `${name}: no longer watching, the run continues`);
		},
	});
	const stopListening = shouldFailFast
		? onFirstFailure(options.runner, ({id}) => {
			hasFailedFast = true;
			say(`${id} failed: cancelling the rest (--fail-fast)`);
			startCancel();
		})
		: () => undefined;

	return {
		getSignal: policy.getSignal,
		onSignal: policy.onSignal,
		/** Resolves when the user no longer waits for the run. */
		left: policy.left,
		/** Resolves when a cancel has said what became of it: the verdict can be known before the platform is at rest. */
		async settled(): Promise<void> {
			await Promise.allSettled([cancelling]);
		},
		/** Whether the first function that failed has cancelled the rest. */
		hasFailedFast: () => hasFailedFast,
		/** Ends the listening. */
		stop: stopListening,
	};
};
