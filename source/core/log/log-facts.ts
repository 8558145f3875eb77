/** What one log object of a node says, read from its first byte to its last. Everything is about the latest attempt. */
export type LogFacts = {
	/** Bytes of the object these facts were read from; facts of more bytes replace facts of fewer. */
	readonly sizeBytes: number;
	/** How often an attempt starts in this log (a re-run appends). 0 for a log without a start line. */
	readonly attempts: number;
	/** The latest time a line of this attempt carries, in seconds since the action's start. */
	readonly seconds: number;
	/** It says that `.done` was put: as good as the marker, which a listing may show later. */
	readonly hasPutDone?: true;
	/** The R of `Finished execution of X with result R`. */
	readonly result?: 'True' | 'False' | 'None' | (string & {});
	/** The first ERROR that means failure (executor, entry, start/invoke helper) and was not the function's text, with its traceback. */
	readonly failure?: LogFailure;
	/** An ERROR of the scheduler: a successor was refused. */
	readonly dispatchFailure?: LogFailure;
	/** True while either may be text that the function printed: it stands where the function may still run, and no call stack of FaaSr's followed it. */
	readonly mayBeText?: true;
	/** How often each successor was invoked, by action name without rank. */
	readonly invoked: Readonly<Record<string, number>>;
	/** The platform's own ids of the runs that this made, by action, in the order of the dispatches: the k-th of a ranked action is rank k's. Only SLURM's and Kubernetes' sentences have them. */
	readonly invokedRuns?: Readonly<Record<string, readonly string[]>>;
	/** The scheduler said `no triggers`. */
	readonly hasNoTriggers: boolean;
	/** ERRORs of API modules: legal when the function caught them. */
	readonly warnings: readonly string[];
	/** The last ERROR of an API module after which nothing was asked of the API but to log: what an executor's ERROR without words of its own is about. */
	readonly apiError?: {readonly message: string; readonly source: string};
};

/** An ERROR line and what follows it. */
export type LogFailure = {
	/** The message of the ERROR line, one line. */
	readonly message: string;
	/** FaaSr's source file that wrote it, such as `executor.py`. */
	readonly source: string;
	/** Continuation lines: traceback or call stack; of more than 60 the first and the last. */
	readonly traceback: readonly string[];
};
