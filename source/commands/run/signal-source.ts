import {signalExitCodes, type StopSignal} from '../../ports/errors/exit-codes.js';

/** Where signals come from: the process, or a test. */
export type SignalSource = {
	/** Calls back for each signal; returns the way to stop it. */
	readonly onSignal: (listener: (signal: StopSignal) => void) => () => void;
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
