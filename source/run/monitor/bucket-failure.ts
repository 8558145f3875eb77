import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeError} from './describe-error.js';

/** Why the bucket cannot be watched. */
export type BucketFailure = {
	/** The same as long as the user could do the same about it: an outage looks different with every try, and need not be told anew. */
	readonly kind: string;
	/** What happened, and what to do about it. */
	readonly message: string;
};

/** Words a failure to watch the bucket. */
export const describeBucketFailure = (error: unknown): BucketFailure => {
	const message = describeError(error);
	return isFaasrTuiError(error)
		? {kind: `${error.code} ${error.hint ?? ''}`, message: `${message} ${error.hint ?? ''}`.trim()}
		: {kind: 'unknown', message};
};
