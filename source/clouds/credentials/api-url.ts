import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {isFromFile, type Settings} from './settings.js';

const variable = 'GITHUB_API_URL';

/** Where GitHub answers who is not told otherwise. */
const defaultApiUrl = 'https://api.github.com';

/** The host of an address, for people; the address itself when it is none. */
export const getHost = (url: string): string => URL.canParse(url) ? new URL(url).host : url;

/**
The address of GitHub's API, where the variables named are sent: `GITHUB_API_URL` of the process; that of `.env` only for what stands
in the same file. GitHub's own where neither names one.

Throws a `FaasrTuiError` with code `credentials` when `.env` would choose where something of the user's goes.
*/
export const findApiUrl = (settings: Settings, sent: readonly string[]): string => {
	const own = settings.env[variable];
	const named = settings.envFile?.[variable] ?? '';
	if (own !== undefined || named === '') {
		return own === undefined || own === '' ? defaultApiUrl : own;
	}

	const foreign = sent.find(name => !isFromFile(settings, name));
	if (foreign !== undefined) {
		throw new FaasrTuiError(`GITHUB_API_URL in .env would send ${foreign} of your environment to ${getHost(named)}, so nothing was sent.`, {
			code: 'credentials',
			hint: 'If that is your GitHub Enterprise Server, set GITHUB_API_URL in your environment, or put its token into the same .env.',
		});
	}

	return sent.length === 0 ? defaultApiUrl : named;
};
