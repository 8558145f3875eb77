/** Stopping and continuing this process, as a shell's jobs are. */
export type JobControl = {
	/** Calls back when somebody else wants this process to stop; it goes on until `stop`. Returns the way to stop listening. */
	readonly onStopRequest: (listener: () => void) => () => void;
	/** Calls back when this process goes on after it was stopped. */
	readonly onContinue: (listener: () => void) => () => void;
	/** Stops this process and those that a shell started together with it, such as npx. Returns when they go on. */
	readonly stop: () => void;
};

type SignalTarget = Pick<NodeJS.Process, 'on' | 'off' | 'kill' | 'listeners'>;

const listen = (target: SignalTarget, signal: 'SIGTSTP' | 'SIGCONT', listener: () => void): (() => void) => {
	target.on(signal, listener);
	return () => {
		target.off(signal, listener);
	};
};

/** Stops and continues this process with SIGTSTP and SIGCONT. */
export const createJobControl = (target: SignalTarget): JobControl => ({
	onStopRequest: listener => listen(target, 'SIGTSTP', listener),
	onContinue: listener => listen(target, 'SIGCONT', listener),
	stop() {
		// A listener takes the place of stopping.
		const listeners = target.listeners('SIGTSTP') as Array<() => void>;
		for (const listener of listeners) {
			target.off('SIGTSTP', listener);
		}

		// The whole process group: of a shell's job that stops only in part the shell takes no notice.
		target.kill(0, 'SIGTSTP');
		for (const listener of listeners) {
			target.on('SIGTSTP', listener);
		}
	},
});
