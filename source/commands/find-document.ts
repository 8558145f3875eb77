import fs from 'node:fs/promises';
import {createNameFinder} from '../core/workflow/closest-name.js';
import {FaasrTuiError, isFaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {type DocumentText} from '../run/runner/load-workflow.js';
import {listDocuments, type ListFolder, type ReadFile} from './list-documents.js';
import {findSimilarCommand} from './usage/command-names.js';

/** Where a document may be named, and how to read it. */
export type DocumentSearch = {
	/** The positional argument or `--workflow-file`. */
	readonly argument?: string | undefined;
	/** `TEST_WORKFLOW_FILE`; used when there is no argument. */
	readonly environmentFile?: string | undefined;
	readonly readFile: ReadFile;
	/** For what to offer where no document is found. @default the file system */
	readonly listFolder?: ListFolder;
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

/** The text of a file, or why there is none: the system's code. */
const tryReading = async (path: string, readFile: ReadFile): Promise<{readonly text: string} | {readonly absence: string}> => {
	try {
		return {text: await readFile(path)};
	} catch (error) {
		const code = getCode(error);
		if (code !== undefined && absences.has(code)) {
			return {absence: code};
		}

		if (isFaasrTuiError(error)) {
			throw error;
		}

		throw new FaasrTuiError(`Workflow document "${path}" cannot be read (${code ?? String(error)}).`, {
			code: 'usage', hint: 'Check the permissions of the file.', cause: error,
		});
	}
};

const shownCount = 8;

const createMissingError = async ({readFile, listFolder = async folder => fs.readdir(folder)}: DocumentSearch): Promise<FaasrTuiError> => {
	const documents = await listDocuments(readFile, listFolder);
	const [first] = documents;
	const more = documents.length > shownCount ? ` and ${documents.length - shownCount} more` : '';
	return new FaasrTuiError(`No workflow document is given.${first === undefined ? '' : ` Here are ${documents.slice(0, shownCount).join(', ')}${more}.`}`, {
		code: 'usage',
		hint: first === undefined
			? 'Name one, such as "faasr-tui path/to/workflow.json", or set TEST_WORKFLOW_FILE.'
			: `Name one: "faasr-tui ${first}" opens it, and triggers nothing before you press t.`,
	});
};

/** What somebody may have meant who named a document that is not there. */
const suggest = async (name: string, {readFile, listFolder = async folder => fs.readdir(folder)}: DocumentSearch): Promise<string | undefined> => {
	const paths = await listDocuments(readFile, listFolder);
	const documents = new Map(paths.map(path => [path.replace(/^.*\//u, ''), path]));
	const meant = createNameFinder([...documents.keys()])(name.replace(/^.*\//u, '').replace(/(?:\.json)?$/u, '.json'));
	const command = findSimilarCommand(name);
	return [
		...command === undefined ? [] : [`Did you mean the command ${command}?`],
		...meant === undefined ? [] : [`Did you mean ${documents.get(meant)!}?`],
	][0];
};

/**
Finds a workflow document: as named, with `.json` added, or, for a bare name, in `./workflows`.

Fails with exit code 2, naming everything it tried.
*/
export const findDocument = async (search: DocumentSearch): Promise<DocumentText> => {
	const {argument, environmentFile, readFile} = search;
	if (argument?.trim() === '') {
		throw new FaasrTuiError('The name of the workflow document is empty.', {code: 'usage', hint: 'Name one; a variable that is not set gives an empty name.'});
	}

	const name = argument ?? environmentFile;
	if (name === undefined || name === '') {
		throw await createMissingError(search);
	}

	const paths = getDocumentPaths(name);
	let folder: string | undefined;
	for (const path of paths) {
		const found = await tryReading(path, readFile);
		if ('text' in found) {
			return {path, text: found.text};
		}

		folder ??= found.absence === 'EISDIR' ? path : undefined;
	}

	const origin = argument === undefined ? ' (from TEST_WORKFLOW_FILE)' : '';
	const usualHint = argument === undefined ? 'Set TEST_WORKFLOW_FILE to the path of a workflow document.' : 'Check the path; "ls workflows" shows what is there.';
	throw folder === undefined
		? new FaasrTuiError(`Workflow document "${name}"${origin} not found. Tried: ${paths.join(', ')}.`, {code: 'usage', hint: await suggest(name, search) ?? usualHint})
		: new FaasrTuiError(`"${folder}"${origin} is a folder, not a workflow document.`, {code: 'usage', hint: 'Name the JSON file in it.'});
};
