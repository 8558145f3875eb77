import path from 'node:path';
import {type FetchFunctions, describeFetchFailure, fetchFromGithub} from '../../clouds/local/executor/function-files/fetch-from-github.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {findDocument} from '../find-document.js';
import {type ReadFile} from '../list-documents.js';

/** A document to import. */
export type SourceDocument = {
	readonly text: string;
	/** As shown: the path or address. */
	readonly shown: string;
	/** Without folder and ending: what a workflow without a name is called. */
	readonly name: string;
	/** Folder of a document on this machine, where its functions may lie beside it. */
	readonly folder?: string;
};

const addresses: readonly RegExp[] = [
	/^(?:https?:\/\/)?github\.com\/(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)\/(?:blob|raw)\/(?<ref>[^/]+)\/(?<file>.+)$/,
	/^(?:https?:\/\/)?raw\.githubusercontent\.com\/(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)\/(?:refs\/heads\/)?(?<ref>[^/]+)\/(?<file>.+)$/,
];

const readAddress = (text: string): {readonly owner: string; readonly repo: string; readonly ref: string; readonly file: string} | undefined => {
	for (const form of addresses) {
		const {owner, repo, ref, file} = form.exec(text)?.groups ?? {};
		if (owner !== undefined && repo !== undefined && ref !== undefined && file !== undefined) {
			return {owner, repo, ref: decodeURIComponent(ref), file: decodeURIComponent(file.replace(/[?#].*$/, ''))};
		}
	}

	return undefined;
};

const getName = (file: string): string => path.posix.basename(file).replace(/\.json$/i, '');

/**
Reads the document that `--from` names: a file, found as any document is, or a file's address on github.com.

@throws FaasrTuiError with code `usage` for what is not there, and `unreachable` when GitHub does not answer.
*/
export const readSource = async (from: string, {readFile, fetchOptions, signal}: {readonly readFile: ReadFile; readonly fetchOptions: FetchFunctions; readonly signal: AbortSignal}): Promise<SourceDocument> => {
	if (!/^(?:https?:\/\/|github\.com\/|raw\.githubusercontent\.com\/)/.test(from)) {
		const {path: file, text} = await findDocument({argument: from, readFile});
		return {text, shown: file, name: getName(file.replaceAll('\\', '/')), folder: path.dirname(path.resolve(file))};
	}

	const address = readAddress(from);
	if (address === undefined) {
		throw new FaasrTuiError(`"${from}" is not the address of a document on github.com.`, {code: 'usage', hint: 'Copy the address of the JSON file\'s own page: https://github.com/<owner>/<name>/blob/<branch>/<file>.json.'});
	}

	const {owner, repo, ref, file} = address;
	try {
		const [found] = await fetchFromGithub({owner, repo, isFile: true, ref, paths: [file]}, fetchOptions, signal);
		return {text: new TextDecoder().decode(found?.bytes), shown: from, name: getName(file)};
	} catch (error) {
		const [reason = ''] = describeFetchFailure(error).split(';');
		throw new FaasrTuiError(`The document ${owner}/${repo}/${file} could not be fetched: ${reason}.`, {
			code: /\b404\b/.test(reason) ? 'usage' : 'unreachable', hint: 'Check the address; for a private repository set GITHUB_TOKEN.', cause: error,
		});
	}
};
