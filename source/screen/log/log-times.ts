import {type RunState} from '../../core/run/run-state.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {type LogTimes} from './view.js';
import {type TimeColumn} from './state.js';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Local time of day: `14:02:11`. */
export const formatTimeOfDay = (at: number): string => {
	const date = new Date(at);
	return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
};

/** When a line was written: FaaSr counts from the start of its action, of which the first sign is known. */
const getWrittenAt = ({node, seconds, at}: LogEntry, run: RunState | undefined): number => {
	const startedAt = run?.nodes.get(node)?.startedAt;
	return seconds === undefined || startedAt === undefined ? at : startedAt + (seconds * 1000);
};

const formatOffset = (ms: number): string => `${ms < 0 ? '' : '+'}${(ms / 1000).toFixed(1)}`;

// Lines without a prefix have no time of their own: they were written between those around them.
const blankWithoutSeconds = (describe: (entry: LogEntry) => string) => (entry: LogEntry): string =>
	entry.seconds === undefined ? '' : describe(entry);

/** What stands before each line as its time: since the action's start, since the run's, the time of day, or nothing. */
export const getLogTimes = (column: TimeColumn, run: RunState | undefined): LogTimes | undefined => {
	switch (column) {
		case 'action': {
			return {width: 7, describe: ({seconds}) => seconds?.toFixed(1) ?? ''};
		}

		case 'run': {
			return {width: 8, describe: blankWithoutSeconds(entry => formatOffset(getWrittenAt(entry, run) - (run?.triggeredAt ?? 0)))};
		}

		case 'clock': {
			return {width: 8, describe: blankWithoutSeconds(entry => formatTimeOfDay(getWrittenAt(entry, run)))};
		}

		case 'none': {
			return undefined;
		}
	}
};
