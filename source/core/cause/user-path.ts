/** Code that is not the user's: FaaSr's own, the interpreter's, packages. */
const foreign = /^<|\/(?:site-packages|dist-packages|packages)\/|\/lib\/python[\d.]*\/|\/FaaSr_py\/|^\/action\/|\/(?:faasr_run_function|py_user_func_entry|faasr_entry)\.py$|\/(?:faasr_|r_)\w+\.R$/u;

/** Where FaaSr puts the sources (faasr.md 3b), and where the local cloud does, below a folder of the run. */
const installed = /\/(?:tmp\/functions\/[^/]+|runs\/\d+-\d+\/functions)\/(?<rest>.+)$/u;

/** True for a file whose lines the user wrote. */
export const isUserPath = (path: string): boolean => installed.test(path) || !foreign.test(path);

const getName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path within the repository that an entry of `FunctionGitRepo` gives a file of this name: `owner/repo/branch/path/file.py` or `owner/repo/folder` (faasr.md 3f). */
const getRepositoryPath = (source: string, file: string): string | undefined => {
	const parts = source.split('/').filter(part => part !== '');
	if (parts.at(-1) === file) {
		return parts.length > 3 ? parts.slice(3).join('/') : file;
	}

	const isFolder = parts.length > 2 && !source.includes(':') && !getName(source).includes('.');
	return isFolder ? [...parts.slice(2), file].join('/') : undefined;
};

/**
The path of a source file as the user knows it: within the repository or beside the document, never below a temporary folder.

@param sources the document's entries for the function: `FunctionGitRepo`, `FunctionLocalFile`
*/
export const toUserPath = (path: string, sources: readonly string[]): string => {
	const known = installed.exec(path)?.groups?.['rest'] ?? path;
	return known.includes('/')
		? known
		: sources.map(source => getRepositoryPath(source, known)).find(found => found !== undefined) ?? known;
};
