import {type Repository, type WorkflowFile} from './repository.js';

/** States of a run as GitHub names them; this API needs no others. */
export type RunStatus = 'queued' | 'in_progress' | 'completed';

/** One try of a run: the first, or a re-run. */
export type RunAttempt = {
	readonly number: number;
	readonly jobId: number;
	readonly status: RunStatus;
	/** GitHub's word; present once completed. */
	readonly conclusion?: string;
	readonly triggeredAt: number;
	readonly startedAt?: number;
	readonly completedAt?: number;
	/** The step a run failed in before the action could start. */
	readonly failedStep?: string;
	/** Present once the attempt has started. */
	readonly logFile?: string;
	/** Follows what the log file has. */
	readonly trailer?: string;
};

/** One run of a workflow file. Replaced whole on every change. */
export type WorkflowRun = {
	/** Grows with the time of creation. */
	readonly id: number;
	readonly repository: Repository;
	readonly workflow: WorkflowFile;
	readonly runNumber: number;
	readonly headBranch: string;
	/** The commit whose files it runs. */
	readonly headSha: string;
	readonly displayTitle: string;
	readonly inputs: Readonly<Record<string, string>>;
	readonly createdAt: number;
	readonly updatedAt: number;
	/** The last one is the current one. */
	readonly attempts: readonly [RunAttempt, ...RunAttempt[]];
};

/** The latest attempt, whose state is the run's. */
export const getCurrentAttempt = (run: WorkflowRun): RunAttempt => run.attempts.at(-1) ?? run.attempts[0];
