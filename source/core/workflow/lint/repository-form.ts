/** What is wrong with an entry of `FunctionGitRepo`, and what to write. */
export type RepositoryFault = {
	readonly reason: string;
	readonly hint: string;
};

const url = /^(?:https?:\/\/|github\.com\/|www\.)/;
const scriptFile = /\.(?:py|r)$/i;
const juliaFile = /\.jl$/i;

const checkUrl = (repository: string): RepositoryFault | undefined => {
	const parts = repository.replace(/\/$/, '').split('/');
	return repository.startsWith('https://') && parts.length === 5 && !repository.endsWith('.git')
		? {reason: 'is an address without ".git", which FaaSr cannot read', hint: `Write "${parts.slice(3).join('/')}" or add ".git".`}
		: undefined;
};

/** Checks the form of a function repository against the ones FaaSr fetches (faasr.md 3f). */
export const findRepositoryFault = (repository: string): RepositoryFault | undefined => {
	if (url.test(repository)) {
		return checkUrl(repository);
	}

	const parts = repository.split('/').filter(part => part !== '');
	if (parts.length < 2) {
		return {reason: 'is not a repository', hint: 'Write "owner/repository" or "owner/repository/folder".'};
	}

	if (juliaFile.test(repository)) {
		return {reason: 'is a single Julia file, of which FaaSr fetches nothing', hint: 'Name the folder the file is in.'};
	}

	return scriptFile.test(repository) && parts.length < 4
		? {reason: 'is a single file without a branch, which FaaSr does not find', hint: `Write "${parts.slice(0, 2).join('/')}/main/${parts.slice(2).join('/')}" with the branch the file is on.`}
		: undefined;
};
