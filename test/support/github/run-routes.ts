import {getRun} from '../../../source/clouds/local/actions-api/api-context.js';
import {ApiError} from '../../../source/clouds/local/actions-api/api-error.js';
import {getJob} from '../../../source/clouds/local/actions-api/job-routes.js';
import {renderJob} from '../../../source/clouds/local/actions-api/render-run.js';
import {type Route} from '../../../source/clouds/local/actions-api/route.js';
import {getCurrentAttempt} from '../../../source/clouds/local/actions-api/workflow-run.js';

/** "Re-run all jobs": what somebody does on the web while the program watches. */
export const rerunRoute: Route = {
	method: 'POST',
	path: '/repos/:owner/:repo/actions/runs/:run/rerun',
	handle(request, context) {
		const run = getRun(context, request.params);
		if (getCurrentAttempt(run).status !== 'completed') {
			throw new ApiError(403, 'This workflow is already running');
		}

		context.lifecycle.submit(context.runs.addAttempt(run.id));
		return {status: 201, json: {}};
	},
};

/** One job, which the program reads with those of its run. */
export const jobRoute: Route = {
	method: 'GET',
	path: '/repos/:owner/:repo/actions/jobs/:job',
	handle(request, context) {
		const {run, attempt} = getJob(context, request.params);
		return {status: 200, json: renderJob(run, attempt, context.apiUrl)};
	},
};
