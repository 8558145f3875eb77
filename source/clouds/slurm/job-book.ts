import {type PlatformRun} from '../../core/run/platform-run.js';
import {type SlurmJob} from './decode-jobs.js';
import {readJobComment} from './job-comment.js';
import {type JobNode} from './map-job.js';

/** What is known of a job of this server. */
export type KnownJob = {
	readonly id: number;
	readonly invocationId: string;
	readonly node: JobNode;
	/** When we submitted it ourselves (ms, by our clock). */
	readonly submittedAt?: number;
	/** As it was last seen. */
	run?: PlatformRun;
	/** True once Slurm has forgotten it. */
	isGone?: true;
};

/** The jobs that are known to be of one invocation or another: dispatched here, named in a log, or marked in their comment. */
export const createJobBook = () => {
	const jobs = new Map<number, KnownJob>();
	return {
		add(job: KnownJob): void {
			if (!jobs.has(job.id)) {
				jobs.set(job.id, job);
			}
		},
		addMarked(listed: readonly SlurmJob[]): void {
			for (const job of listed) {
				const owner = readJobComment(job);
				if (owner !== undefined && !jobs.has(job.id)) {
					const {invocationId, ...node} = owner;
					jobs.set(job.id, {id: job.id, invocationId, node});
				}
			}
		},
		/** Of an invocation, in the order of their ids, which is that of their submits. */
		list: (invocationId: string): readonly KnownJob[] => [...jobs.values()].filter(job => job.invocationId === invocationId).sort((a, b) => a.id - b.id),
	};
};

export type JobBook = ReturnType<typeof createJobBook>;
