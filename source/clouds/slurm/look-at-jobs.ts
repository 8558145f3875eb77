import {type PlatformRun} from '../../core/run/platform-run.js';
import {isFaasrTuiError, type FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {PartialListError} from '../../ports/partial-list-error.js';
import {type Platform} from '../../ports/platform.js';
import {type SlurmClient} from './create-slurm-client.js';
import {type JobBook, type KnownJob} from './job-book.js';
import {findJob, listAllJobs} from './list-jobs.js';
import {mapJob} from './map-job.js';

type Query = Parameters<Platform['listRuns']>[0];

/** Requests under way at once: slurmctld serves the whole cluster. */
const parallelCount = 4;

/** Less is the way of the request. */
const noticeableSkewMs = 5000;

/** How far the cluster's clock is from ours: slurmrestd sends no Date, but a job of ours tells when the cluster had it. */
const createClusterTime = () => {
	let offsetMs = 0;
	return {
		note(submittedAt: number | undefined, atCluster: number | undefined): void {
			const difference = (atCluster ?? 0) - (submittedAt ?? 0);
			if (submittedAt !== undefined && atCluster !== undefined) {
				offsetMs = Math.abs(difference) > noticeableSkewMs ? difference : 0;
			}
		},
		toLocalTime: (at: number): number => at - offsetMs,
	};
};

/** A job that was seen alive and is forgotten has ended; how, nobody can tell any more. */
const bury = (job: KnownJob): void => {
	job.isGone = true;
	if (job.run !== undefined && job.run.status !== 'completed') {
		const {note, ...run} = job.run;
		job.run = {...run, status: 'completed', conclusion: 'no record of it left', meaning: 'none'};
	}
};

const isOpen = ({run, isGone}: KnownJob): boolean => isGone !== true && run?.status !== 'completed';

type LookOptions = {readonly client: SlurmClient; readonly signal: AbortSignal | undefined; readonly time: ReturnType<typeof createClusterTime>};

const look = async (job: KnownJob, {client, signal, time}: LookOptions): Promise<void> => {
	const found = await findJob(client, job.id, signal);
	if (found === undefined) {
		bury(job);
		return;
	}

	// A job that Slurm begins again has another time of submit.
	if (job.run === undefined) {
		time.note(job.submittedAt, found.submittedAt);
	}

	job.run = mapJob(found, {server: client.slurm.name, node: job.node, toLocalTime: time.toLocalTime});
};

/** The first failure; an abort is thrown. */
const lookAtAll = async (jobs: readonly KnownJob[], options: LookOptions): Promise<FaasrTuiError | undefined> => {
	const waiting = [...jobs];
	let failure: FaasrTuiError | undefined;
	const work = async (): Promise<void> => {
		// After a failure the others are not asked: what refuses one of them refuses all, and a server in trouble is left in peace.
		for (let job = waiting.shift(); job !== undefined && failure === undefined; job = waiting.shift()) {
			try {
				await look(job, options);
			} catch (error) {
				options.signal?.throwIfAborted();
				if (!isFaasrTuiError(error)) {
					throw error;
				}

				failure ??= error;
			}
		}
	};

	await Promise.all(Array.from({length: parallelCount}, async () => work()));
	return failure;
};

/** Which jobs are an invocation's: those dispatched here, those that logs name, and those whose comment says so. */
const createJobFinder = (client: SlurmClient, book: JobBook) => {
	const searched = new Set<string>();
	return async ({invocation, named = []}: Query, signal: AbortSignal | undefined): Promise<readonly KnownJob[]> => {
		for (const {id, action, rank} of named) {
			if (/^\d{1,10}$/.test(id)) {
				book.add({id: Number(id), invocationId: invocation.id, node: {action, ...(rank !== undefined && {rank})}});
			}
		}

		const isOurs = book.list(invocation.id).some(({submittedAt}) => submittedAt !== undefined);
		if (!isOurs && !searched.has(invocation.id)) {
			// All jobs of the cluster: once, and only where nothing of the invocation was dispatched here.
			book.addMarked(await listAllJobs(client, signal));
		}

		searched.add(invocation.id);
		return book.list(invocation.id);
	};
};

/** Creates the look at an invocation's jobs: each that is known and not over is asked for by its id, the newest first. */
export const createJobLister = ({client, book}: {readonly client: SlurmClient; readonly book: JobBook}) => {
	const time = createClusterTime();
	const find = createJobFinder(client, book);
	let shown = '';
	return async (query: Query, signal?: AbortSignal): Promise<readonly PlatformRun[] | undefined> => {
		const jobs = await find(query, signal);
		const failure = await lookAtAll(jobs.filter(job => isOpen(job)), {client, signal, time});
		const runs = jobs.flatMap(({run}) => run ?? []).toReversed();
		if (failure !== undefined) {
			throw runs.length === 0 ? failure : new PartialListError(failure, runs);
		}

		const showing = JSON.stringify(runs);
		const isNews = showing !== shown || query.isComplete === true;
		shown = showing;
		return isNews ? runs : undefined;
	};
};
