import {error, type Finding} from './finding.js';
import {getEntries, getOwn, isJsonObject} from './json/json-object.js';
import {quoteName} from './quote-name.js';

/** GitHub's characters for owners and repositories. `.` and `..` would be folders of the API's address: the token went to `/user` for `..`. */
const isGithubName = (name: string): boolean => /^[\w.-]+$/.test(name) && !/^\.{1,2}$/.test(name);

/** Checks that what a GitHub server is made of can be the name of a repository. */
export const checkRepositories = (document: unknown): readonly Finding[] => {
	const servers = isJsonObject(document) ? getOwn(document, 'ComputeServers') : undefined;
	return getEntries(servers).flatMap(([name, server]) => {
		if (!isJsonObject(server) || getOwn(server, 'FaaSType') !== 'GitHubActions') {
			return [];
		}

		return ['UserName', 'ActionRepoName'].flatMap(key => {
			const value = getOwn(server, key);
			// An empty one has been found by the schema.
			return typeof value !== 'string' || value === '' || isGithubName(value)
				? []
				: [error(
					'github-name',
					['ComputeServers', name, key],
					`${key} ${quoteName(value)} of server ${quoteName(name)} is not a name on GitHub.`,
					'Write the part of github.com/OWNER/REPOSITORY alone: letters, digits, hyphens, dots and underscores.',
				)];
		});
	});
};
