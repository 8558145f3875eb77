import {type PlatformRun} from './platform-run.js';
import {getPlatformName} from './run-id.js';

/** Whether the platform repeats a run by itself should it fail, so that what fails now is not its end. */
export const mayBeRepeated = ({status, isFinalAttempt}: PlatformRun): boolean => status !== 'completed' && isFinalAttempt === false;

/**
A run as it counts: one whose attempt failed and that its platform repeats by itself goes on.

A later attempt may do the work, in the same invocation (platforms.md 0), and a node that has its verdict never loses it.
*/
export const holdAttempt = (run: PlatformRun): PlatformRun => {
	if (run.status !== 'completed' || run.meaning !== 'failure' || run.isFinalAttempt !== false) {
		return run;
	}

	const {conclusion: _conclusion, meaning: _meaning, endedAt: _endedAt, ...others} = run;
	const {attempt = 1, mostAttempts} = run;
	const count = mostAttempts === undefined ? `attempt ${attempt}` : `attempt ${attempt} of ${mostAttempts}`;
	return {...others, status: 'in_progress', note: `${count} failed, ${getPlatformName(run.id)} repeats it`};
};

/** The sentence on a node one of whose runs goes on after a failed attempt; nothing on any other. */
export const describeRepeat = (runs: readonly PlatformRun[]): {readonly sentence?: string} => {
	const note = runs.find(run => run.status === 'in_progress' && mayBeRepeated(run))?.note;
	return note === undefined ? {} : {sentence: note};
};
