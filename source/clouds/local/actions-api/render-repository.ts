import {createHash} from 'node:crypto';
import {getFullName, type Repository} from './repository.js';

const commitShas = new WeakMap<Repository, string>();

/** Stands for the commit that every branch begins with: depends on the files only. */
export const getCommitSha = (repository: Repository): string => {
	// Every run of a list carries it, and documents can be large.
	const known = commitShas.get(repository);
	if (known !== undefined) {
		return known;
	}

	const hash = createHash('sha1').update(getFullName(repository));
	for (const [path, bytes] of repository.files) {
		hash.update(`\0${path}\0`).update(bytes);
	}

	const sha = hash.digest('hex');
	commitShas.set(repository, sha);
	return sha;
};

/** An account as GitHub shows it in passing. */
export const renderUser = (login: string) => ({login, id: 1, type: 'User', site_admin: false});

/** The short form that other objects contain. */
export const renderRepositoryLink = (repository: Repository, apiUrl: string) => ({
	id: repository.id,
	name: repository.name,
	full_name: getFullName(repository),
	private: true,
	owner: renderUser(repository.owner),
	html_url: `${apiUrl}/${getFullName(repository)}`,
	url: `${apiUrl}/repos/${getFullName(repository)}`,
});
