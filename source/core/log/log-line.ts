/** FaaSr's levels; a line without a prefix is the user's or a continuation. */
export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';

/** One line of a log object. */
export type LogLine = {
	/** The whole line as stored, without its line end. Unsanitised: readers sanitise when they render. */
	readonly text: string;
	/** Seconds since the action's start, not monotonic within a file (faasr.md 2b). Absent without a prefix. */
	readonly seconds?: number;
	/** Absent for user text and continuation lines. */
	readonly level?: LogLevel;
	/** `executor.py` and its like; absent without a prefix. */
	readonly source?: string;
	/** The text behind the prefix. */
	readonly message: string;
	/** True for FaaSr's own chatter (doubled server lines, `Log succesfully uploaded`). */
	readonly isNoise: boolean;
};
