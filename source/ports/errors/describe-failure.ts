import {decideExitCode} from './decide-exit-code.js';
import {isFaasrTuiError} from './faasr-tui-error.js';

/** An error as the user sees it, and what the process exits with. */
export type DescribedFailure = {readonly text: string; readonly exitCode: number};

export type FailureOptions = {
	readonly isVerbose: boolean;
	/** Versions and system, for a bug report. */
	readonly describeSystem?: () => string;
	/** Makes text printable and masks secrets in it; line ends stay. */
	readonly clean?: (text: string) => string;
};

const describeBug = (error: unknown, system: string): string => {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	const lines = [...(system === '' ? [] : [system]), stack];
	return `✖ faasr-tui has a bug: ${error instanceof Error ? error.message : String(error)}\n  Please report it with these lines:\n${lines.join('\n')}\n`;
};

/** Words an error for the terminal: what failed and what to do next; a stack only for bugs, or when asked for. */
export const describeFailure = (error: unknown, {isVerbose, describeSystem, clean = text => text}: FailureOptions): DescribedFailure => {
	if (!isFaasrTuiError(error)) {
		return {text: clean(describeBug(error, describeSystem?.() ?? '')), exitCode: decideExitCode({error: 'bug'})};
	}

	const hint = error.hint === undefined ? '' : `  ${error.hint}\n`;
	const stack = isVerbose ? `${error.stack ?? ''}\n` : '';
	return {text: clean(`✖ ${error.message}\n${hint}${stack}`), exitCode: decideExitCode({error: error.code})};
};

/** What went wrong and what to do next, in one line. */
export const describeBriefly = (error: unknown): string => {
	const message = error instanceof Error ? error.message : String(error);
	return isFaasrTuiError(error) && error.hint !== undefined ? `${message} ${error.hint}` : message;
};
