import {type DispatchRequest} from '../../ports/platform.js';
import {type SlurmJob} from './decode-jobs.js';

const mark = 'faasr-tui';

/** Whose job it is, as faasr-tui writes it into a job's comment. */
export type JobOwner = {readonly invocationId: string; readonly action: string; readonly rank?: number};

/** The comment of a job that faasr-tui submits: `faasr-tui {InvocationID} {action}({rank}) {code}`. The code differs with every submit, so that a job whose answer was lost is found and no earlier one taken for it. */
export const createJobComment = ({action, rank, invocation}: DispatchRequest, code: string): string =>
	`${mark} ${invocation.id} ${action}${rank === undefined ? '' : `(${rank})`} ${code}`;

/** Reads such a comment; `undefined` for every other job's. */
export const readJobComment = ({comment = ''}: Pick<SlurmJob, 'comment'>): JobOwner | undefined => {
	const {invocationId, action, rank} = /^faasr-tui (?<invocationId>.+) (?<action>[\w-]+)(?:\((?<rank>\d+)\))? \w+$/.exec(comment)?.groups ?? {};
	return invocationId === undefined || action === undefined ? undefined : {invocationId, action, ...(rank !== undefined && {rank: Number(rank)})};
};

/** Whether faasr-tui has submitted it, with a script whose end is the container's; FaaSr's own script always ends well. */
export const isOwnJob = (job: Pick<SlurmJob, 'comment'>): boolean => readJobComment(job) !== undefined;
