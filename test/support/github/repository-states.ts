import {type RepositoryFiles} from '../../../source/clouds/local/actions-api/repository-files.js';
import {type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {type Clock} from '../../../source/ports/clock.js';
import {createCommittedFiles} from './committed-files.js';
import {createGitStore, type GitStore} from './git-store.js';

/** What changes in a repository while the API runs. */
export type RepositoryState = {readonly git: GitStore; readonly files: RepositoryFiles};

type Options = {readonly repositories: readonly Repository[]; readonly workflowDelayMs?: number | undefined; readonly clock: Clock};

/** Keeps the changing part of each repository. */
export const createRepositoryStates = ({repositories, workflowDelayMs = 0, clock}: Options): ((repository: Repository) => RepositoryState) => {
	const states = new Map<Repository, RepositoryState>();
	let lastId = Math.max(0, ...repositories.flatMap(({workflows}) => workflows.map(({id}) => id)));
	const takeId = (): number => ++lastId;
	return repository => {
		const known = states.get(repository);
		if (known) {
			return known;
		}

		const git = createGitStore(repository);
		const state = {git, files: createCommittedFiles({repository, git, takeId, delayMs: workflowDelayMs, clock})};
		states.set(repository, state);
		return state;
	};
};
