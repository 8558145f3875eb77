/** Exit code of the process for every way a command can end, signals excepted: `decideExitCode` chooses. */
export const exitCodes = {
	completed: 0,
	'function-failed': 1,
	usage: 2,
	'document-invalid': 3,
	credentials: 4,
	unreachable: 5,
	'timed-out': 6,
	bug: 70,
	cancelled: 130,
} as const;

/** Stable name of a failure. Messages may change between versions, these do not. */
export type ErrorCode = Exclude<keyof typeof exitCodes, 'completed'>;

/** 128 + the number of the signal that ended the command. */
export const signalExitCodes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** The signals that end a run. */
export type StopSignal = keyof typeof signalExitCodes;
