import {formatUtc} from '../../../core/run/describe-timeout.js';
import {type Invocation} from '../../../core/log/invocation.js';
import {type Workflow} from '../../../core/workflow/workflow.js';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {isWritten, type Unwritten} from '../../history/find-unwritten.js';
import {listInvocations} from '../../history/list-invocations.js';
import {type Clock} from '../../../ports/clock.js';
import {type Cloud} from '../../../ports/cloud.js';
import {type BegunRun, type Platform} from '../../../ports/platform.js';
import {getOwnId} from '../../../core/run/run-id.js';

/** How often it is looked (ms): a runner takes its time, and a list of folders costs little. */
const pauseMs = 5000;

/** The run as it is now; as it was known where the platform, which has listed it once, cannot say. */
const lookAgain = async (last: BegunRun, {listBegun}: Platform, signal: AbortSignal): Promise<BegunRun> => {
	try {
		const runs = await listBegun!({since: last.createdAt}, {signal});
		return runs.find(({runId}) => runId === last.runId) ?? last;
	} catch {
		signal.throwIfAborted();
		return last;
	}
};

/** The newest invocations that are compared with. */
const newestCount = 5;

export type AwaitFirstWordOptions = {
	readonly workflow: Workflow;
	readonly cloud: Pick<Cloud, 'logBucket' | 'platform'>;
	readonly clock: Clock;
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
	/** Says what is waited for. */
	readonly say: (message: string) => void;
};

/** Says of an invocation that has written nothing what its platform knows of it. */
export const describeBegun = ({runId, status, createdAt, invocationId, url}: BegunRun, {entry}: Workflow): string => {
	const state = status === 'queued' ? 'is queued' : (status === 'in_progress' ? 'has begun' : 'has ended');
	const name = invocationId === undefined ? 'identified only by its file and time' : `InvocationID=${invocationId}`;
	return `Platform run ${getOwnId(runId)} of ${entry}, created at ${formatUtc(createdAt)}, ${state} and has written nothing yet (${name})${url === undefined ? '' : ` run=${url}`}`;
};

/**
Waits until an invocation that its platform has begun leaves its first object, which tells its true timestamp.

One that ends without a word is given as its platform's list tells it, if that names it. Throws a `FaasrTuiError` otherwise, and
with code `timed-out` when nothing came for the time-out.
*/
export const awaitFirstWord = async ({begun, invocation}: Unwritten, {workflow, cloud, clock, timeoutMs, signal, say}: AwaitFirstWordOptions): Promise<Invocation> => {
	const startedAt = clock.now();
	say(`${describeBegun(begun, workflow)}; waiting for its first log.`);
	let last = begun;
	for (;;) {
		const written = await listInvocations({workflow, logBucket: cloud.logBucket, limit: newestCount});
		const own = written.find(candidate => isWritten(begun, [candidate]));
		if (own !== undefined) {
			return own;
		}

		last = await lookAgain(last, cloud.platform, signal);
		if (last.status === 'completed') {
			if (invocation !== undefined) {
				return invocation;
			}

			throw new FaasrTuiError(`${describeBegun(last, workflow)}.`, {code: 'usage', hint: 'Its own log on the platform says why; it left no invocation to watch.'});
		}

		if (clock.now() - startedAt >= timeoutMs) {
			throw new FaasrTuiError(`${describeBegun(last, workflow)}.`, {code: 'timed-out', hint: '--timeout waits longer for a runner.'});
		}

		await clock.sleep(Math.min(pauseMs, timeoutMs), {signal});
	}
};
