import {type PlatformRun, type PlatformRunStatus, type RunMeaning} from '../../core/run/platform-run.js';
import {createRunId} from '../../core/run/run-id.js';
import {type SlurmJob} from './decode-jobs.js';
import {isOwnJob} from './job-comment.js';

/** Which node a job runs. */
export type JobNode = {readonly action: string; readonly rank?: number};

/** What a job can do no more in these base states (slurm/slurm.h), unless it is still being cleared away. */
const ends: Readonly<Record<string, RunMeaning>> = {
	COMPLETED: 'success', CANCELLED: 'cancelled', FAILED: 'failure', TIMEOUT: 'failure', NODE_FAIL: 'failure', PREEMPTED: 'failure',
	BOOT_FAIL: 'failure', DEADLINE: 'failure', OUT_OF_MEMORY: 'failure', REVOKED: 'failure', LAUNCH_FAILED: 'failure', RECONFIG_FAIL: 'failure',
};

/** As well as the base state: it has not begun, or not begun again. */
const waiting: ReadonlySet<string> = new Set(['PENDING', 'CONFIGURING', 'POWER_UP_NODE', 'REQUEUED', 'REQUEUE_FED', 'REQUEUE_HOLD', 'SPECIAL_EXIT', 'RESV_DEL_HOLD']);

/** What keeps a job from having ended, though its base state says so. */
const clearing: ReadonlySet<string> = new Set(['COMPLETING', 'STAGE_OUT', 'SIGNALING', 'UPDATE_DB']);

const getStatus = ({states}: SlurmJob): PlatformRunStatus => {
	if (states.some(state => waiting.has(state))) {
		return 'queued';
	}

	return states.some(state => Object.hasOwn(ends, state)) && !states.some(state => clearing.has(state)) ? 'completed' : 'in_progress';
};

/** FaaSr's script ends with `echo`: its job is COMPLETED whatever the container came to (platforms.md 5b). */
const getMeaning = (job: SlurmJob, state: string): RunMeaning => state === 'COMPLETED' && !isOwnJob(job) ? 'none' : ends[state] ?? 'none';

const describeExit = ({exitCode = 0, exitSignal, reason}: SlurmJob): string => {
	if (exitSignal !== undefined) {
		return ` (signal ${exitSignal})`;
	}

	if (exitCode !== 0) {
		return ` (exit code ${exitCode})`;
	}

	return reason === undefined ? '' : ` (${reason})`;
};

/** Slurm's word for the end, with what is behind a failure: `TIMEOUT`, `FAILED (exit code 3)`. */
const getConclusion = (job: SlurmJob, state: string): string => state === 'FAILED' ? `${state}${describeExit(job)}` : state;

export type JobMapping = {
	/** Name of the server in the document. */
	readonly server: string;
	readonly node: JobNode;
	/** A time of the cluster's clock in ours. */
	readonly toLocalTime: (at: number) => number;
};

/** Slurm's job as a platform run. */
export const mapJob = (job: SlurmJob, {server, node, toLocalTime}: JobMapping): PlatformRun => {
	const status = getStatus(job);
	const state = job.states.find(word => Object.hasOwn(ends, word)) ?? '';
	const {id, reason, submittedAt, endsAt, restartCount} = job;
	return {
		id: createRunId(`slurm:${server}`, id),
		action: node.action,
		status,
		...(node.rank !== undefined && {rank: node.rank}),
		...(status === 'completed' && {conclusion: getConclusion(job, state), meaning: getMeaning(job, state)}),
		...(status === 'queued' && reason !== undefined && {note: `waits in the queue: ${reason}`}),
		...(submittedAt !== undefined && {createdAt: toLocalTime(submittedAt)}),
		...(status === 'completed' && endsAt !== undefined && {endedAt: toLocalTime(endsAt)}),
		attempt: restartCount + 1,
		// Of a job that FaaSr submitted Slurm ends the docker client; the container is the docker daemon's child.
		...(status === 'in_progress' && !isOwnJob(job) && {outlivesCancel: true}),
	};
};
