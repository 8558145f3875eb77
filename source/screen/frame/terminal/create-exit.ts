/** The end of what is on the terminal. */
export type Exit = {
	/** The end is a bad one; the first error counts. */
	readonly fail: (error: unknown) => void;
	readonly settle: () => void;
	/** Resolves at the end, or rejects with the error. */
	readonly wait: () => Promise<void>;
};

/** Creates one end, good or bad. */
export const createExit = (): Exit => {
	const waiting: Array<() => void> = [];
	let isSettled = false;
	let failure: {readonly error: unknown} | undefined;
	return {
		fail(error) {
			failure ??= {error};
		},
		settle() {
			isSettled = true;
			for (const resolve of waiting.splice(0)) {
				resolve();
			}
		},
		async wait() {
			if (!isSettled) {
				await new Promise<void>(resolve => {
					waiting.push(resolve);
				});
			}

			if (failure) {
				throw failure.error;
			}
		},
	};
};
