import {formatWallTime} from '../core/text/format-wall-time.js';
import {isFaasrTuiError} from '../errors/faasr-tui-error.js';
import {describeError} from './describe-error.js';

/** One sentence for a failure to watch the platform and, by the user's wall clock, when it is watched again. */
export const describeRetry = (error: unknown, retryAt: number): string => {
	const next = `next try at ${formatWallTime(retryAt)}`;
	if (!isFaasrTuiError(error)) {
		return `${describeError(error)}; ${next}`;
	}

	if (error.rateLimit !== undefined) {
		return `GitHub rate limit: ${next}`;
	}

	// Only the user can mend a refused token: a time that changes with every try would tell it again and again.
	return error.code === 'credentials'
		? `${describeError(error)} ${error.hint ?? ''}`.trim()
		: `${describeError(error).replace(/\.$/, '')}; ${next}`;
};
