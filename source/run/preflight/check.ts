import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {type ErrorCode} from '../../ports/errors/exit-codes.js';
import {type FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** One thing that a run depends on, and how it stands. */
export type Check = {
	/** Stable name with the checked thing behind it: `store S3`, `workflow-file flow-start.yml`. */
	readonly id: string;
	readonly status: 'ok' | 'warning' | 'failed';
	/** One sentence. */
	readonly message: string;
	/** What to do next. */
	readonly hint?: string;
	/** Decides the exit code; present when failed. */
	readonly code?: ErrorCode;
};

export const pass = (id: string, message: string): Check => ({id, status: 'ok', message});

export const warn = (id: string, message: string, hint?: string): Check => ({id, status: 'warning', message, ...(hint !== undefined && {hint})});

export const fail = (id: string, message: string, {code = 'unreachable', hint}: {readonly code?: ErrorCode; readonly hint?: string | undefined} = {}): Check =>
	({id, status: 'failed', message, code, ...(hint !== undefined && {hint})});

/** A check that could not be carried out, in the error's own words. */
export const failWith = (id: string, {message, hint, code}: FaasrTuiError): Check => fail(id, message, {code, hint});

/** What the process exits with: the first failure decides. */
export const getChecksExitCode = (checks: readonly Check[]): number => decideExitCode({error: checks.find(({status}) => status === 'failed')?.code});
