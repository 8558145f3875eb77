import {isFaasrTuiError} from '../ports/errors/faasr-tui-error.js';

/** What went wrong and what to do next, in one line. */
export const describeFailure = (error: unknown): string => {
	const message = error instanceof Error ? error.message : String(error);
	return isFaasrTuiError(error) && error.hint !== undefined ? `${message} ${error.hint}` : message;
};
