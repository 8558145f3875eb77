import {type RunId} from './run-id.js';

/**
What a run's end says of its work, whatever words its platform has for it.

`none`: it has ended, and that proves nothing. FaaSr's script on SLURM ends with success whatever the container did (platforms.md 0).
*/
export type RunMeaning = 'success' | 'failure' | 'cancelled' | 'none';

/** GitHub's run states, `queued` standing for everything before `in_progress`. */
export type PlatformRunStatus = 'queued' | 'in_progress' | 'completed';

/** One run of an action's workflow file, as the platform reports it. */
export type PlatformRun = {
	readonly id: RunId;
	readonly action: string;
	/** Known from `run-name` only; absent otherwise. */
	readonly rank?: number;
	readonly status: PlatformRunStatus;
	/** The platform's own word (GitHub's `success`, `timed_out`, …) once completed, for people. */
	readonly conclusion?: string;
	/** What that word means, once completed. @default 'none' */
	readonly meaning?: RunMeaning;
	/** What the platform says of its state, for people: what it waits for, for example. A clause without its full stop. */
	readonly note?: string;
	/** When the platform created it (ms since the epoch, by our clock as far as the difference is known). */
	readonly createdAt?: number;
	/** When it ended, as `createdAt`; absent while it has not. */
	readonly endedAt?: number;
	readonly url?: string;
	readonly attempt?: number;
	/** False while the platform repeats the run by itself when it fails: then a failure is not its end (core/run/hold-attempt.ts). */
	readonly isFinalAttempt?: false;
	/** How many attempts the platform makes at most, where it repeats runs. */
	readonly mostAttempts?: number;
	/** True where a cancel ends the platform's part of it while its container may go on. */
	readonly outlivesCancel?: true;
	/** True when only its file and its time tell whose it is, so that it may be another invocation's. */
	readonly isGuess?: true;
};
