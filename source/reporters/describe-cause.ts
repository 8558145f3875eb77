import {describeDeadProcess} from '../core/log/describe-dead-process.js';
import {type NodeState} from '../core/run/run-state.js';

/** How Python and R name what was raised: `ZeroDivisionError: division by zero`, `Error in f(1) : no`. */
const raised = /^(?:[\w.]*(?:Error|Exception|Interrupt|Exit|Warning)\b(?: in [^:]*)?(?::|$)|Error )/u;

const frame = /^\s*File "(?:[^"]*[/\\])?([^"/\\]+)", line (\d+)/u;

/** What made a node fail, in the fewest words. */
export type Cause = {
	/** The line that names the error. */
	readonly text: string;
	/** `invert_numbers.py:19`, when a traceback says so. */
	readonly place?: string;
};

/** Finds the line of a failing node's log that names the error, and where it was raised. */
export const findCause = ({log, sentence = 'failed'}: NodeState, logTail: readonly string[]): Cause => {
	const failure = log?.failure ?? log?.dispatchFailure;
	const death = failure && describeDeadProcess(failure);
	if (death !== undefined) {
		return {text: death};
	}

	const lines = [...(failure?.traceback ?? []), ...logTail];
	const at = lines.findIndex(line => raised.test(line));
	if (at === -1) {
		return {text: failure?.message ?? sentence};
	}

	const text = lines[at] ?? '';
	const [, file, line] = lines.slice(0, at).findLast(candidate => frame.test(candidate))?.match(frame) ?? [];
	return {text, ...(file !== undefined && {place: `${file}:${line}`})};
};
