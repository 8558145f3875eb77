import {findCheckout} from '../../clouds/local/executor/function-files/find-checkout.js';
import {type Environment} from '../../clouds/credentials/find-credential.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

const form = /^[\w.-]+\/[\w.-]+$/;

/**
Refuses what is not `owner/name`.

@throws FaasrTuiError with code `usage`.
*/
export const requireRepository = (text: string): string => {
	const repository = text.trim().replace(/^https:\/\/github\.com\//, '').replace(/(?:\.git)?\/?$/, '');
	if (!form.test(repository)) {
		throw new FaasrTuiError(`"${text.trim()}" is not a repository.`, {code: 'usage', hint: 'Write it as owner/name.'});
	}

	return repository;
};

/** The repository that the folder belongs to: `GITHUB_REPOSITORY`, else what git calls its origin. */
export const findRepository = async (folder: string, env: Environment): Promise<string | undefined> => {
	const named = env['GITHUB_REPOSITORY'];
	if (named !== undefined && form.test(named)) {
		return named;
	}

	const checkout = await findCheckout(folder);
	return checkout?.repository;
};
