/** The passage of time, injected wherever time matters so that tests run on a virtual one. */
export type Clock = {
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/**
	Resolves after `ms` milliseconds, or rejects with the signal's reason as soon as it aborts.
	*/
	readonly sleep: (ms: number, options?: {readonly signal?: AbortSignal}) => Promise<void>;
};
