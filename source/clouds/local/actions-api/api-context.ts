import {type Clock} from '../../../ports/clock.js';
import {ApiError, createNotFound} from './api-error.js';
import {type RepositoryFiles} from './repository-files.js';
import {type Repository, type WorkflowFile} from './repository.js';
import {type RunLifecycle} from './run-lifecycle.js';
import {type RunRegistry} from './run-registry.js';
import {type SignedUrls} from './signed-urls.js';
import {type WorkflowRun} from './workflow-run.js';

/** What every route works with. */
export type ApiContext = {
	readonly repositories: readonly Repository[];
	readonly clock: Clock;
	readonly apiUrl: string;
	readonly runs: RunRegistry;
	readonly lifecycle: RunLifecycle;
	readonly signedUrls: SignedUrls;
	readonly getFiles: (repository: Repository) => RepositoryFiles;
};

type Params = Readonly<Record<string, string>>;

const equalsIgnoringCase = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The repository a path names; names are case-insensitive on GitHub. */
export const getRepository = ({repositories}: ApiContext, params: Params): Repository => {
	const repository = repositories.find(({owner, name}) =>
		equalsIgnoringCase(params['owner'], owner) && equalsIgnoringCase(params['repo'], name));
	if (!repository) {
		throw createNotFound();
	}

	return repository;
};

/** The workflow file a path names, by file name or by id. */
export const getWorkflowFile = (context: ApiContext, repository: Repository, params: Params): WorkflowFile => {
	const workflow = context.getFiles(repository).listWorkflows().find(({id, path}) =>
		String(id) === params['workflow'] || path.split('/').at(-1) === params['workflow']);
	if (!workflow) {
		throw createNotFound();
	}

	return workflow;
};

/** The files of a branch or a commit that a request names. */
export const readFiles = (context: ApiContext, repository: Repository, ref: string): ReadonlyMap<string, Uint8Array> => {
	const files = context.getFiles(repository).read(ref);
	if (!files) {
		throw new ApiError(404, `No commit found for the ref ${ref}`);
	}

	return files;
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
