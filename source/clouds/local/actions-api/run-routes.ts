import {getRepository, getRun, getWorkflowFile, type ApiContext} from './api-context.js';
import {ApiError} from './api-error.js';
import {filterRuns} from './filter-runs.js';
import {paginate} from './paginate.js';
import {renderRun} from './render-run.js';
import {type Reply} from './reply.js';
import {type ApiRequest, type Route} from './route.js';
import {type WorkflowRun} from './workflow-run.js';

const listRuns = ({url}: ApiRequest, {runs, apiUrl}: ApiContext, isAskedFor: (run: WorkflowRun) => boolean): Reply => {
	const found = filterRuns(runs.list().filter(run => isAskedFor(run)), url.searchParams);
	const {items, headers} = paginate(found, url, apiUrl);
	return {
		status: 200,
		headers,
		json: {total_count: found.length, workflow_runs: items.map(run => renderRun(run, apiUrl))},
	};
};

const cancelRun = (request: ApiRequest, context: ApiContext, force: boolean): Reply => {
	const run = getRun(context, request.params);
	if (!context.lifecycle.cancel(run.id, {force})) {
		throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
	}

	return {status: 202, json: {}};
};

/** Runs: lists, one run, and what can be done to it. */
export const runRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/runs',
		handle(request, context) {
			const repository = getRepository(context, request.params);
			return listRuns(request, context, run => run.repository === repository);
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/workflows/:workflow/runs',
		handle(request, context) {
			const repository = getRepository(context, request.params);
			const {id} = getWorkflowFile(context, repository, request.params);
			return listRuns(request, context, run => run.repository === repository && run.workflow.id === id);
		},
	},
	{
		method: 'GET',
		path: '/repos/:owner/:repo/actions/runs/:run',
		handle: (request, context) => ({status: 200, json: renderRun(getRun(context, request.params), context.apiUrl)}),
	},
	{
		method: 'POST',
		path: '/repos/:owner/:repo/actions/runs/:run/cancel',
		handle: (request, context) => cancelRun(request, context, false),
	},
	{
		method: 'POST',
		path: '/repos/:owner/:repo/actions/runs/:run/force-cancel',
		handle: (request, context) => cancelRun(request, context, true),
	},
];
