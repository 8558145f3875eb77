import {renderRepositoryLink, renderUser} from './render-repository.js';
import {getFullName} from './repository.js';
import {getCurrentAttempt, type RunAttempt, type WorkflowRun} from './workflow-run.js';

/** GitHub's times have a resolution of one second. */
const renderTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const renderOptionalTime = (at: number | undefined) => at === undefined ? null : renderTime(at);

/** Where a run is found: in this API, and the address GitHub would show it at. */
export const getRunUrls = (run: WorkflowRun, apiUrl: string) => ({
	url: `${apiUrl}/repos/${getFullName(run.repository)}/actions/runs/${run.id}`,
	html_url: `${apiUrl}/${getFullName(run.repository)}/actions/runs/${run.id}`,
});

/** `GET /repos/{owner}/{repo}/actions/runs/{id}`, also an entry of the lists. */
export const renderRun = (run: WorkflowRun, apiUrl: string) => {
	const attempt = getCurrentAttempt(run);
	const urls = getRunUrls(run, apiUrl);
	const user = renderUser(run.repository.owner);
	return {
		id: run.id,
		name: run.workflow.name,
		head_branch: run.headBranch,
		head_sha: run.headSha,
		path: run.workflow.path,
		display_title: run.displayTitle,
		run_number: run.runNumber,
		run_attempt: attempt.number,
		event: 'workflow_dispatch',
		status: attempt.status,
		conclusion: attempt.conclusion ?? null,
		workflow_id: run.workflow.id,
		...urls,
		jobs_url: `${urls.url}/jobs`,
		cancel_url: `${urls.url}/cancel`,
		rerun_url: `${urls.url}/rerun`,
		workflow_url: `${apiUrl}/repos/${getFullName(run.repository)}/actions/workflows/${run.workflow.id}`,
		pull_requests: [],
		actor: user,
		triggering_actor: user,
		created_at: renderTime(run.createdAt),
		updated_at: renderTime(run.updatedAt),
		run_started_at: renderTime(attempt.triggeredAt),
		repository: renderRepositoryLink(run.repository, apiUrl),
	};
};

type Step = {readonly name: string; readonly conclusion: string | undefined};

const getSteps = ({failedStep, conclusion, startedAt}: RunAttempt): readonly Step[] => {
	if (startedAt === undefined) {
		return [];
	}

	return failedStep === undefined
		? [{name: 'Set up job', conclusion: 'success'}, {name: 'Run Python entrypoint', conclusion}]
		: [{name: 'Set up job', conclusion: 'success'}, {name: failedStep, conclusion}, {name: 'Run Python entrypoint', conclusion: 'skipped'}];
};

/** The one job that a FaaSr workflow file has. */
export const renderJob = (run: WorkflowRun, attempt: RunAttempt, apiUrl: string) => {
	const {url, html_url: runHtmlUrl} = getRunUrls(run, apiUrl);
	return {
		id: attempt.jobId,
		run_id: run.id,
		run_url: url,
		run_attempt: attempt.number,
		head_branch: run.headBranch,
		head_sha: run.headSha,
		url: `${apiUrl}/repos/${getFullName(run.repository)}/actions/jobs/${attempt.jobId}`,
		html_url: `${runHtmlUrl}/job/${attempt.jobId}`,
		name: 'run_docker_image',
		workflow_name: run.workflow.name,
		labels: ['ubuntu-latest'],
		status: attempt.status,
		conclusion: attempt.conclusion ?? null,
		created_at: renderTime(attempt.triggeredAt),
		started_at: renderTime(attempt.startedAt ?? attempt.triggeredAt),
		completed_at: renderOptionalTime(attempt.completedAt),
		steps: getSteps(attempt).map(({name, conclusion}, index) => ({
			name,
			number: index + 1,
			status: conclusion === undefined ? 'in_progress' : 'completed',
			conclusion: conclusion ?? null,
		})),
	};
};
