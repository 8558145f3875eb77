import {type Clock} from '../../../ports/clock.js';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR';

/** The run's own log: what GitHub would show as the job log. */
export type RunLog = {
	/** Raw text of the function's process. */
	readonly write: (text: string) => void;
	/** Writes a line in FaaSr's format and returns it. */
	readonly line: (level: LogLevel, source: string, message: string) => string;
};

/** FaaSr's timestamps: seconds since the action's start, rounded to milliseconds, never without a decimal. */
export const formatSeconds = (elapsedMs: number): string => {
	const seconds = Math.max(0, Math.round(elapsedMs)) / 1000;
	return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
};

/** Creates the run log of an action that starts now. */
export const createRunLog = (writeLog: (text: string) => void, clock: Clock): RunLog => {
	const startedAt = clock.now();
	return {
		write: writeLog,
		line(level, source, message) {
			const line = `[${formatSeconds(clock.now() - startedAt)}] [${level}] [${source}] ${message}`;
			writeLog(`${line}\n`);
			return line;
		},
	};
};
