/** GitHub's run states, `queued` standing for everything before `in_progress`. */
export type PlatformRunStatus = 'queued' | 'in_progress' | 'completed';

/** One run of an action's workflow file, as the platform reports it. */
export type PlatformRun = {
	/** Grows with the time of creation. */
	readonly id: number;
	readonly action: string;
	/** Known from `run-name` only; absent otherwise. */
	readonly rank?: number;
	readonly status: PlatformRunStatus;
	/** GitHub's word (`success`, `failure`, `cancelled`, `timed_out`, …) once completed. */
	readonly conclusion?: string;
	/** Milliseconds since the Unix epoch, by the platform's clock. */
	readonly createdAt?: number;
	readonly url?: string;
	readonly attempt?: number;
	/** True when only its file and its time tell whose it is, so that it may be another invocation's. */
	readonly isGuess?: true;
};
