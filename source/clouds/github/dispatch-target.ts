import {type ComputeServer, type WorkflowDocument} from '../../core/workflow/document.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

/** A repository on GitHub. */
export type RepositoryName = {readonly owner: string; readonly repo: string};

/** Where an action is dispatched: FaaSr registers it there as a workflow file of its own. */
export type DispatchTarget = RepositoryName & {
	/** The branch whose version of the workflow file runs. */
	readonly ref: string;
	/** `{WorkflowName}-{action}.yml`. */
	readonly workflowFile: string;
	/** Name of the server in the document. */
	readonly serverName: string;
	readonly server: ComputeServer;
};

/** The extension and the prefix are what FaaSr's scheduler assumes (engine/scheduler.py). */
export const getWorkflowFileName = (document: WorkflowDocument, action: string): string =>
	`${document.WorkflowName}-${action}.yml`;

/** `owner/repo`. */
export const describeRepository = ({owner, repo}: RepositoryName): string => `${owner}/${repo}`;

/** The branch a server's dispatches name. */
export const getBranch = (server: ComputeServer): string => server.Branch ?? 'main';

const getServer = (document: WorkflowDocument, action: string): {readonly serverName: string; readonly server: ComputeServer} => {
	const serverName = document.ActionList[action]?.FaaSServer;
	const server = serverName === undefined ? undefined : document.ComputeServers[serverName];
	if (serverName === undefined || !server) {
		throw new FaasrTuiError(`The action ${action} cannot be dispatched: the document gives it no compute server.`, {
			code: 'document-invalid',
			hint: 'Run `faasr-tui validate` on the document.',
		});
	}

	return {serverName, server};
};

/** Whether an action runs on GitHub Actions. */
export const isOnGithub = (document: WorkflowDocument, action: string): boolean =>
	document.ComputeServers[document.ActionList[action]?.FaaSServer ?? '']?.FaaSType === 'GitHubActions';

/** The workflow file, repository and branch of an action, or an error that says why GitHub Actions cannot run it. */
export const getDispatchTarget = (document: WorkflowDocument, action: string): DispatchTarget => {
	const {serverName, server} = getServer(document, action);
	if (server.FaaSType !== 'GitHubActions') {
		throw new FaasrTuiError(`The action ${action} cannot be dispatched: its server ${serverName} is of type ${server.FaaSType}, and only GitHubActions is supported.`, {
			code: 'usage',
			hint: 'Run the workflow on this machine with --local.',
		});
	}

	const {UserName: owner, ActionRepoName: repo} = server;
	if (!owner || !repo) {
		throw new FaasrTuiError(`The action ${action} cannot be dispatched: its server ${serverName} names no UserName or no ActionRepoName.`, {
			code: 'document-invalid',
			hint: `Add both to ComputeServers.${serverName}.`,
		});
	}

	return {
		owner, repo, ref: getBranch(server), workflowFile: getWorkflowFileName(document, action), serverName, server,
	};
};

/** The distinct repositories that run actions of the document; on GitHub, case does not tell them apart. */
export const getRepositories = (document: WorkflowDocument): readonly RepositoryName[] => {
	const repositories = new Map<string, RepositoryName>();
	for (const {FaaSServer} of Object.values(document.ActionList)) {
		const server = document.ComputeServers[FaaSServer];
		if (server?.FaaSType === 'GitHubActions' && server.UserName && server.ActionRepoName) {
			const repository = {owner: server.UserName, repo: server.ActionRepoName};
			const key = describeRepository(repository).toLowerCase();
			if (!repositories.has(key)) {
				repositories.set(key, repository);
			}
		}
	}

	return [...repositories.values()];
};
