import {type Invocation} from '../../../core/log/invocation.js';
import {type Workflow} from '../../../core/workflow/workflow.js';
import {FaasrTuiError, isFaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {findUnwritten, type Unwritten} from '../../history/find-unwritten.js';
import {findInvocation, listInvocations} from '../../history/list-invocations.js';
import {listKnownRuns} from '../../history/list-known-runs.js';
import {type Clock} from '../../../ports/clock.js';
import {type Cloud} from '../../../ports/cloud.js';

export type FindRunOptions = {
	readonly workflow: Workflow;
	readonly cloud: Pick<Cloud, 'logBucket' | 'platform'>;
	readonly clock: Clock;
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp?: string | undefined;
};

/** Whether the platform knows runs whose titles name the invocation; not when it cannot say. */
const hasRuns = async ({platform}: FindRunOptions['cloud'], invocation: Invocation): Promise<boolean> => {
	const {runs} = await listKnownRuns(platform, invocation);
	return runs.some(({isGuess}) => isGuess !== true);
};

/** The newest written invocations that what the platform has begun is compared with. */
const newestCount = 10;

/** An invocation that can be watched, or one of which nothing is written yet. */
export type FoundRun = {readonly invocation: Invocation} | {readonly unwritten: Unwritten};

const findBegun = async ({workflow, cloud: {platform, logBucket}, clock}: FindRunOptions, isIt: (unwritten: Unwritten) => boolean): Promise<Unwritten | undefined> => {
	const written = await listInvocations({workflow, logBucket, limit: newestCount});
	const unwritten = await findUnwritten({workflow, platform, written, now: clock.now()});
	return unwritten.find(candidate => isIt(candidate));
};

const findById = async (options: FindRunOptions, error: FaasrTuiError): Promise<FoundRun> => {
	const {workflow, cloud, invocationId, timestamp} = options;
	const invocation = {workflowName: workflow.name, timestamp: timestamp ?? '', id: invocationId};
	if (timestamp !== undefined && await hasRuns(cloud, invocation)) {
		return {invocation};
	}

	const unwritten = timestamp === undefined ? await findBegun(options, ({begun}) => begun.invocationId === invocationId) : undefined;
	if (unwritten === undefined) {
		throw timestamp === undefined
			? new FaasrTuiError(error.message, {code: 'usage', hint: [error.hint, 'To find a run that has written nothing yet, also give --timestamp.'].join(' '), cause: error})
			: error;
	}

	return {unwritten};
};

/**
Finds an invocation by what it left in its bucket, or, where its containers have not come so far, among its platform's runs: by its
id, by its id and timestamp, or, as the latest one, by being alive or newer than all that has written.

Throws what `findInvocation` throws.
*/
export const findRun = async (options: FindRunOptions): Promise<FoundRun> => {
	const {workflow, cloud, invocationId, timestamp} = options;
	const isLatest = invocationId === '@latest' && timestamp === undefined;
	const newest = isLatest ? await findBegun(options, () => true) : undefined;
	if (newest !== undefined) {
		return {unwritten: newest};
	}

	try {
		return {invocation: await findInvocation({workflow, logBucket: cloud.logBucket, invocationId, timestamp})};
	} catch (error) {
		if (!isFaasrTuiError(error) || error.code !== 'usage' || invocationId === '@latest') {
			throw error;
		}

		return findById(options, error);
	}
};
