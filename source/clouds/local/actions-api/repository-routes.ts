import {getRepository, getWorkflowFile} from './api-context.js';
import {ApiError} from './api-error.js';
import {paginate} from './paginate.js';
import {renderBranch, renderRepository, renderUser, renderWorkflowFile} from './render-repository.js';
import {type Route} from './route.js';

/** The account, repositories, branches and workflow files. */
export const repositoryRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/user',
		handle: (_request, {options}) => ({
			status: 200,
			headers: {'x-accepted-oauth-scopes': ''},
			json: renderUser(options.repositories[0]?.owner ?? 'local'),
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
			const sha = context.getGit(repository).getHead(branch);
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
			const files = context.getState(repository).workflows.list();
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
