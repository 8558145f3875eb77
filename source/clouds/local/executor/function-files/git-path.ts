import {trimEndSlashes} from '../../../../core/text/trim-slashes.js';

/** What an entry of `FunctionGitRepo` names. */
export type GitPath = {
	readonly owner: string;
	readonly repo: string;
	/** One source file, fetched alone; otherwise a folder of the default branch, or the whole repository. */
	readonly isFile: boolean;
	/** The branch, when the form has a place for it. */
	readonly ref?: string;
	/** Paths inside the repository to try in turn: with and without the segment that may be a branch. */
	readonly paths: readonly string[];
};

const namePattern = /^[\w.-]+$/u;
const isSafe = (segments: readonly string[]): boolean => segments.every(segment => segment !== '' && segment !== '.' && segment !== '..' && !segment.includes('\\'));

/**
Reads the forms of `FunctionGitRepo` (helpers/faasr_start_invoke_helper.py; faasr.md 3f); `undefined` for anything else, `..` included.

A file needs its branch upstream and a folder must not have one; documents get both wrong, so either is tried.
*/
export const parseGitPath = (text: string): GitPath | undefined => {
	const isUrl = text.startsWith('https://github.com/');
	const segments = trimEndSlashes(isUrl ? text.slice('https://github.com/'.length) : text).split('/');
	const [owner = '', rawRepo = '', ...rest] = segments;
	const repo = rawRepo.replace(/\.git$/u, '');
	const inside = isUrl && (rest[0] === 'blob' || rest[0] === 'tree') ? rest.slice(1) : rest;
	if (!namePattern.test(owner) || !namePattern.test(repo) || !isSafe([owner, repo, ...inside])) {
		return undefined;
	}

	const isFile = /\.(?:py|r)$/iu.test(inside.at(-1) ?? '');
	const whole = inside.join('/');
	const withoutFirst = inside.slice(1).join('/');
	if (isFile) {
		return {
			owner, repo, isFile, ...(inside.length > 1 ? {ref: inside[0]!} : {}), paths: withoutFirst === '' ? [whole] : [withoutFirst, whole],
		};
	}

	return {
		owner, repo, isFile, paths: isUrl && rest.length > 1 ? [withoutFirst] : (inside.length > 1 ? [whole, withoutFirst] : [whole]),
	};
};
