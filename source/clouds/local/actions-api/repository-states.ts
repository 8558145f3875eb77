import {type ActionsApiOptions} from './actions-api-options.js';
import {createGitStore, type GitStore} from './git/git-store.js';
import {type Repository} from './repository.js';
import {createWorkflowFiles, type WorkflowFiles} from './workflow-files.js';

/** What changes in a repository while the API runs. */
export type RepositoryState = {readonly git: GitStore; readonly workflows: WorkflowFiles};

/** Keeps the changing part of each repository. */
export const createRepositoryStates = ({repositories, workflowDelayMs = 0, clock}: Pick<ActionsApiOptions, 'repositories' | 'workflowDelayMs' | 'clock'>): ((repository: Repository) => RepositoryState) => {
	const states = new Map<Repository, RepositoryState>();
	let lastId = Math.max(0, ...repositories.flatMap(({workflows}) => workflows.map(({id}) => id)));
	const takeId = (): number => ++lastId;
	return repository => {
		const known = states.get(repository);
		if (known) {
			return known;
		}

		const git = createGitStore(repository);
		const state = {git, workflows: createWorkflowFiles({repository, git, takeId, delayMs: workflowDelayMs, clock})};
		states.set(repository, state);
		return state;
	};
};
