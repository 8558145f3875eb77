import {isPlaceholder} from '../../core/workflow/lint/lint-placeholders.js';
import {parseGitPath} from '../../clouds/local/executor/function-files/git-path.js';

const encode = (path: string): string => path.split('/').map(part => encodeURIComponent(part)).join('/');

/** The page on github.com of what an entry of `FunctionGitRepo` names; nothing for what is no such name, or a placeholder. */
export const getSourceUrl = (gitPath: string): string | undefined => {
	const place = parseGitPath(gitPath);
	if (place === undefined || isPlaceholder(gitPath)) {
		return undefined;
	}

	const {owner, repo, isFile, ref = 'HEAD', paths: [path = '']} = place;
	return `https://github.com/${owner}/${repo}${path === '' ? '' : `/${isFile ? 'blob' : 'tree'}/${encode(ref)}/${encode(path)}`}`;
};
