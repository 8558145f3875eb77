import {type CrashSource} from '../../environment/process-events.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** An alarm that ends what is being done when a bug surfaces elsewhere. */
export type Alarm = {
	readonly raise: (error: unknown) => void;
	/** Does a task; rejects with the bug as soon as there is one, without waiting for the task. */
	readonly guard: <Result>(task: Promise<Result>) => Promise<Result>;
	/** Throws the bug if there was one. */
	readonly check: () => void;
	readonly stop: () => void;
};

/** Creates an alarm that the crashes of the process raise, and whoever else finds a bug. The first one counts; `onRaise` is called for each. */
export const createAlarm = (crashes: CrashSource | undefined, onRaise: () => void = () => undefined): Alarm => {
	let bug: {readonly error: unknown} | undefined;
	let fail: (error: unknown) => void = () => undefined;
	const raised = new Promise<never>((_resolve, reject) => {
		fail = reject;
	});
	void Promise.allSettled([raised]);
	const raise = (error: unknown): void => {
		bug ??= {error};
		fail(error);
		onRaise();
	};

	const stop = crashes?.onCrash(raise) ?? (() => undefined);
	return {
		raise,
		guard: async task => Promise.race([task, raised]),
		check() {
			if (bug !== undefined) {
				throw bug.error;
			}
		},
		stop,
	};
};

/** Starts a task that nobody waits for. */
export type StartTask = (task: () => Promise<unknown>) => void;

/** Starts tasks behind the screen: what the user can mend is said there, a bug raises the alarm. */
export const createTaskStarter = ({raise}: Alarm, say: (text: string) => void): StartTask => task => {
	void (async () => {
		try {
			await task();
		} catch (error) {
			if (isFaasrTuiError(error)) {
				say(describeBriefly(error));
			} else {
				raise(error);
			}
		}
	})();
};
