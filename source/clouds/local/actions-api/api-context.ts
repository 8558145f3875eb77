import {type ActionsApiOptions} from './actions-api-options.js';
import {createNotFound} from './api-error.js';
import {type GitStore} from './git/git-store.js';
import {type RepositoryState} from './repository-states.js';
import {type Repository, type WorkflowFile} from './repository.js';
import {type RunLifecycle} from './run-lifecycle.js';
import {type RunRegistry} from './run-registry.js';
import {type SecretStore} from './secret-store.js';
import {type SignedUrls} from './signed-urls.js';
import {type WorkflowRun} from './workflow-run.js';

/** What every route works with. */
export type ApiContext = {
	readonly options: ActionsApiOptions;
	readonly apiUrl: string;
	readonly runs: RunRegistry;
	readonly lifecycle: RunLifecycle;
	readonly signedUrls: SignedUrls;
	readonly secrets: SecretStore;
	readonly getState: (repository: Repository) => RepositoryState;
	readonly getGit: (repository: Repository) => GitStore;
};

type Params = Readonly<Record<string, string>>;

const equalsIgnoringCase = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The repository a path names; names are case-insensitive on GitHub. */
export const getRepository = ({options}: ApiContext, params: Params): Repository => {
	const repository = options.repositories.find(({owner, name}) =>
		equalsIgnoringCase(params['owner'], owner) && equalsIgnoringCase(params['repo'], name));
	if (!repository) {
		throw createNotFound();
	}

	return repository;
};

/** The workflow file a path names, by file name or by id. */
export const getWorkflowFile = (context: ApiContext, repository: Repository, params: Params): WorkflowFile => {
	const workflow = context.getState(repository).workflows.list().find(({id, path}) =>
		String(id) === params['workflow'] || path.split('/').at(-1) === params['workflow']);
	if (!workflow) {
		throw createNotFound();
	}

	return workflow;
};

/** The run a path names, when it belongs to the path's repository. */
export const getRun = (context: ApiContext, params: Params): WorkflowRun => {
	const repository = getRepository(context, params);
	const run = context.runs.get(Number(params['run']));
	if (run?.repository !== repository) {
		throw createNotFound();
	}

	return run;
};
