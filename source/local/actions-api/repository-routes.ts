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
			headers: {'x-oauth-scopes': 'repo, workflow', 'x-accepted-oauth-scopes': ''},
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
			if (!repository.branches.includes(branch)) {
				throw new ApiError(404, 'Branch not found');
			}

			return {status: 200, json: renderBranch(repository, branch, context.apiUrl)};
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/workflows',
		handle({url, params}, context) {
			const repository = getRepository(context, params);
			const {items, headers} = paginate(repository.workflows, url, context.apiUrl);
			const workflows = items.map(workflow => renderWorkflowFile(repository, workflow, context.apiUrl));
			return {status: 200, headers, json: {total_count: repository.workflows.length, workflows}};
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/workflows/:workflow',
		handle({params}, context) {
			const repository = getRepository(context, params);
			return {status: 200, json: renderWorkflowFile(repository, getWorkflowFile(repository, params), context.apiUrl)};
		},
	},
];
