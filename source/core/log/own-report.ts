import {type LogLine} from './log-line.js';

/** How far FaaSr's report of a failure has been read. */
export type OwnReport = {
	/** The message of the failure; its second time is FaaSr's own error about it. */
	readonly message?: string;
	/** The lines that follow without a prefix belong to what FaaSr says of itself. */
	readonly isInside: boolean;
};

export const noReport: OwnReport = {isInside: false};

/** FaaSr 2.1.0 fails to report that a function's process died (executor.py:138); what it says instead is about itself. */
const stumble = '\'func_stdout\' is not defined';

const isFailure = ({level, source}: LogLine): boolean => source === 'executor.py' && (level === 'ERROR' || level === 'CRITICAL');

/** A traceback that was handed over is the user's; it ends what came before it. */
const isTraceback = ({message}: LogLine): boolean => message.startsWith('Traceback: ');

/**
Tells what FaaSr repeats of a failure from the failure: its call stack, its second traceback, and its stumble over a dead process.

@returns the state for the next line, and whether this one is a repetition
*/
export const stepOwnReport = (report: OwnReport, line: LogLine): {readonly report: OwnReport; readonly isOwn: boolean} => {
	if (line.source === 'executor.py' && line.message === 'Starting dependency install') {
		return {report: noReport, isOwn: false};
	}

	if (isFailure(line)) {
		const isOwn = !isTraceback(line) && (line.message === report.message || line.message.includes(stumble));
		return {report: {message: report.message ?? line.message, isInside: isOwn}, isOwn};
	}

	if (line.level !== undefined) {
		return {report: {...report, isInside: false}, isOwn: false};
	}

	const isInside = report.isInside || (report.message !== undefined && line.text.startsWith('Stack (most recent call last):'));
	return {report: {...report, isInside}, isOwn: isInside};
};
