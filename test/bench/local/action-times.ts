/** The parts of one action in the order they happen (ms). */
export type ActionParts = {
	/** From the container's start to the start of the function's process: document, checks, first log, function files. */
	readonly before: number;
	/** Python starting up and our entry script's imports, to its first line. */
	readonly interpreter: number;
	/** Finding, importing and calling the function, handing in its result, and the log's PUT that this causes. */
	readonly returnAndLog: number;
	/** The end of the process, and the PUT of `.done`. */
	readonly exitAndDone: number;
	/** From `.done` to the dispatched successor. */
	readonly dispatch: number;
	/** The last PUT of the log. */
	readonly lastLog: number;
};

/** An action, and what it is held against: `python -c pass`, and one write to S3 (ms). */
export type ActionTimes = {
	readonly parts: ActionParts;
	readonly pass: number;
	readonly write: number;
};
