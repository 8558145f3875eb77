import {startsAttempt} from '../../core/log/fold-log-facts.js';
import {type KeptLine} from './log-entry.js';
import {readNodeLinesBack} from './read-node-lines.js';
import {type LogLines} from './run-store.js';

const tailLength = 25;

/** An error of FaaSr's log on S3. A traceback that the user printed has no level. */
const isOwnError = ({isRunLog, level}: KeptLine): boolean => isRunLog !== true && (level === 'ERROR' || level === 'CRITICAL');

/** Whether FaaSr's log on S3 names an error: what the platform's own log adds would only hide it. */
const hasOwnError = (lines: LogLines, nodes: ReadonlySet<string>): boolean => {
	for (const line of readNodeLinesBack(lines, nodes)) {
		if (isOwnError(line)) {
			return true;
		}
	}

	return false;
};

/** The last lines of a node's log that are not FaaSr's own chatter, of its last attempt alone. */
export const getLogTail = (lines: LogLines, node: string, length = tailLength): readonly string[] => {
	const nodes = new Set([node]);
	const isWithoutRunLog = hasOwnError(lines, nodes);
	const tail: string[] = [];
	for (const line of readNodeLinesBack(lines, nodes)) {
		if (isWithoutRunLog && line.isRunLog === true) {
			continue;
		}

		if (!line.isNoise) {
			tail.push(line.text);
		}

		if (tail.length >= length || startsAttempt(line)) {
			break;
		}
	}

	return tail.reverse();
};
