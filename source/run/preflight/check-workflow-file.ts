import {describeRepository, type DispatchTarget, getDispatchTarget} from '../../clouds/github/dispatch-target.js';
import {readField} from '../../clouds/github/read-answer.js';
import {type Check, fail, pass, warn} from './check.js';
import {getPermissionHint, type PreflightContext, undecided} from './preflight-context.js';

/** What GitHub's states of a workflow file mean for a dispatch. */
const obstacles: Readonly<Record<string, string>> = {
	disabled_manually: 'was disabled by hand',
	disabled_inactivity: 'was disabled by GitHub after 60 days without activity in the repository',
	disabled_fork: 'is disabled because the repository is a fork',
	deleted: 'was deleted',
};

/** The verdict on a workflow file by the state GitHub gives it; `undefined` for a file it does not list. */
export const checkFileState = (action: string, target: DispatchTarget, state: string | undefined): Check => {
	const id = `workflow-file ${target.workflowFile}`;
	const where = `${target.workflowFile} in ${describeRepository(target)}`;
	if (state === undefined) {
		return fail(id, `The action ${action} is not registered: there is no ${where}.`, {hint: 'Run faasr-tui register <workflow file>.'});
	}

	if (state === 'active') {
		return pass(id, `The action ${action} is registered as ${where}.`);
	}

	return fail(id, `The action ${action} cannot be started: ${where} ${obstacles[state] ?? `has the state ${state}`}.`, {
		hint: `Enable it on the Actions page of ${describeRepository(target)}, or run: gh workflow enable ${target.workflowFile} -R ${describeRepository(target)}`,
	});
};

/** Looks for the entry action's workflow file: one request. */
export const checkEntryWorkflowFile = async ({document, send}: PreflightContext, signal?: AbortSignal): Promise<Check> => {
	const action = document.FunctionInvoke;
	const target = getDispatchTarget(document, action);
	const response = await send({
		route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
		parameters: {owner: target.owner, repo: target.repo, workflow_id: target.workflowFile},
		purpose: `look for ${target.workflowFile} in ${describeRepository(target)}`,
		accept: [404, ...undecided],
	}, signal);
	if (response.status === 404) {
		return checkFileState(action, target, undefined);
	}

	if (response.status >= 400) {
		return warn(`workflow-file ${target.workflowFile}`, `Whether ${target.workflowFile} is registered cannot be checked (HTTP ${response.status}).`, getPermissionHint(response, 'Actions: read'));
	}

	const state = readField(response.data, 'state');
	return checkFileState(action, target, typeof state === 'string' ? state : 'active');
};
