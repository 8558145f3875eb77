import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {describeRepository, type RepositoryName} from '../dispatch-target.js';
import {readText} from '../read-answer.js';
import {type GithubRequest, type GithubResponse, type SendRequest} from '../github-request.js';
import {isForbidden} from './is-forbidden.js';

const createRefusal = (repository: RepositoryName): FaasrTuiError =>
	new FaasrTuiError(`The token may not create the repository ${describeRepository(repository)}.`, {
		code: 'credentials',
		hint: `Use a token of ${repository.owner}, or of a member of that organization who may create repositories: scope repo, or Administration: write as a fine-grained token. Or create it on GitHub yourself.`,
	});

/** Creates a private repository without a commit: the user's own, or an organization's. */
export const createRepository = async (send: SendRequest, repository: RepositoryName, signal?: AbortSignal): Promise<void> => {
	const {owner, repo} = repository;
	const ask = async (request: GithubRequest): Promise<GithubResponse> => {
		try {
			const response = await send({...request, accept: [404, 422]}, signal);
			if (response.status !== 404) {
				return response;
			}
		} catch (error) {
			if (!isForbidden(error)) {
				throw error;
			}
		}

		throw createRefusal(repository);
	};

	const {data: user} = await ask({route: 'GET /user', parameters: {}, purpose: 'read whose token it is'});
	const isOwn = readText(user, ['login']).toLowerCase() === owner.toLowerCase();
	const {status} = await ask({
		route: isOwn ? 'POST /user/repos' : 'POST /orgs/{org}/repos',
		parameters: {...(!isOwn && {org: owner}), name: repo, private: true},
		purpose: `create the repository ${describeRepository(repository)}`,
	});
	if (status === 422) {
		throw new FaasrTuiError(`GitHub did not create the repository ${describeRepository(repository)}: there may be one of that name, which the token may not see.`, {
			code: 'credentials', hint: 'Give the token access to the repository, or name another ActionRepoName in the document.',
		});
	}
};
