import {getRepository, getWorkflowFile, type ApiContext} from './api-context.js';
import {ApiError, createUnpermittedKey} from './api-error.js';
import {parseInputs} from './dispatch-inputs.js';
import {getRunUrls} from './render-run.js';
import {type Reply} from './reply.js';
import {type RepositoryFiles} from './repository-files.js';
import {type ApiRequest, type Route} from './route.js';

/** Since this version of the REST API every dispatch answers with the run's details. */
const versionWithRunDetails = '2026-03-10';

const getBranch = (files: RepositoryFiles, ref: unknown): string => {
	if (typeof ref !== 'string' || ref === '') {
		throw new ApiError(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
	}

	const branch = ref.replace(/^refs\/heads\//, '');
	if (files.getHead(branch) === undefined) {
		throw new ApiError(422, `No ref found for: ${ref}`);
	}

	return branch;
};

const permittedKeys: ReadonlySet<string> = new Set(['ref', 'inputs', 'return_run_details']);

const parseBody = async (request: ApiRequest): Promise<Record<string, unknown>> => {
	const body = await request.readJson() ?? {};
	if (typeof body !== 'object' || Array.isArray(body)) {
		throw new ApiError(400, 'Body should be a JSON object');
	}

	const refusedKey = Object.keys(body).find(key => !permittedKeys.has(key));
	if (refusedKey !== undefined) {
		throw createUnpermittedKey(refusedKey);
	}

	return body as Record<string, unknown>;
};

const dispatch = async (request: ApiRequest, context: ApiContext): Promise<Reply> => {
	const {runs, lifecycle, apiUrl} = context;
	const repository = getRepository(context, request.params);
	const workflow = getWorkflowFile(context, repository, request.params);
	const files = context.getFiles(repository);
	const body = await parseBody(request);
	const headBranch = getBranch(files, body['ref']);
	const trigger = files.getTrigger(workflow, headBranch);
	if (!trigger) {
		throw new ApiError(422, 'Workflow does not have \'workflow_dispatch\' trigger');
	}

	const inputs = parseInputs(body['inputs'] ?? {}, trigger.inputs);
	const {displayTitle, action} = trigger.read(inputs);
	const run = runs.add({
		repository, workflow: {...workflow, action}, headBranch, headSha: files.getHead(headBranch) ?? '', inputs, displayTitle,
	});
	lifecycle.submit(run);
	if (body['return_run_details'] !== true && request.headers['x-github-api-version'] !== versionWithRunDetails) {
		return {status: 204};
	}

	const {url, html_url} = getRunUrls(run, apiUrl);
	return {status: 200, json: {workflow_run_id: run.id, run_url: url, html_url}};
};

export const dispatchRoute: Route = {
	method: 'POST',
	path: '/repos/:owner/:repo/actions/workflows/:workflow/dispatches',
	handle: dispatch,
};
