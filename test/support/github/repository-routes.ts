import {getRepository, getWorkflowFile} from '../../../source/clouds/local/actions-api/api-context.js';
import {ApiError, createNotFound} from '../../../source/clouds/local/actions-api/api-error.js';
import {paginate} from '../../../source/clouds/local/actions-api/paginate.js';
import {renderRepositoryLink, renderUser} from '../../../source/clouds/local/actions-api/render-repository.js';
import {getFullName, type Repository, type WorkflowFile} from '../../../source/clouds/local/actions-api/repository.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {type ApiRequest, type Route} from '../../../source/clouds/local/actions-api/route.js';

/** `GET /repos/{owner}/{repo}`. */
const renderRepository = (repository: Repository, apiUrl: string) => ({
	...renderRepositoryLink(repository, apiUrl),
	visibility: 'private',
	fork: false,
	archived: false,
	disabled: false,
	default_branch: repository.defaultBranch,
	permissions: {
		admin: true, maintain: true, push: true, triage: true, pull: true,
	},
});

/** `GET /repos/{owner}/{repo}/branches/{branch}`. */
const renderBranch = (repository: Repository, {branch, sha}: {readonly branch: string; readonly sha: string}, apiUrl: string) => ({
	name: branch,
	commit: {sha, url: `${apiUrl}/repos/${getFullName(repository)}/commits/${sha}`},
	protected: false,
});

/** `GET /repos/{owner}/{repo}/actions/workflows/{file}`. */
const renderWorkflowFile = (repository: Repository, workflow: WorkflowFile, apiUrl: string) => ({
	id: workflow.id,
	name: workflow.name,
	path: workflow.path,
	state: 'active',
	url: `${apiUrl}/repos/${getFullName(repository)}/actions/workflows/${workflow.id}`,
	html_url: `${apiUrl}/${getFullName(repository)}/blob/${repository.defaultBranch}/${workflow.path}`,
});

/** Somebody's new repository, without a commit. */
const addRepository = async (request: ApiRequest, owner: string, repositories: Repository[], apiUrl: string): Promise<Reply> => {
	const {name, private: isPrivate} = await request.readJson() as {readonly name?: unknown; readonly private?: unknown};
	if (typeof name !== 'string' || isPrivate !== true || repositories.some(each => getFullName(each).toLowerCase() === `${owner}/${name}`.toLowerCase())) {
		throw new ApiError(422, 'Repository creation failed.');
	}

	const repository: Repository = {
		id: Math.max(0, ...repositories.map(({id}) => id)) + 1, owner, name, defaultBranch: 'main', branches: [], workflows: [], files: new Map(),
	};
	repositories.push(repository);
	return {status: 201, json: renderRepository(repository, apiUrl)};
};

/** Makes repositories, private ones alone: of the token's user, who owns the first repository, and of organizations, which own the others. */
export const createCreationRoutes = (repositories: Repository[]): readonly Route[] => [
	{
		method: 'POST',
		path: '/user/repos',
		handle: async (request, {apiUrl}) => addRepository(request, repositories[0]?.owner ?? 'local', repositories, apiUrl),
	},
	{
		method: 'POST',
		path: '/orgs/:org/repos',
		async handle(request, {apiUrl}) {
			const [, ...others] = repositories;
			const owner = others.find(each => each.owner === request.params['org'])?.owner;
			if (owner === undefined) {
				throw createNotFound();
			}

			return addRepository(request, owner, repositories, apiUrl);
		},
	},
];

/** The account, repositories, branches and workflow files. */
export const repositoryRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/user',
		handle: (_request, {repositories}) => ({
			status: 200,
			headers: {'x-accepted-oauth-scopes': ''},
			json: renderUser(repositories[0]?.owner ?? 'local'),
		}),
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo',
		handle: ({params}, context) => ({status: 200, json: renderRepository(getRepository(context, params), context.apiUrl)}),
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/branches/*branch',
		handle({params}, context) {
			const repository = getRepository(context, params);
			const branch = params['branch'] ?? '';
			const sha = context.getFiles(repository).getHead(branch);
			if (sha === undefined) {
				throw new ApiError(404, 'Branch not found');
			}

			return {status: 200, json: renderBranch(repository, {branch, sha}, context.apiUrl)};
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/workflows',
		handle({url, params}, context) {
			const repository = getRepository(context, params);
			const files = context.getFiles(repository).listWorkflows();
			const {items, headers} = paginate(files, url, context.apiUrl);
			const workflows = items.map(workflow => renderWorkflowFile(repository, workflow, context.apiUrl));
			return {status: 200, headers, json: {total_count: files.length, workflows}};
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/workflows/:workflow',
		handle({params}, context) {
			const repository = getRepository(context, params);
			return {status: 200, json: renderWorkflowFile(repository, getWorkflowFile(context, repository, params), context.apiUrl)};
		},
	},
];
