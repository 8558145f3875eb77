import {type RunId} from './run-id.js';

/** GitHub's run states, `queued` standing for everything before `in_progress`. */
export type PlatformRunStatus = 'queued' | 'in_progress' | 'completed';

/** One run of an action's workflow file, as the platform reports it. */
export type PlatformRun = {
	readonly id: RunId;
	readonly action: string;
	/** Known from `run-name` only; absent otherwise. */
	readonly rank?: number;
	readonly status: PlatformRunStatus;
	/** GitHub's word (`success`, `failure`, `cancelled`, `timed_out`, …) once completed. */
	readonly conclusion?: string;
	/** When the platform created it (ms since the epoch, by our clock as far as the difference is known). */
	readonly createdAt?: number;
	/** When it ended, as `createdAt`; absent while it has not. */
	readonly endedAt?: number;
	readonly url?: string;
	readonly attempt?: number;
	/** True when only its file and its time tell whose it is, so that it may be another invocation's. */
	readonly isGuess?: true;
};
