import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeError} from './describe-error.js';

/** Why the platform cannot be watched, as far as it matters to the user. */
export type PlatformFailure = {
	/** What ends it: the user, the end of a limit, or GitHub itself. */
	readonly kind: 'credentials' | 'rate-limit' | 'outage';
	/** One sentence. */
	readonly message: string;
};

/** Words a failure to watch the platform. */
export const describePlatformFailure = (error: unknown): PlatformFailure => {
	if (!isFaasrTuiError(error)) {
		return {kind: 'outage', message: describeError(error)};
	}

	if (error.rateLimit !== undefined) {
		return {kind: 'rate-limit', message: 'GitHub\'s rate limit is used up'};
	}

	// Only the user can fix a refused token.
	return error.code === 'credentials'
		? {kind: 'credentials', message: `${describeError(error)} ${error.hint ?? ''}`.trim()}
		: {kind: 'outage', message: describeError(error)};
};
