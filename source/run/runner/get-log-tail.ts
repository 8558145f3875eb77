import {startsAttempt} from '../../core/log/fold-log-facts.js';
import {isAtLeast, isRunLogLine, isTracebackLine, type LineFlags} from './log-lines/line-flags.js';
import {readLastNodeLines} from './log-lines/read-node-lines.js';
import {type LogLines} from './run-store.js';

const tailLength = 25;
const mayBeOwnError = (flags: LineFlags): boolean => !isRunLogLine(flags) && !isTracebackLine(flags) && isAtLeast(flags, 'ERROR');

/** Whether FaaSr's log on S3 names an error: what the platform's own log adds would only hide it. */
const hasOwnError = (lines: LogLines, node: string): boolean => {
	for (let number = lines.getEnd() - 1; number >= lines.getFirst(); number--) {
		// A traceback that the user printed is marked as an error, too, and has no level.
		if (mayBeOwnError(lines.getFlags(number)) && lines.getNode(number) === node && lines.read(number, number + 1)[0]?.level !== undefined) {
			return true;
		}
	}

	return false;
};

// Of so many lines some may be chatter: an attempt begins with a line of it.
const linesPerShown = 4;

/** The last lines of a node's log that are not FaaSr's own chatter, of its last attempt alone. */
export const getLogTail = (lines: LogLines, node: string, length = tailLength): readonly string[] => {
	const isWithoutRunLog = hasOwnError(lines, node);
	const accepts = (flags: LineFlags): boolean => !(isWithoutRunLog && isRunLogLine(flags));
	const last = readLastNodeLines(lines, {nodes: new Set([node]), accepts}, length * linesPerShown);
	const start = Math.max(0, last.findLastIndex(entry => startsAttempt(entry)));
	return last.slice(start).filter(({isNoise}) => !isNoise).slice(-length).map(({text}) => text);
};
