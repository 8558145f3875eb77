import {createListeners} from '../../ports/listeners/create-listeners.js';

/** Where bugs surface that nobody waits for: the process, or a test. */
export type CrashSource = {
	/** Calls back with what was thrown or rejected; returns the way to stop it. */
	readonly onCrash: (listener: (error: unknown) => void) => () => void;
};

type CrashTarget = Pick<NodeJS.Process, 'on'>;

/** The uncaught exceptions and unhandled rejections of this process, from now to its end. They end it only by `onUnheard`, which is told while nobody listens. */
export const createProcessCrashes = (target: CrashTarget, onUnheard: (error: unknown) => void): CrashSource => {
	const listeners = createListeners<[error: unknown]>();
	const tell = (error: unknown): void => {
		if (listeners.count() === 0) {
			onUnheard(error);
		}

		listeners.call(error);
	};

	target.on('uncaughtException', tell);
	target.on('unhandledRejection', tell);
	return {onCrash: listeners.add};
};

/** An alarm that ends what is being done when a bug surfaces elsewhere. */
export type Alarm = {
	readonly raise: (error: unknown) => void;
	/** Does a task; rejects with the bug as soon as there is one, without waiting for the task. */
	readonly guard: <Result>(task: Promise<Result>) => Promise<Result>;
	/** Throws the bug if there was one. */
	readonly check: () => void;
	readonly stop: () => void;
};

/** Creates an alarm that the crashes of the process raise, and whoever else finds a bug. The first one counts. */
export const createAlarm = (crashes: CrashSource | undefined): Alarm => {
	let bug: {readonly error: unknown} | undefined;
	let fail: (error: unknown) => void = () => undefined;
	const raised = new Promise<never>((_resolve, reject) => {
		fail = reject;
	});
	void Promise.allSettled([raised]);
	const raise = (error: unknown): void => {
		bug ??= {error};
		fail(error);
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
