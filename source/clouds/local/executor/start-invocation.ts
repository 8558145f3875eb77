import {randomUUID} from 'node:crypto';
import {ActionExit, UncaughtError} from './action-exit.js';
import {type DataStore} from './data-store.js';
import {formatDate, formatTimestamp, parseTimestamp} from './format-date.js';
import {getInvocationFolder, type Payload} from './payload.js';
import {type RunLog} from './run-log.js';

const source = 'faasr_payload.py';

const createInvocationId = (payload: Payload, runLog: RunLog): string => {
	const format = payload.get('InvocationIDFromDate');
	if (typeof format !== 'string' || format === '') {
		const id = randomUUID();
		runLog.line('INFO', source, `Generated default UUID : ${id}`);
		return id;
	}

	const timestamp = String(payload.require('InvocationTimestamp'));
	const date = parseTimestamp(timestamp);
	if (date === undefined) {
		throw new UncaughtError('ValueError', `time data '${timestamp}' does not match format '%Y-%m-%dT%H-%M-%S'`);
	}

	const id = formatDate(date, format);
	runLog.line('INFO', source, `Generated InvocationID from format '${format}': ${id}`);
	return id;
};

/** What the entry action does before anything else: it names the invocation and refuses one whose folder is not empty. */
export const startInvocation = async (payload: Payload, options: {
	readonly logStore: () => DataStore;
	readonly runLog: RunLog;
	readonly now: number;
}): Promise<void> => {
	const {logStore, runLog, now} = options;
	const {overwritten} = payload;
	if (payload.get('InvocationTimestamp')) {
		runLog.line('INFO', source, `Using existing InvocationTimestamp: ${String(payload.get('InvocationTimestamp'))}`);
	} else {
		overwritten['InvocationTimestamp'] = formatTimestamp(now);
		runLog.line('INFO', source, `Generated InvocationTimestamp: ${String(overwritten['InvocationTimestamp'])}`);
	}

	const id = payload.get('InvocationID');
	if (typeof id !== 'string' || id.trim() === '') {
		overwritten['InvocationID'] = createInvocationId(payload, runLog);
	}

	runLog.line('INFO', source, `InvocationID for the workflow: ${String(payload.get('InvocationID'))}`);
	if ((payload.require('FaaSrLog') ?? '') === '') {
		overwritten['FaaSrLog'] = 'FaaSrLog';
	}

	// A prefix without a slash at its end: ID 12 collides with 123, as upstream.
	const keys = await logStore().list(getInvocationFolder(payload));
	if (keys.length > 0) {
		runLog.line('ERROR', source, `InvocationID already exists: ${String(payload.get('InvocationID'))}`);
		throw new ActionExit(1);
	}
};
