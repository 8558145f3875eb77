/** Exit code of the process for every way a command can end, signals excepted (128 + signal number). */
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
