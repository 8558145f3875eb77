import {isFaasrTuiError, type FaasrTuiError} from '../errors/faasr-tui-error.js';

/** Tells GitHub's 403 about a token's rights from its 401, and from its 403 about rate limits, which is no matter of credentials. */
export const isForbidden = (error: unknown): error is FaasrTuiError =>
	isFaasrTuiError(error) && error.code === 'credentials' && /\(403\b/.test(error.message);
