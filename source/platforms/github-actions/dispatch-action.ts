import {describeRepository, type DispatchTarget} from './dispatch-target.js';
import {type GithubRequest, type SendRequest} from './send-request.js';

const readRunId = (data: unknown): number | undefined => {
	const id = typeof data === 'object' && data !== null && 'workflow_run_id' in data ? data.workflow_run_id : undefined;
	return typeof id === 'number' ? id : undefined;
};

/** Starts a workflow file; gives the id of its run when GitHub tells it. Sent once: a dispatch is not idempotent. */
export const dispatchAction = async (send: SendRequest, target: DispatchTarget, inputs: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<{readonly runId?: number}> => {
	const {owner, repo, ref, workflowFile} = target;
	const parameters = {
		owner, repo, workflow_id: workflowFile, ref, inputs,
	};
	const request: GithubRequest = {
		route: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
		parameters,
		purpose: `start ${workflowFile} on branch ${ref} of ${describeRepository(target)}`,
		notFound: {
			message: `GitHub shows no workflow file ${workflowFile} on branch ${ref} of ${describeRepository(target)}, or the token may not see it.`,
			hint: 'Register the workflow first: faasr-tui register <workflow file>.',
		},
	};
	// Refused with 400 or 422, the request made no run: asking again without the flag,
	// which GitHub Enterprise Server does not know, cannot start a second one.
	const detailed = await send({...request, parameters: {...parameters, return_run_details: true}, accept: [400, 422]}, signal);
	const {data} = detailed.status === 400 || detailed.status === 422 ? await send(request, signal) : detailed;
	const runId = readRunId(data);
	return runId === undefined ? {} : {runId};
};
