/** Ends what was started, the last first. */
export type ClosingStack = {
	readonly add: (close: () => void | Promise<void>) => void;
	/** Runs every closer even if one fails, then throws the first failure. At once, as far as closers are synchronous. May be called twice. */
	readonly close: () => Promise<void>;
};

/** Creates an empty stack of closers, for things that are started one after the other. */
export const createClosingStack = (): ClosingStack => {
	const closers: Array<() => void | Promise<void>> = [];
	let closing: Promise<void> | undefined;

	const closeAll = async (): Promise<void> => {
		const failures: unknown[] = [];
		for (const close of closers.splice(0).reverse()) {
			try {
				const ending = close();
				if (ending !== undefined) {
					await ending;
				}
			} catch (error) {
				failures.push(error);
			}
		}

		if (failures.length > 0) {
			throw failures[0] as Error;
		}
	};

	return {
		add(close) {
			closers.push(close);
		},
		async close() {
			closing ??= closeAll();
			return closing;
		},
	};
};

/** Opens something with a stack for what is started on the way. When that fails, what it has begun is ended again. */
export const openWithStack = async <Opened>(open: (stack: ClosingStack) => Promise<Opened>): Promise<Opened> => {
	const stack = createClosingStack();
	try {
		return await open(stack);
	} catch (error) {
		await stack.close();
		throw error;
	}
};
