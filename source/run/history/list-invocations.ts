import {getLogFolder} from '../../core/log/log-keys.js';
import {type Invocation} from '../../core/log/invocation.js';
import {parseTimestamp} from '../../core/run/parse-timestamp.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../ports/bucket.js';
import {forEachAtMost} from '../monitor/for-each-at-most.js';

export type ListInvocationsOptions = {
	readonly workflow: Workflow;
	/** `LoggingDataStore`. */
	readonly logBucket: Bucket;
	/** How many, the newest first. @default all */
	readonly limit?: number;
};

/** How many folders are listed at once. */
const parallelLists = 8;

/** Folders that are no timestamp come last: other tools, and FaaSr before 2.0, put their own things there. */
const compareNewest = (a: string, b: string): number =>
	((parseTimestamp(b) ?? -1) - (parseTimestamp(a) ?? -1)) || (a < b ? 1 : -1);

/** The invocations of a workflow that left something in its bucket, newest first: one listing of folders, and one for each timestamp. */
export const listInvocations = async ({workflow, logBucket, limit = Number.POSITIVE_INFINITY}: ListInvocationsOptions): Promise<readonly Invocation[]> => {
	const prefix = `${getLogFolder(workflow.document)}/${workflow.name}/`;
	const folders = await logBucket.listFolders(prefix);
	const timestamps = folders.filter(folder => parseTimestamp(folder) !== undefined).toSorted(compareNewest);
	const found = new Map<string, readonly string[]>();
	let count = 0;
	await forEachAtMost(parallelLists, timestamps, async timestamp => {
		// The newest come first, so those that are not listed are older than what was found.
		if (count >= limit) {
			return 'stop';
		}

		const ids = await logBucket.listFolders(`${prefix}${timestamp}/`);
		found.set(timestamp, ids);
		count += ids.length;
		return undefined;
	});
	const invocations = timestamps.flatMap(timestamp => (found.get(timestamp) ?? []).map((id): Invocation => ({workflowName: workflow.name, timestamp, id})));
	return invocations.slice(0, Math.min(limit, count));
};

export type FindInvocationOptions = Omit<ListInvocationsOptions, 'limit'> & {
	/** An InvocationID, or `@latest`. */
	readonly invocationId: string;
	/** Tells invocations with the same id apart: FaaSr's ids need not be unique (faasr.md 2a). */
	readonly timestamp?: string | undefined;
};

const describeOthers = (known: readonly Invocation[]): string => known.length === 0
	? 'Its bucket holds no invocation of this workflow yet; trigger one.'
	: `"faasr-tui ls" lists them; the latest is ${known[0]?.id}.`;

/** Finds one invocation by its id, or the latest one; throws a `FaasrTuiError` with code `usage` when there is none or more than one. */
export const findInvocation = async ({workflow, logBucket, invocationId, timestamp}: FindInvocationOptions): Promise<Invocation> => {
	const isLatest = invocationId === '@latest';
	const all = await listInvocations({workflow, logBucket, ...(isLatest && timestamp === undefined && {limit: 1})});
	const matching = all.filter(candidate => (isLatest || candidate.id === invocationId) && (timestamp === undefined || candidate.timestamp === timestamp));
	const [first] = matching;
	if (first === undefined) {
		const what = isLatest ? 'no invocation' : `no invocation ${JSON.stringify(invocationId)}`;
		throw new FaasrTuiError(`The workflow ${workflow.name} has ${what}${timestamp === undefined ? '' : ` of ${timestamp}`} in data store ${logBucket.name}.`, {
			code: 'usage', hint: describeOthers(all),
		});
	}

	if (!isLatest && matching.length > 1) {
		throw new FaasrTuiError(`The InvocationID ${invocationId} is not unique: there are invocations of ${matching.map(match => match.timestamp).join(', ')}.`, {
			code: 'usage', hint: `Choose one, such as --timestamp ${first.timestamp}.`,
		});
	}

	return first;
};
