import {describeRepository, getDispatchTarget} from '../../clouds/github/dispatch-target.js';
import {getBlobSha} from '../../clouds/github/register/blob-sha.js';
import {type BranchPlan, type PlannedFile} from '../../clouds/github/register/registration-plan.js';
import {readEntries} from '../../clouds/github/read-answer.js';
import {type Check, fail, pass, warn} from './check.js';
import {checkFileState} from './check-workflow-file.js';
import {getPermissionHint, listAll, type PreflightContext, undecided} from './preflight-context.js';

const folder = '.github/workflows';

const getText = (entry: Readonly<Record<string, unknown>>, name: string): string => typeof entry[name] === 'string' ? entry[name] : '';

const getFileName = (path: string): string => path.split('/').at(-1) ?? '';

/** Git's names of the contents of the branch's workflow files; `undefined` when they cannot be listed. */
const readShas = async ({send}: PreflightContext, {owner, repo, branch}: BranchPlan, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string> | undefined> => {
	const {status, data} = await send({
		route: 'GET /repos/{owner}/{repo}/contents/{path}',
		parameters: {owner, repo, path: folder, ref: branch},
		purpose: `list ${folder} of ${describeRepository({owner, repo})}`,
		accept: [404, ...undecided],
	}, signal);
	return status === 200 ? new Map(readEntries(data).map(entry => [getText(entry, 'name'), getText(entry, 'sha')])) : undefined;
};

const checkContent = (check: Check, {path, content, action}: PlannedFile, branch: string, shas: ReadonlyMap<string, string> | undefined): Check => {
	if (check.status !== 'ok' || shas === undefined) {
		return check;
	}

	const name = getFileName(path);
	const sha = shas.get(name);
	if (sha === undefined) {
		return fail(check.id, `The action ${action} cannot be started: ${name} is not on the branch ${branch}.`, {hint: 'Run faasr-tui register <workflow file>.'});
	}

	return sha === getBlobSha(content)
		? pass(check.id, `${check.message.replace(/\.$/, '')}, up to date.`)
		: warn(check.id, `The action ${action} is registered, but ${name} is not what faasr-tui would write: the document may have changed since.`, 'Run faasr-tui register <workflow file> to see the difference.');
};

/** Looks at the workflow files of a branch: known to GitHub, enabled, and as they would be registered today. */
export const checkRegistration = async (context: PreflightContext, plan: BranchPlan, signal?: AbortSignal): Promise<readonly Check[]> => {
	const {owner, repo, branch} = plan;
	const workflows = await listAll(context, {
		route: 'GET /repos/{owner}/{repo}/actions/workflows', parameters: {owner, repo}, field: 'workflows', purpose: `list the workflow files of ${describeRepository(plan)}`,
	}, signal);
	if ('status' in workflows) {
		return [warn(`workflow-files ${describeRepository(plan)}`, `The workflow files of ${describeRepository(plan)} cannot be checked (HTTP ${workflows.status}).`, getPermissionHint(workflows, 'Actions: read and write'))];
	}

	const states = new Map(workflows.map(entry => [getFileName(getText(entry, 'path')), getText(entry, 'state')]));
	const shas = await readShas(context, plan, signal);
	return plan.files.map(file => {
		const check = checkFileState(file.action, getDispatchTarget(context.document, file.action), states.get(getFileName(file.path)));
		return checkContent(check, file, branch, shas);
	});
};
