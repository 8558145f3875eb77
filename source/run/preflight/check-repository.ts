import {describeRepository, type RepositoryName} from '../../clouds/github/dispatch-target.js';
import {readField} from '../../clouds/github/read-answer.js';
import {type Check, fail, pass, warn} from './check.js';
import {getPermissionHint, type PreflightContext, undecided} from './preflight-context.js';

type Branch = RepositoryName & {readonly branch: string};

const mayPush = (permissions: unknown): boolean =>
	typeof permissions !== 'object' || permissions === null || (permissions as {readonly push?: unknown}).push !== false;

const checkName = async ({send}: PreflightContext, {owner, repo}: RepositoryName, signal: AbortSignal | undefined): Promise<Check> => {
	const name = describeRepository({owner, repo});
	const id = `repository ${name}`;
	const response = await send({route: 'GET /repos/{owner}/{repo}', parameters: {owner, repo}, purpose: `read the repository ${name}`, accept: [404, ...undecided]}, signal);
	if (response.status === 404) {
		return fail(id, `GitHub shows no repository ${name}, or the token may not see it.`, {hint: 'Check UserName and ActionRepoName of the compute server, and give the token access to the repository.'});
	}

	if (response.status >= 400) {
		return warn(id, `The repository ${name} cannot be checked (HTTP ${response.status}).`, getPermissionHint(response, 'Metadata: read'));
	}

	if (readField(response.data, 'archived') === true) {
		return fail(id, `The repository ${name} is archived: nothing runs in it.`, {hint: 'Unarchive it in its settings.'});
	}

	return mayPush(readField(response.data, 'permissions'))
		? pass(id, `The repository ${name} exists and the token may write to it.`)
		: fail(id, `The token may read the repository ${name}, but not start its actions.`, {code: 'credentials', hint: 'Use a token of an account that may write to it.'});
};

const checkBranch = async ({send}: PreflightContext, {owner, repo, branch}: Branch, signal: AbortSignal | undefined): Promise<Check> => {
	const name = describeRepository({owner, repo});
	const id = `branch ${name}@${branch}`;
	const response = await send({
		route: 'GET /repos/{owner}/{repo}/branches/{branch}', parameters: {owner, repo, branch}, purpose: `read the branch ${branch} of ${name}`, accept: [404, ...undecided],
	}, signal);
	const {status} = response;
	if (status === 404) {
		return fail(id, `The repository ${name} has no branch ${branch}.`, {hint: 'Push the branch, or correct Branch of the compute server.'});
	}

	return status >= 400
		? warn(id, `The branch ${branch} of ${name} cannot be checked (HTTP ${status}).`, getPermissionHint(response, 'Contents: read'))
		: pass(id, `The branch ${branch} of ${name} exists.`);
};

/** Looks for a repository and one of its branches; for the branch only in a repository that is there. */
export const checkRepository = async (context: PreflightContext, branch: Branch, signal?: AbortSignal): Promise<readonly Check[]> => {
	const repository = await checkName(context, branch, signal);
	return repository.status === 'failed' ? [repository] : [repository, await checkBranch(context, branch, signal)];
};
