import {exitCodes} from './exit-codes.js';
import {isFaasrTuiError} from './faasr-tui-error.js';

/** An error as the user sees it, and what the process exits with. */
export type DescribedFailure = {readonly text: string; readonly exitCode: number};

const describeBug = (error: unknown): string => {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	return `✖ faasr-tui has a bug: ${error instanceof Error ? error.message : String(error)}\n  Please report it with these lines:\n${stack}\n`;
};

/** Words an error for the terminal: what failed and what to do next; a stack only for bugs, or when asked for. */
export const describeFailure = (error: unknown, {isVerbose}: {readonly isVerbose: boolean}): DescribedFailure => {
	if (!isFaasrTuiError(error)) {
		return {text: describeBug(error), exitCode: exitCodes.bug};
	}

	const hint = error.hint === undefined ? '' : `  ${error.hint}\n`;
	const stack = isVerbose ? `${error.stack ?? ''}\n` : '';
	return {text: `✖ ${error.message}\n${hint}${stack}`, exitCode: exitCodes[error.code]};
};
