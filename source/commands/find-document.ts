import {FaasrTuiError} from '../errors/faasr-tui-error.js';

/** Reads a text file; rejects with Node's error (`ENOENT`, …) when it cannot. */
export type ReadFile = (path: string) => Promise<string>;

/** A workflow document that was found. */
export type FoundDocument = {
	/** As tried, so relative paths stay relative. */
	readonly path: string;
	readonly text: string;
};

/** Where a document may be named, and how to read it. */
export type DocumentSearch = {
	/** The positional argument or `--workflow-file`. */
	readonly argument?: string | undefined;
	/** `TEST_WORKFLOW_FILE`; used when there is no argument. */
	readonly environmentFile?: string | undefined;
	readonly readFile: ReadFile;
};

const folder = 'workflows';

/** What the system says when there is no such file, as against one that cannot be read. */
const absences = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

const getCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const isBareName = (name: string): boolean => !/[/\\]/.test(name);

/** The paths a name may stand for, in the order they are tried. */
export const getDocumentPaths = (name: string): readonly string[] => {
	const named = name.endsWith('.json') ? [name] : [name, `${name}.json`];
	return isBareName(name) ? [...named, ...named.map(path => `${folder}/${path}`)] : named;
};

const tryReading = async (path: string, readFile: ReadFile): Promise<string | undefined> => {
	try {
		return await readFile(path);
	} catch (error) {
		const code = getCode(error);
		if (code !== undefined && absences.has(code)) {
			return undefined;
		}

		throw new FaasrTuiError(`Workflow document "${path}" cannot be read (${code ?? String(error)}).`, {
			code: 'usage', hint: 'Check the permissions of the file.', cause: error,
		});
	}
};

/**
Finds a workflow document: as named, with `.json` added, or, for a bare name, in `./workflows`.

Fails with exit code 2, naming everything it tried.
*/
export const findDocument = async ({argument, environmentFile, readFile}: DocumentSearch): Promise<FoundDocument> => {
	const isFromEnvironment = (argument ?? '') === '';
	const name = isFromEnvironment ? environmentFile : argument;
	if (name === undefined || name === '') {
		throw new FaasrTuiError('No workflow document is given.', {
			code: 'usage', hint: 'Name one, such as "faasr-tui workflows/main.json", or set TEST_WORKFLOW_FILE.',
		});
	}

	const paths = getDocumentPaths(name);
	for (const path of paths) {
		const text = await tryReading(path, readFile);
		if (text !== undefined) {
			return {path, text};
		}
	}

	const origin = isFromEnvironment ? ', which TEST_WORKFLOW_FILE names,' : '';
	throw new FaasrTuiError(`Workflow document "${name}"${origin} is not there. Tried: ${paths.join(', ')}.`, {
		code: 'usage', hint: isFromEnvironment ? 'Set TEST_WORKFLOW_FILE to the path of a workflow document.' : 'Check the path; "ls workflows" shows what is there.',
	});
};
