import {isFaasrTuiError, type FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {PolicyError} from '../request-error.js';

/** Tells GitHub's 403 about a token's rights from its 401, from its 403 about rate limits, which is no matter of credentials, and from a rule of the organization. */
export const isForbidden = (error: unknown): error is FaasrTuiError =>
	isFaasrTuiError(error) && !(error instanceof PolicyError) && error.code === 'credentials' && /\(403\b/.test(error.message);
