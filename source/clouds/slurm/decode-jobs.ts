import {isRecord, type SlurmData} from './slurm-answer.js';

/** What is read of a job; everything else of the answer is dropped. */
export type SlurmJob = {
	readonly id: number;
	/** Slurm's words, the base state first: `RUNNING`, or `CANCELLED` with `COMPLETING`. */
	readonly states: readonly string[];
	/** Why it waits or how it failed: `Resources`, `NonZeroExitCode`; absent for Slurm's `None`. */
	readonly reason?: string;
	/** Of the script. */
	readonly exitCode?: number;
	/** What killed the script. */
	readonly exitSignal?: number;
	/** Milliseconds since the epoch, by the cluster's clock. */
	readonly submittedAt?: number;
	/** As `submittedAt`; of a job that runs it is when its time is up. */
	readonly endsAt?: number;
	/** How often Slurm has begun it again, after a node failed. */
	readonly restartCount: number;
	readonly comment?: string;
	readonly userName?: string;
};

const getText = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined;

/** A number up to v0.0.38, later often `{set, infinite, number}`; `undefined` for none and for no end. */
const getNumber = (value: unknown): number | undefined => {
	if (isRecord(value)) {
		return value['set'] === true && value['infinite'] !== true ? getNumber(value['number']) : undefined;
	}

	return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
};

/** Seconds, 0 standing for none. */
const getTime = (value: unknown): number | undefined => {
	const seconds = getNumber(value);
	return seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
};

/** One word up to v0.0.38, then a list of them. */
const getStates = (value: unknown): readonly string[] => [value].flat().filter(word => typeof word === 'string');

type Exit = {readonly exitCode?: number; readonly exitSignal?: number};

/** Up to v0.0.38 what wait(2) gives, or in place of it a number of Slurm's own, which is neither. */
const readWaitStatus = (status: number): Exit => {
	if (status % 256 === 0 && status <= 255 * 256) {
		return {exitCode: status / 256};
	}

	return status > 0 && status < 128 ? {exitSignal: status} : {};
};

const readExit = (value: unknown): Exit => {
	if (!isRecord(value)) {
		const status = getNumber(value);
		return status === undefined ? {} : readWaitStatus(status);
	}

	const exitCode = getNumber(value['return_code']);
	const signal = isRecord(value['signal']) ? getNumber(value['signal']['id']) : undefined;
	return {...(exitCode !== undefined && {exitCode}), ...(signal !== undefined && signal !== 0 && {exitSignal: signal})};
};

const decodeJob = (raw: unknown): SlurmJob | undefined => {
	const job = isRecord(raw) ? raw : {};
	const id = getNumber(job['job_id']);
	const states = getStates(job['job_state']);
	if (id === undefined || states.length === 0) {
		return undefined;
	}

	const reason = getText(job['state_reason']);
	const submittedAt = getTime(job['submit_time']);
	const endsAt = getTime(job['end_time']);
	const comment = getText(job['comment']);
	const userName = getText(job['user_name']);
	return {
		id,
		states,
		restartCount: getNumber(job['restart_cnt']) ?? 0,
		...readExit(job['exit_code']),
		...(reason !== undefined && reason !== 'None' && {reason}),
		...(submittedAt !== undefined && {submittedAt}),
		...(endsAt !== undefined && {endsAt}),
		...(comment !== undefined && {comment}),
		...(userName !== undefined && {userName}),
	};
};

/** The jobs of an answer, in the form of v0.0.36 to v0.0.38 and in the one of later versions; `undefined` when it lists none, which is not the same as an empty list. */
export const decodeJobs = ({jobs}: SlurmData): readonly SlurmJob[] | undefined =>
	Array.isArray(jobs) ? jobs.flatMap(job => decodeJob(job) ?? []) : undefined;
