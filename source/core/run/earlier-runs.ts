import {lookUp} from '../look-up.js';
import {nodeId} from '../workflow/node-id.js';
import {type Workflow} from '../workflow/workflow.js';
import {type Attempt, type Traces} from './find-redispatched.js';
import {getInstanceIds} from './node-links.js';
import {type PlatformRun} from './platform-run.js';
import {compareRuns, type RunId} from './run-id.js';

type Attempts = ReadonlyMap<string, Attempt>;

const listRanked = ({actions}: Workflow): readonly string[] => [...actions.values()].filter(({isRanked}) => isRanked).map(({name}) => name);

/**
Gives ranks to the runs of a ranked action whose titles do not tell them and of which a resume has made more.

FaaSr dispatches the ranks in their order; so does a resume with those that run again. Any other number of runs
cannot be told apart.
*/
export const rankRuns = (runs: readonly PlatformRun[], attempts: Attempts, workflow: Workflow): readonly PlatformRun[] => {
	const ranks = new Map<RunId, number>();
	for (const action of listRanked(workflow)) {
		const ids = lookUp(getInstanceIds(workflow), action);
		const again = ids.flatMap((id, index) => attempts.get(id)?.resumed === undefined ? [] : [index + 1]);
		const untold = runs.filter(run => run.action === action && run.rank === undefined).toSorted(compareRuns);
		if (again.length > 0 && untold.length === ids.length + again.length) {
			for (const [index, {id}] of untold.entries()) {
				ranks.set(id, index < ids.length ? index + 1 : again[index - ids.length]!);
			}
		}
	}

	return runs.map(run => {
		const rank = ranks.get(run.id);
		return rank === undefined ? run : {...run, rank};
	});
};

export type EarlierOptions = Pick<Traces, 'logs'> & {
	readonly attempts: Attempts;
	/** When a node's log was last written (ms, by our clock). */
	readonly getWrittenAt: (node: string) => number | undefined;
};

/** Whether a run belongs to an attempt of its node that a resume has made invalid: it was over before the latest one began. */
export const isEarlierRun = ({action, rank, status, createdAt, endedAt}: PlatformRun, {attempts, logs, getWrittenAt}: EarlierOptions): boolean => {
	const id = nodeId(action, rank);
	const resumed = attempts.get(id)?.resumed;
	const log = logs.get(id);
	const writtenAt = getWrittenAt(id);
	if (resumed === undefined || status !== 'completed' || log === undefined || writtenAt === undefined) {
		return false;
	}

	const hasBegun = log.attempts > resumed.attempts;
	const told = hasBegun ? endedAt ?? createdAt : createdAt;
	return told !== undefined && told <= (hasBegun ? writtenAt - (log.seconds * 1000) : writtenAt);
};
