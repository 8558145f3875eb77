/** Callbacks for one kind of news. */
export type Listeners<Args extends readonly unknown[] = readonly never[]> = {
	/** Adds a callback; returns the way to stop it. */
	readonly add: (listener: (...args: Args) => void) => () => void;
	/** Calls all of them, in the order they were added. */
	readonly call: (...args: Args) => void;
	readonly count: () => number;
	readonly clear: () => void;
};

/** Creates a list of callbacks; one that is added twice is called once. */
export const createListeners = <Args extends readonly unknown[] = readonly never[]>(): Listeners<Args> => {
	const listeners = new Set<(...args: Args) => void>();
	return {
		add(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		call(...args) {
			for (const listener of listeners) {
				listener(...args);
			}
		},
		count: () => listeners.size,
		clear() {
			listeners.clear();
		},
	};
};
