import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** One sentence for a failure to watch; our own errors have one, a stranger's message is kept to its first line. */
export const describeError = (error: unknown): string => {
	const message = error instanceof Error ? error.message : String(error);
	return isFaasrTuiError(error) ? message : message.replace(/\n[^]*$/u, '');
};
