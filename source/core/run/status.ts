/** Every status that a node can have. The first six are the Python runner's; docs/statuses.md explains them. */
export const statuses = [
	'PENDING', 'INVOKED', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'TIMEOUT', 'NOT_INVOKED', 'CANCELLED',
] as const;

export type Status = typeof statuses[number];

const settled: Record<Status, boolean> = {
	PENDING: false,
	INVOKED: false,
	RUNNING: false,
	COMPLETED: true,
	FAILED: true,
	SKIPPED: true,
	TIMEOUT: true,
	NOT_INVOKED: true,
	CANCELLED: true,
};

/** A final status never changes again within its run. */
export const isSettled = (status: Status): boolean => settled[status];

/** Whether a node ended as it should: it did its work, or the other branch was taken. */
export const hasEndedWell = (status: Status): boolean => status === 'COMPLETED' || status === 'NOT_INVOKED';

/** Machine-readable cause of a final status. */
export type Reason =
	/** The function did its work. */
	| 'completed'
	/** The log has an ERROR of the executor: the function raised, returned a wrong value or died. */
	| 'function-error'
	/** The function did its work, but a successor could not be invoked. */
	| 'dispatch-failed'
	/** The platform run ended without success and without a word on S3. */
	| 'run-failed'
	/** Every platform run ended without a failure and none did the work. */
	| 'run-did-nothing'
	/** A predecessor failed, so this node can no longer run. */
	| 'upstream-failed'
	/** A join that waits for exclusive branches. */
	| 'dead-join'
	/** The other branch was taken, or every way to the node has ended. */
	| 'branch-not-taken'
	| 'cancelled-by-user'
	/** Cancelled on the platform by somebody else. */
	| 'cancelled-on-platform'
	/** Nothing new was observed for the timeout. */
	| 'no-change';

/** How a run ended; `RUNNING` while it has not. */
export type Outcome = 'IDLE' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'TIMEOUT' | 'CANCELLED';
