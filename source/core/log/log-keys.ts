import {type Invocation} from './invocation.js';

/** What an object below an invocation's folder is (faasr.md 2a). */
export type LogKey = {
	readonly kind: 'log' | 'done';
	/** `compute`, or `compute(2)`. */
	readonly node: string;
} | {
	readonly kind: 'candidate' | 'lock';
	readonly action: string;
};

/** The document's `FaaSrLog`; FaaSr's default stands for an empty one (faasr.md 2a). */
export const getLogFolder = ({FaaSrLog: folder}: {readonly FaaSrLog?: string | undefined}): string => folder === undefined || folder === '' ? 'FaaSrLog' : folder;

/** The folder of one invocation: `{FaaSrLog}/{WorkflowName}/{InvocationTimestamp}/{InvocationID}/`. */
export const getInvocationPrefix = (logFolder: string, {workflowName, timestamp, id}: Invocation): string =>
	`${logFolder}/${workflowName}/${timestamp}/${id}/`;

const done = /^function_completions\/([^./]+)(?:\.(\d+))?\.done$/u;
const log = /^([^./]+)\.txt$/u;
const candidate = /^([^./]+)\.candidate$/u;
const lock = /^([^./]+)\/(?:lock$|flag\/)/u;

/** Tells what an object is from its key, relative to the invocation's folder; `undefined` for a key that is not FaaSr's. */
export const parseLogKey = (relativeKey: string): LogKey | undefined => {
	const [, doneAction, doneRank] = done.exec(relativeKey) ?? [];
	if (doneAction !== undefined) {
		return {kind: 'done', node: doneRank === undefined ? doneAction : `${doneAction}(${doneRank})`};
	}

	const node = log.exec(relativeKey)?.[1];
	if (node !== undefined) {
		return {kind: 'log', node};
	}

	const candidateAction = candidate.exec(relativeKey)?.[1];
	if (candidateAction !== undefined) {
		return {kind: 'candidate', action: candidateAction};
	}

	const lockAction = lock.exec(relativeKey)?.[1];
	return lockAction === undefined ? undefined : {kind: 'lock', action: lockAction};
};

/** The key of a node's log, relative to the invocation's folder. */
export const getLogKey = (node: string): string => `${node}.txt`;

/** The key of a node's `.done` marker, relative to the invocation's folder. */
export const getDoneKey = (action: string, rank?: number): string =>
	`function_completions/${rank === undefined ? action : `${action}.${rank}`}.done`;
