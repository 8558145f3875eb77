import {type Invocation} from '../../core/run/invocation.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {FaasrTuiError, isFaasrTuiError} from '../../errors/faasr-tui-error.js';
import {findInvocation} from '../../history/list-invocations.js';
import {listKnownRuns} from '../../history/list-known-runs.js';
import {type Cloud} from '../../ports/cloud.js';

export type FindRunOptions = {
	readonly workflow: Workflow;
	readonly cloud: Pick<Cloud, 'logBucket' | 'platform'>;
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	readonly timestamp?: string | undefined;
};

/** Whether the platform knows runs whose titles name the invocation; not when it cannot say. */
const hasRuns = async ({platform}: FindRunOptions['cloud'], invocation: Invocation): Promise<boolean> => {
	const {runs} = await listKnownRuns(platform, invocation);
	return runs.some(({isGuess}) => isGuess !== true);
};

/**
Finds an invocation by what it left in its bucket, or, where its containers have not come so far, by its id and timestamp among the platform's runs.

Throws what `findInvocation` throws.
*/
export const findRun = async ({workflow, cloud, invocationId, timestamp}: FindRunOptions): Promise<Invocation> => {
	try {
		return await findInvocation({workflow, logBucket: cloud.logBucket, invocationId, timestamp});
	} catch (error) {
		if (!isFaasrTuiError(error) || error.code !== 'usage' || invocationId === '@latest') {
			throw error;
		}

		if (timestamp === undefined) {
			throw new FaasrTuiError(error.message, {code: 'usage', hint: [error.hint, 'One that has written nothing yet is found when --timestamp is given, too.'].join(' '), cause: error});
		}

		const invocation = {workflowName: workflow.name, timestamp, id: invocationId};
		if (await hasRuns(cloud, invocation)) {
			return invocation;
		}

		throw error;
	}
};
