import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type DispatchedRun, type DispatchOptions} from '../../ports/platform.js';
import {describeRepository} from './dispatch-target.js';
import {findDispatchedRun, type RunSearch, type SearchResult} from './find-dispatched-run.js';
import {createGithubRunId} from './github-run-id.js';
import {getPageUrl, type RawRun} from './map-run.js';
import {createRequestError} from './request-error.js';
import {type GithubRequest, type GithubResponse} from './github-request.js';

/** One dispatch, and what is needed to find its run when the answer does not tell. */
export type Dispatch = RunSearch & {readonly inputs: Readonly<Record<string, string>>};

const refusals = [400, 422];
const serverErrors = Array.from({length: 100}, (_, index) => 500 + index);

/** Failures of a connection that was never there: nothing was sent. */
const unsentCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const readRun = (data: unknown, webOrigin: string): DispatchedRun => {
	const answer = (data ?? {}) as RawRun;
	const id = answer['workflow_run_id'];
	const url = getPageUrl(answer, webOrigin);
	return typeof id === 'number' ? {runId: createGithubRunId(id), ...(url !== undefined && {url})} : {};
};

/** GitHub refuses a new file for some seconds, at times longer, after the commit that added it. */
const registerHint = 'Register the workflow first: faasr-tui register <workflow file>. Just registered? GitHub takes up to a minute to know a new file: try again then.';

const createRequest = ({target, inputs}: Dispatch, isDetailed: boolean): GithubRequest => {
	const {owner, repo, ref, workflowFile} = target;
	return {
		route: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
		parameters: {
			owner, repo, workflow_id: workflowFile, ref, inputs, ...(isDetailed && {return_run_details: true}),
		},
		purpose: `start ${workflowFile} on branch ${ref} of ${describeRepository(target)}`,
		notFound: {
			message: `GitHub shows no workflow file ${workflowFile} on branch ${ref} of ${describeRepository(target)}, or the token may not see it.`,
			hint: registerHint,
		},
		hints: [
			[/workflow_dispatch/, registerHint],
			[/No ref found/, `Create the branch, or correct Branch of ComputeServers.${target.serverName} in the document.`],
		],
		isSecret: !target.server.UseSecretStore,
		accept: isDetailed ? [...refusals, ...serverErrors] : serverErrors,
	};
};

/** True for a failure that may have come after GitHub had taken the dispatch. */
const isAmbiguous = (error: unknown): error is FaasrTuiError => {
	if (!isFaasrTuiError(error) || error.cause === undefined) {
		return false;
	}

	const {code} = error.cause as {readonly code?: unknown};
	return typeof code !== 'string' || !unsentCodes.has(code);
};

type Answer = {readonly response: GithubResponse} | {readonly failure: FaasrTuiError};

const send = async (dispatch: Dispatch, isDetailed: boolean, {signal, hurrySignal}: DispatchOptions): Promise<Answer> => {
	const request = createRequest(dispatch, isDetailed);
	try {
		const signals = [signal, hurrySignal].filter(given => given !== undefined);
		const response = await dispatch.send(request, AbortSignal.any(signals));
		return response.status >= 500 ? {failure: createRequestError(undefined, response, request)} : {response};
	} catch (error) {
		signal?.throwIfAborted();
		if (hurrySignal?.aborted === true) {
			return {failure: new FaasrTuiError(`GitHub had not answered the request to ${request.purpose}.`, {code: 'cancelled', cause: error})};
		}

		if (isAmbiguous(error)) {
			return {failure: error};
		}

		throw error;
	}
};

const createNotFoundError = (failure: FaasrTuiError, {target}: Dispatch, {suspectUrl, isBlind, searchedMs}: SearchResult): FaasrTuiError => {
	const outcome = isBlind ? 'GitHub did not answer whether it started anyway' : `no run of it appeared within ${searchedMs >= 30_000 ? 'half a minute' : `${Math.round(searchedMs / 1000)} s`}`;
	const place = suspectUrl ?? `the Actions page of ${describeRepository(target)}`;
	return new FaasrTuiError(`${failure.message.replace(/\.$/, '')}, and ${outcome}; it was sent only once.`, {
		code: failure.code,
		hint: `Look at ${place} before you trigger again: the run may still appear.`,
		cause: failure,
	});
};

/**
Starts a workflow file; gives its run when GitHub tells it.

Sent once, for a dispatch is not idempotent: after an answer that leaves open whether it has started, its run is looked for.
*/
export const dispatchAction = async (dispatch: Dispatch, options: DispatchOptions = {}): Promise<DispatchedRun> => {
	const detailed = await send(dispatch, true, options);
	// Refused with 400 or 422, the request made no run: asking again without the flag,
	// which GitHub Enterprise Server does not know, cannot start a second one.
	const answer = 'response' in detailed && refusals.includes(detailed.response.status) ? await send(dispatch, false, options) : detailed;
	if ('response' in answer) {
		return readRun(answer.response.data, dispatch.webOrigin);
	}

	const found = await findDispatchedRun(dispatch, options);
	if (found.runId === undefined) {
		throw createNotFoundError(answer.failure, dispatch, found);
	}

	return {runId: found.runId, ...(found.url !== undefined && {url: found.url})};
};
