import {type ErrorPart, type LogEntry} from './log-entry.js';

const pythonTraceback = /^\s*Traceback \(most recent call last\):/u;
// What the platform's runner and R print of errors into a run's own log.
const runLogError = /^(?:##\[error\]|Error(?: in .*)?: )/u;
const indented = /^\s|^$/u;

/** How the lines behind an error are known to belong to it: all up to the next prefix, or as far as they are indented. */
type Following = 'until-prefix' | 'while-indented' | undefined;

const isError = ({level}: LogEntry): boolean => level === 'ERROR' || level === 'CRITICAL';

const step = (entry: LogEntry, following: Following): readonly [ErrorPart | undefined, Following] => {
	if (entry.level !== undefined) {
		return isError(entry) ? ['error', 'until-prefix'] : [undefined, undefined];
	}

	if (following === 'until-prefix') {
		return ['traceback', following];
	}

	if (pythonTraceback.test(entry.message)) {
		return [following === undefined ? 'error' : 'traceback', 'while-indented'];
	}

	if (following === 'while-indented') {
		// The first line that is not indented names the exception and is the last.
		return ['traceback', indented.test(entry.message) ? following : undefined];
	}

	return [entry.isRunLog === true && runLogError.test(entry.message) ? 'error' : undefined, undefined];
};

/**
Tells errors and what explains them apart from other lines, log by log.

FaaSr writes a traceback as lines without a prefix behind its ERROR; in a run's own log, where the user's prints are,
Python's and R's own wording is what there is to go by.
*/
export const createErrorFinder = (): ((entry: LogEntry) => ErrorPart | undefined) => {
	const states = new Map<string, Following>();
	return entry => {
		const log = entry.isRunLog === true ? `run ${entry.node}` : `log ${entry.node}`;
		const [part, following] = step(entry, states.get(log));
		if (following === undefined) {
			states.delete(log);
		} else {
			states.set(log, following);
		}

		return part;
	};
};
