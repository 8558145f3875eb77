import {formatDate} from '../../core/run/format-date.js';
import {type Invocation} from '../../core/log/invocation.js';
import {parseTimestamp} from '../../core/run/parse-timestamp.js';
import {timestampFormat} from '../../core/run/create-invocation.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type BegunRun, type Platform} from '../../ports/platform.js';

/** Whoever triggers names the invocation a moment before the platform creates its first run (ms). */
const namingMs = 60_000;

/** Longer ago nothing is looked for that has written nothing (ms). */
const longestAgoMs = 24 * 3_600_000;

/** An invocation of which its platform has the first run, and the bucket nothing yet. */
export type Unwritten = {
	readonly begun: BegunRun;
	/** Its timestamp is the time of the run's creation, a little later than its own; absent where the run's title names no InvocationID. */
	readonly invocation?: Invocation;
};

const toUnwritten = (begun: BegunRun, workflow: Workflow): Unwritten => ({
	begun,
	...(begun.invocationId !== undefined && {invocation: {workflowName: workflow.name, timestamp: formatDate(begun.createdAt, timestampFormat), id: begun.invocationId}}),
});

export type FindUnwrittenOptions = {
	readonly workflow: Workflow;
	readonly platform: Platform;
	/** The newest invocations that have written something. */
	readonly written: readonly Invocation[];
	readonly now: number;
};

/** Whether what a run began is among what has been written: by its id, or, where its title has none, by its time, as far as that can be known. */
export const isWritten = ({invocationId, createdAt}: BegunRun, written: readonly Invocation[]): boolean => written.some(({id, timestamp}) =>
	invocationId === undefined ? (parseTimestamp(timestamp) ?? 0) >= createdAt - namingMs : id === invocationId);

/**
Finds what its platform has begun and what has left nothing yet, newest first; nothing when the platform cannot say.

What has ended without a word counts only when it is newer than all that has written, and a title names it.
*/
export const findUnwritten = async ({workflow, platform, written, now}: FindUnwrittenOptions): Promise<readonly Unwritten[]> => {
	const newestAt = Math.max(0, ...written.map(({timestamp}) => parseTimestamp(timestamp) ?? 0));
	try {
		const begun = await platform.listBegun?.({since: now - longestAgoMs}) ?? [];
		return begun
			.filter(run => !isWritten(run, written) && (run.status !== 'completed' || (run.invocationId !== undefined && run.createdAt > newestAt)))
			.map(run => toUnwritten(run, workflow));
	} catch {
		return [];
	}
};
