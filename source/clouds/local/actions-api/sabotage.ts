/** What happens to a run instead of its action: the image cannot be pulled, the runner is lost, somebody cancels. */
export type Misfortune = {
	/** GitHub's word: `failure`, `cancelled`, `timed_out`, `startup_failure`. */
	readonly conclusion: string;
	readonly logText: string;
	/** True for a runner that was lost: GitHub then has no log of the job. */
	readonly isLogLost?: boolean;
};

/** The run that may be struck. */
export type SabotagedRun = {
	readonly id: number;
	readonly action: string;
	readonly displayTitle: string;
	readonly attempt: number;
};

/** Chooses the runs that never reach the executor. */
export type Sabotage = (run: SabotagedRun) => Misfortune | undefined;
