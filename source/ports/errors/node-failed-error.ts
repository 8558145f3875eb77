import {type ErrorCode} from './exit-codes.js';
import {FaasrTuiError} from './faasr-tui-error.js';

/** What is known of a node that did not do its work. */
export type NodeFailure = {
	readonly node: string;
	/** FAILED, SKIPPED, TIMEOUT or CANCELLED. */
	readonly status: string;
	/** Machine-readable cause, such as `function-error`. */
	readonly reason: string | undefined;
	readonly sentence: string | undefined;
	/** The last lines of its log, traceback included. */
	readonly logTail: readonly string[];
};

const codes: Record<string, ErrorCode> = {TIMEOUT: 'timed-out', CANCELLED: 'cancelled'};

/** Thrown by `waitFor` when the node it waits for has settled without doing its work. */
export class NodeFailedError extends FaasrTuiError {
	override readonly name = 'NodeFailedError';
	readonly node: string;
	readonly status: string;
	readonly reason: string | undefined;
	readonly logTail: readonly string[];

	constructor({node, status, reason, sentence, logTail}: NodeFailure) {
		const why = sentence === undefined ? '' : `: ${sentence}`;
		super([`${node} ended ${status}${reason === undefined ? '' : ` (${reason})`}${why}`, ...logTail.map(line => `  ${line}`)].join('\n'), {
			code: codes[status] ?? 'function-failed',
		});
		this.node = node;
		this.status = status;
		this.reason = reason;
		this.logTail = logTail;
	}
}
