import {signalExitCodes, type StopSignal} from '../ports/errors/exit-codes.js';
import {createListeners} from '../ports/listeners/create-listeners.js';

/** Where signals come from: the process, or a test. */
export type SignalSource = {
	/** Calls back for each signal; returns the way to stop it. */
	readonly onSignal: (listener: (signal: StopSignal) => void) => () => void;
};

/** Where bugs surface that nobody waits for: the process, or a test. */
export type CrashSource = {
	/** Calls back with what was thrown or rejected; returns the way to stop it. */
	readonly onCrash: (listener: (error: unknown) => void) => () => void;
};

/** The signals of this process. While somebody listens, they do not end it by themselves. */
export const createProcessSignals = (target: Pick<NodeJS.Process, 'on' | 'off'>): SignalSource => ({
	onSignal(listener) {
		const names = Object.keys(signalExitCodes) as StopSignal[];
		const handlers = names.map(name => {
			const handler = (): void => {
				listener(name);
			};

			target.on(name, handler);
			return {name, handler};
		});
		return () => {
			for (const {name, handler} of handlers) {
				target.off(name, handler);
			}
		};
	},
});

/** The uncaught exceptions and unhandled rejections of this process, from now to its end. They end it only by `onUnheard`, which is called while nobody listens. */
export const createProcessCrashes = (target: Pick<NodeJS.Process, 'on'>, onUnheard: (error: unknown) => void): CrashSource => {
	const listeners = createListeners<[error: unknown]>();
	const report = (error: unknown): void => {
		if (listeners.count() === 0) {
			onUnheard(error);
		}

		listeners.call(error);
	};

	target.on('uncaughtException', report);
	target.on('unhandledRejection', report);
	return {onCrash: listeners.add};
};
