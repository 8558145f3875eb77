import {type LogFailure} from '../log/log-facts.js';

/** FaaSr 2.1.0 stumbles over its own report of a dead process (executor.py:138), so that its message says nothing. */
const stumble = '\'func_stdout\' is not defined';

/** Version 2.0 writes it as the message, 2.1.0 at the end of what follows. A negative one is the signal that ended the process. */
const exitCode = /non-zero exit code \((-?\d+)\) from user function/u;

const signals: ReadonlyMap<number, string> = new Map([[6, 'SIGABRT'], [9, 'SIGKILL'], [11, 'SIGSEGV'], [15, 'SIGTERM']]);

/** True when a function's process ended before the function did: FaaSr's own words are about itself then. */
export const isDeadProcess = ({message, traceback}: LogFailure): boolean =>
	message.includes(stumble) || [message, ...traceback].some(line => exitCode.test(line));

/** The exit code that FaaSr tells of, negative for a signal. */
export const getExitCode = ({message, traceback}: LogFailure): number | undefined => {
	const [code] = [message, ...traceback].flatMap(line => exitCode.exec(line)?.[1] ?? []);
	return code === undefined ? undefined : Number(code);
};

/** A shell and a container tell a signal as 128 more than its number. */
const toSignal = (code: number): number => code < 0 ? -code : code - 128;

/** Says how a process ended: `exit code 3`, `SIGKILL`. */
export const describeExit = (code: number, who: string): string => {
	const signal = toSignal(code);
	if (signal === 9) {
		return `${who} was killed (SIGKILL), as happens when memory runs out`;
	}

	if (code < 0 || signals.has(signal)) {
		return `${who} was ended by ${signals.get(signal) ?? `signal ${signal}`}`;
	}

	return `${who} ended with exit code ${code}`;
};
