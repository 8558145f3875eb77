import {type WorkflowDocument} from '../../../core/workflow/document.js';
import {describeRepository, getDispatchTarget, isOnGithub, type RepositoryName} from '../dispatch-target.js';
import {describeSecret, isSecretName, listJobSecrets, type JobSecret} from './job-secrets.js';
import {getContainer, renderWorkflowFile} from './render-workflow-file.js';

/** A file as it shall be. */
export type SourceFile = {
	/** In the repository. */
	readonly path: string;
	readonly content: string;
	/** Where it was found, relative to the folder of the repository, if that is another path. */
	readonly origin?: string | undefined;
};

/** A workflow file as it shall be. */
export type PlannedFile = SourceFile & {
	readonly action: string;
	/** The container that the action runs in and that gets its secrets. */
	readonly image: string;
};

/** What shall be on one branch of one repository. */
export type BranchPlan = RepositoryName & {
	readonly branch: string;
	/** The document's compute servers that are this branch. */
	readonly servers: readonly string[];
	readonly files: readonly PlannedFile[];
	/** The document and the functions, as far as they go to this branch. */
	readonly sources: readonly SourceFile[];
	/** What the files' jobs need from the repository's secret store. */
	readonly secrets: readonly JobSecret[];
};

/** An action that another platform runs. */
export type SkippedAction = {readonly action: string; readonly server: string; readonly platform: string};

/** A document's registration: everything that can be said without asking GitHub. */
export type RegistrationPlan = {
	readonly workflowName: string;
	readonly branches: readonly BranchPlan[];
	readonly skipped: readonly SkippedAction[];
	/** One sentence each. */
	readonly warnings: readonly string[];
};

/** `owner/repo@branch`. */
export const describeBranch = (plan: RepositoryName & {readonly branch: string}): string => `${describeRepository(plan)}@${plan.branch}`;

const unite = (secrets: readonly JobSecret[]): readonly JobSecret[] => {
	// GitHub stores the names in capitals.
	const byName = new Map<string, JobSecret>();
	for (const secret of secrets) {
		const key = secret.name.toUpperCase();
		if (secret.isNeeded && isSecretName(secret.name) && !byName.has(key)) {
			byName.set(key, secret);
		}
	}

	return [...byName.values()];
};

/** Names of owners and repositories are case-insensitive on GitHub, those of branches are not. */
const groupByBranch = (document: WorkflowDocument, actions: readonly string[]): readonly BranchPlan[] => {
	const plans = new Map<string, BranchPlan>();
	for (const action of actions) {
		const {owner, repo, ref: branch, workflowFile, serverName} = getDispatchTarget(document, action);
		const key = `${describeRepository({owner, repo}).toLowerCase()}@${branch}`;
		const {servers, files, secrets, ...rest} = plans.get(key) ?? {
			owner, repo, branch, servers: [], files: [], sources: [], secrets: [],
		};
		plans.set(key, {
			...rest,
			servers: [...new Set([...servers, serverName])],
			files: [...files, {action, path: `.github/workflows/${workflowFile}`, content: renderWorkflowFile(document, action), image: getContainer(document, action).image}],
			secrets: unite([...secrets, ...listJobSecrets(document, action)]),
		});
	}

	return [...plans.values()];
};

const listWarnings = (document: WorkflowDocument, actions: readonly string[]): readonly string[] => [
	...actions.flatMap(action => {
		const {image, isDefault} = getContainer(document, action);
		return isDefault ? [`Action ${action} has no entry in ActionContainers; it will run in ${image}.`] : [];
	}),
	...new Set(actions.flatMap(action => listJobSecrets(document, action)
		.filter(secret => secret.isNeeded && !isSecretName(secret.name))
		.map(secret => `GitHub allows no secret named ${secret.name} (${describeSecret(secret)}), so jobs cannot have it; rename what it is called after.`))),
];

/** Plans the registration of a document: the workflow file of each GitHub action, by repository and branch. Pure: asks nobody. */
export const planRegistration = (document: WorkflowDocument): RegistrationPlan => {
	const actions = Object.keys(document.ActionList);
	const registered = actions.filter(action => isOnGithub(document, action));
	return {
		workflowName: document.WorkflowName,
		branches: groupByBranch(document, registered),
		skipped: actions.filter(action => !isOnGithub(document, action)).map(action => {
			const server = document.ActionList[action]?.FaaSServer ?? '';
			return {action, server, platform: document.ComputeServers[server]?.FaaSType ?? 'unknown'};
		}),
		warnings: listWarnings(document, registered),
	};
};
