import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type SlurmClient} from './create-slurm-client.js';
import {decodeJobs, type SlurmJob} from './decode-jobs.js';
import {faults, type SlurmData} from './slurm-answer.js';
import {SlurmError} from './slurm-error.js';

/** Some four kilobytes for each job of each user. */
const mostListBytes = 100_000_000;

const requireJobs = (data: SlurmData, {slurm}: SlurmClient, purpose: string): readonly SlurmJob[] => {
	const jobs = decodeJobs(data);
	if (jobs === undefined) {
		throw new FaasrTuiError(`The answer of the SLURM server ${slurm.name} to the request to ${purpose} lists no jobs.`, {code: 'unreachable', hint: `Check ${slurm.http.setting} and APIVersion.`});
	}

	return jobs;
};

/** Every job of the cluster, whoever's; large, so not for each look. */
export const listAllJobs = async (client: SlurmClient, signal?: AbortSignal): Promise<readonly SlurmJob[]> => {
	const purpose = 'list the jobs';
	return requireJobs(await client.ask({method: 'GET', path: '/jobs', purpose, mostBytes: mostListBytes}, signal), client, purpose);
};

const isUnknownJob = (error: unknown): boolean => error instanceof SlurmError && error.number === faults.invalidJob;

/** One job; `undefined` when Slurm knows none of that id, as of every job some minutes after its end. */
export const findJob = async (client: SlurmClient, id: number, signal?: AbortSignal): Promise<SlurmJob | undefined> => {
	const purpose = `read job ${id}`;
	try {
		const jobs = requireJobs(await client.ask({method: 'GET', path: `/job/${id}`, purpose}, signal), client, purpose);
		return jobs.find(job => job.id === id);
	} catch (error) {
		if (isUnknownJob(error)) {
			return undefined;
		}

		throw error;
	}
};

/** Asks Slurm to stop a job; one that has ended, or is forgotten, is not an error. */
export const cancelJob = async ({ask}: SlurmClient, id: number, signal?: AbortSignal): Promise<void> => {
	try {
		await ask({method: 'DELETE', path: `/job/${id}`, purpose: `cancel job ${id}`}, signal);
	} catch (error) {
		if (!isUnknownJob(error)) {
			throw error;
		}
	}
};
