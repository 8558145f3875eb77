import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type DispatchOptions} from '../../ports/platform.js';
import {HttpError} from '../http/http-error.js';
import {type buildJob} from './build-job.js';
import {type SlurmClient} from './create-slurm-client.js';
import {listAllJobs} from './list-jobs.js';
import {findFault, type SlurmData} from './slurm-answer.js';
import {SlurmError} from './slurm-error.js';

export type SubmitOptions = {
	readonly client: SlurmClient;
	readonly clock: Clock;
	readonly action: string;
	readonly body: ReturnType<typeof buildJob>;
};

/** Waits before each look for a job whose answer was lost; slurmctld lists a job as soon as it has it. */
const waitsMs = [500, 1500, 3000, 5000];

/** How long somebody waits who is in a hurry. */
const hurriedMs = 5000;

const isOpen = (error: unknown): error is FaasrTuiError =>
	(error instanceof HttpError && error.isSent) || (error instanceof SlurmError && error.isOpen);

const describeFault = (data: SlurmData): string => {
	const words = findFault(data)?.words ?? '';
	return words === '' ? '' : ` (${words})`;
};

const send = async ({client: {ask, slurm}, action, body}: SubmitOptions, {signal, hurrySignal}: DispatchOptions): Promise<number | FaasrTuiError> => {
	const purpose = `submit the job of ${action}`;
	try {
		const data = await ask({method: 'POST', path: '/job/submit', purpose, body}, AbortSignal.any([signal, hurrySignal].filter(given => given !== undefined)));
		const {job_id: id} = data;
		return typeof id === 'number' && id > 0 ? id : new SlurmError(`The answer of the SLURM server ${slurm.name} to the request to ${purpose} names no job${describeFault(data)}.`, {code: 'unreachable'});
	} catch (error) {
		signal?.throwIfAborted();
		if (hurrySignal?.aborted === true && !isFaasrTuiError(error)) {
			return new FaasrTuiError(`The SLURM server ${slurm.name} had not answered the request to ${purpose}.`, {code: 'cancelled', cause: error});
		}

		if (isOpen(error)) {
			return error;
		}

		throw error;
	}
};

type Search = {readonly id?: number; readonly isBlind: boolean; readonly searchedMs: number};

const search = async ({client, clock, body: {job: {comment}}}: SubmitOptions, {signal, hurrySignal}: DispatchOptions): Promise<Search> => {
	let isBlind = true;
	let searchedMs = 0;
	for (const waitMs of waitsMs) {
		if (hurrySignal?.aborted === true && searchedMs >= hurriedMs) {
			break;
		}

		await clock.sleep(waitMs, {...(signal && {signal})});
		searchedMs += waitMs;
		try {
			const jobs = await listAllJobs(client, signal);
			isBlind = false;
			const found = jobs.find(job => job.comment === comment);
			if (found !== undefined) {
				return {id: found.id, isBlind, searchedMs};
			}
		} catch {
			signal?.throwIfAborted();
			// The server is in trouble: that is why we are here.
		}
	}

	return {isBlind, searchedMs};
};

/**
Submits a job and gives its id.

Sent once, for two submits are two jobs: after an answer that leaves open whether there is one, it is looked for by its comment.
*/
export const submitJob = async (options: SubmitOptions, dispatchOptions: DispatchOptions = {}): Promise<number> => {
	const answer = await send(options, dispatchOptions);
	if (typeof answer === 'number') {
		return answer;
	}

	const {id, isBlind, searchedMs} = await search(options, dispatchOptions);
	if (id !== undefined) {
		return id;
	}

	const {client: {slurm: {userName}}, body: {job: {name}}} = options;
	const outcome = isBlind ? 'the server did not answer whether it was taken anyway' : `no job of it appeared within ${searchedMs / 1000} s`;
	throw new FaasrTuiError(`${answer.message.replace(/\.$/, '')}, and ${outcome}; it was sent only once.`, {
		code: answer.code, hint: `Look for it with "squeue --user ${userName} --name ${name}" before you trigger again.`, cause: answer,
	});
};
