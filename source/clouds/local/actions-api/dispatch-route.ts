import {getRepository, getWorkflowFile, type ApiContext} from './api-context.js';
import {ApiError} from './api-error.js';
import {parseInputs} from './dispatch-inputs.js';
import {fillRunName, getAction, getDisplayTitle} from './display-title.js';
import {getRunUrls} from './render-run.js';
import {type Repository, type WorkflowFile} from './repository.js';
import {type ApiRequest, type Reply, type Route} from './route.js';

/** Since this version of the REST API every dispatch answers with the run's details. */
const versionWithRunDetails = '2026-03-10';

const getBranch = (context: ApiContext, repository: Repository, ref: unknown): string => {
	if (typeof ref !== 'string' || ref === '') {
		throw new ApiError(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
	}

	const branch = ref.replace(/^refs\/heads\//, '');
	if (context.getGit(repository).getHead(branch) === undefined) {
		throw new ApiError(422, `No ref found for: ${ref}`);
	}

	return branch;
};

const parseBody = async (request: ApiRequest, permittedKeys: readonly string[]): Promise<Record<string, unknown>> => {
	const body = await request.readJson() ?? {};
	if (typeof body !== 'object' || Array.isArray(body)) {
		throw new ApiError(400, 'Body should be a JSON object');
	}

	const refusedKey = Object.keys(body).find(key => !permittedKeys.includes(key));
	if (refusedKey !== undefined) {
		throw new ApiError(422, `Invalid request.\n\n"${refusedKey}" is not a permitted key.`);
	}

	return body as Record<string, unknown>;
};

type BranchFile = {readonly repository: Repository; readonly workflow: WorkflowFile; readonly branch: string};

/** What the file on the branch makes of the inputs. */
const readFile = (context: ApiContext, {repository, workflow, branch}: BranchFile, rawInputs: unknown) => {
	const {workflows} = context.getState(repository);
	const yaml = workflows.read(workflow, branch);
	if (!workflows.has(workflow, branch) || (yaml && !yaml.inputs)) {
		throw new ApiError(422, 'Workflow does not have \'workflow_dispatch\' trigger');
	}

	const inputs = parseInputs(rawInputs, yaml?.inputs);
	if (!yaml) {
		return {inputs, displayTitle: getDisplayTitle(workflow, inputs)};
	}

	return {inputs, displayTitle: yaml.runName === undefined ? workflow.name : fillRunName(yaml.runName, inputs)};
};

const dispatch = async (request: ApiRequest, context: ApiContext): Promise<Reply> => {
	const {options, runs, lifecycle, apiUrl} = context;
	const repository = getRepository(context, request.params);
	const workflow = getWorkflowFile(context, repository, request.params);
	const hasRunDetails = options.hasRunDetails ?? true;
	const body = await parseBody(request, ['ref', 'inputs', ...(hasRunDetails ? ['return_run_details'] : [])]);
	const headBranch = getBranch(context, repository, body['ref']);
	const {inputs, displayTitle} = readFile(context, {repository, workflow, branch: headBranch}, body['inputs'] ?? {});
	const run = runs.add({
		repository,
		workflow: {...workflow, action: getAction(workflow, inputs)},
		headBranch,
		headSha: context.getGit(repository).getHead(headBranch) ?? '',
		inputs,
		displayTitle,
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
