import {type PlatformRun} from '../core/run/platform-run.js';
import {FaasrTuiError} from './errors/faasr-tui-error.js';

/** Some of a platform's repositories could not be listed: why the first of them could not, and the runs of the others. */
export class PartialListError extends FaasrTuiError {
	readonly runs: readonly PlatformRun[];

	constructor(cause: FaasrTuiError, runs: readonly PlatformRun[]) {
		const {message, code, hint, rateLimit} = cause;
		super(message, {code, hint, rateLimit, cause});
		this.runs = runs;
	}
}

/** The runs that a failed list has all the same; none where all of it failed. */
export const getListedRuns = (error: unknown): readonly PlatformRun[] => error instanceof PartialListError ? error.runs : [];
