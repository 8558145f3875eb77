import {type ErrorCode} from './exit-codes.js';

/** What every error of this project carries besides its message. */
export type ErrorDetails = {
	/** Stable name of the failure; decides the exit code. */
	readonly code: ErrorCode;
	/** One imperative sentence: the command, variable or file that mends it. */
	readonly hint?: string | undefined;
	readonly cause?: unknown;
	/** Present when a server asks for less: how long it is not to be asked again (ms), as far as it says so. */
	readonly rateLimit?: {readonly waitMs?: number} | undefined;
};

/**
A failure that the user or the environment can act on.

The message says what failed, where and why, in one sentence and without secrets; `hint` says what to do next.
Anything thrown that is not a `FaasrTuiError` is a bug of ours (exit code 70).
*/
export class FaasrTuiError extends Error {
	override readonly name: string = 'FaasrTuiError';
	readonly code: ErrorCode;
	readonly hint: string | undefined;
	readonly rateLimit: {readonly waitMs?: number} | undefined;

	constructor(message: string, {code, hint, cause, rateLimit}: ErrorDetails) {
		super(message, cause === undefined ? {} : {cause});
		this.code = code;
		this.hint = hint;
		this.rateLimit = rateLimit;
	}
}

/** Tells a failure the user can act on from a bug, across copies of this module. */
export const isFaasrTuiError = (error: unknown): error is FaasrTuiError =>
	error instanceof Error && 'code' in error && 'hint' in error;
