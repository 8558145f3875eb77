import {type LogFailure} from './log-facts.js';

/** FaaSr 2.1.0 stumbles over its own report of a dead process (executor.py:138), so that its message says nothing. */
const stumble = '\'func_stdout\' is not defined';

/** Version 2.0 writes it as the message, 2.1.0 at the end of what follows. A negative one is the signal that ended the process. */
const exitCode = /non-zero exit code \((-?\d+)\) from user function/u;

const signals: ReadonlyMap<number, string> = new Map([[6, 'SIGABRT'], [9, 'SIGKILL'], [11, 'SIGSEGV'], [15, 'SIGTERM']]);

const describeExit = (code: number): string => {
	if (code === -9) {
		return 'The function\'s process was killed (SIGKILL), as happens when memory runs out';
	}

	if (code < 0) {
		return `The function's process was ended by ${signals.get(-code) ?? `signal ${-code}`}`;
	}

	return code === 1
		? 'The function\'s process ended with exit code 1, or the function returned what FaaSr does not accept'
		: `The function's process ended with exit code ${code}`;
};

/** Says how a function's process ended before the function did, where FaaSr's own words are about itself; nothing for any other failure. */
export const describeDeadProcess = ({message, traceback}: LogFailure): string | undefined => {
	if (!message.includes(stumble) && !exitCode.test(message)) {
		return undefined;
	}

	const code = [message, ...traceback].flatMap(line => exitCode.exec(line)?.[1] ?? [])[0];
	return code === undefined
		? `The function's process died or returned what FaaSr does not accept (FaaSr logs only: ${message})`
		: describeExit(Number(code));
};
