import {createClosingStack} from '../../../ports/closing-stack.js';

/** The end of what is on the terminal. */
export type Exit = {
	/** Adds what is to be ended; what was added last ends first. */
	readonly add: (close: () => void) => void;
	/** Ends everything. May be called at any time and more than once. */
	readonly close: () => void;
	/** The end is a bad one; the first error counts. */
	readonly fail: (error: unknown) => void;
	/** Resolves at the end, or rejects with the error. */
	readonly wait: () => Promise<void>;
};

/** Creates one end, good or bad. */
export const createExit = (stdout: Pick<NodeJS.WriteStream, 'write'>): Exit => {
	const closing = createClosingStack();
	let failure: {readonly error: unknown} | undefined;
	let settle: () => void = () => undefined;
	const settled = new Promise<void>(resolve => {
		settle = resolve;
	});
	const fail = (error: unknown): void => {
		failure ??= {error};
	};

	return {
		add: closing.add,
		close() {
			void (async () => {
				try {
					await closing.close();
				} catch (error) {
					fail(error);
				}

				// The empty write comes back when all that was written before it has gone out.
				stdout.write('', settle);
			})();
		},
		fail,
		async wait() {
			await settled;
			if (failure) {
				throw failure.error;
			}
		},
	};
};
