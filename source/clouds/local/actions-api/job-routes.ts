import {getRepository, getRun, type ApiContext} from './api-context.js';
import {createNotFound} from './api-error.js';
import {paginate} from './paginate.js';
import {renderJob} from './render-run.js';
import {type Reply} from './reply.js';
import {getFullName} from './repository.js';
import {type ApiRequest, type Route} from './route.js';
import {getCurrentAttempt} from './workflow-run.js';

/** The job a path names, when it belongs to the path's repository. */
export const getJob = (context: ApiContext, params: Readonly<Record<string, string>>) => {
	const repository = getRepository(context, params);
	const job = context.runs.findJob(Number(params['job']));
	if (job?.run.repository !== repository) {
		throw createNotFound();
	}

	return job;
};

const listJobs = ({url, params}: ApiRequest, context: ApiContext): Reply => {
	const run = getRun(context, params);
	const attempts = url.searchParams.get('filter') === 'all' ? run.attempts : [getCurrentAttempt(run)];
	const {items, headers} = paginate(attempts, url, context.apiUrl);
	const jobs = items.map(attempt => renderJob(run, attempt, context.apiUrl));
	return {status: 200, headers, json: {total_count: attempts.length, jobs}};
};

/** A log is stored when its job has ended; until then, and for a job that never started, there is none. */
const redirectToLog = ({params}: ApiRequest, context: ApiContext): Reply => {
	const {run, attempt} = getJob(context, params);
	if (attempt.status !== 'completed' || attempt.logFile === undefined) {
		throw createNotFound();
	}

	const path = `/_signed/repos/${getFullName(run.repository)}/actions/jobs/${attempt.jobId}/logs`;
	return {status: 302, headers: {location: context.apiUrl + context.signedUrls.sign(path)}};
};

/** Jobs of a run and their logs. */
export const jobRoutes: readonly Route[] = [
	{method: 'GET', path: '/repos/:owner/:repo/actions/runs/:run/jobs', handle: listJobs},
	{method: 'GET', path: '/repos/:owner/:repo/actions/jobs/:job/logs', handle: redirectToLog},
];

/** Where the redirect to a log leads. */
export const signedLogRoute: Route = {
	method: 'GET',
	path: '/_signed/repos/:owner/:repo/actions/jobs/:job/logs',
	handle({params}, context) {
		const {attempt} = getJob(context, params);
		return {status: 200, file: attempt.logFile ?? '', trailer: attempt.trailer, contentType: 'text/plain; charset=utf-8'};
	},
};
