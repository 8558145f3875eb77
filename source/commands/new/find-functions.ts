import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {listFiles} from '../../clouds/local/executor/function-files/copy-files.js';
import {type FetchFunctions} from '../../clouds/local/executor/function-files/fetch-from-github.js';
import {installFunctionFiles} from '../../clouds/local/executor/function-files/install-function-files.js';
import {escapePattern} from '../../core/text/escape-pattern.js';
import {getEntries, getOwn, isJsonObject} from '../../core/workflow/json/json-object.js';

/** A function of an imported document: its file, or why there is none. */
export type FoundFunction = {readonly functionName: string} & ({readonly file: string; readonly text: string} | {readonly reason: string});

const toList = (value: unknown): readonly string[] => [value].flat().filter(each => typeof each === 'string');

/** The functions that the actions of a document name, of FaaSr 0 and 1 too. */
export const listFunctionNames = (document: Readonly<Record<string, unknown>>): readonly string[] => [...new Set([...getEntries(document['ActionList']), ...getEntries(document['FunctionList'])]
	.map(([, action]) => isJsonObject(action) ? action['FunctionName'] : undefined)
	.filter(name => typeof name === 'string'))];

const defines = (file: string, text: string, functionName: string): boolean => /\.py$/i.test(file)
	? new RegExp(String.raw`^\s*(?:async\s+)?def\s+${escapePattern(functionName)}\s*\(`, 'm').test(text)
	: /\.r$/i.test(file) && new RegExp(String.raw`^\s*${escapePattern(functionName)}\s*(?:<-|=)\s*function\b`, 'm').test(text);

const findFile = async (folder: string, functionName: string): Promise<{readonly file: string; readonly text: string} | undefined> => {
	for (const file of await listFiles(folder)) {
		const text = /\.(?:py|r)$/i.test(file) ? await readFile(file, 'utf8') : '';
		if (defines(file, text, functionName)) {
			return {file: path.basename(file), text};
		}
	}

	return undefined;
};

/** Looks for each function where a local run does: in files beside the document, then in the repositories that it names. */
export const findFunctions = async (document: Readonly<Record<string, unknown>>, {folder, fetchOptions, signal}: {
	readonly folder: string | undefined; readonly fetchOptions: FetchFunctions; readonly signal: AbortSignal;
}): Promise<readonly FoundFunction[]> => {
	const scratch = await mkdtemp(path.join(tmpdir(), 'faasr-tui-import-'));
	try {
		const found: FoundFunction[] = [];
		for (const functionName of listFunctionNames(document)) {
			const target = path.join(scratch, String(found.length));
			const read = (key: string): readonly string[] => toList(isJsonObject(document[key]) ? getOwn(document[key], functionName) : undefined);
			try {
				await installFunctionFiles({documentDir: folder ?? scratch, fetchFunctions: fetchOptions}, {
					functionName, localFiles: folder === undefined ? [] : read('FunctionLocalFile'), gitPaths: read('FunctionGitRepo'), target, signal, info() {/* The result is what counts. */},
				});
				const file = await findFile(target, functionName);
				found.push({functionName, ...file ?? {reason: 'no file that is known defines it'}});
			} catch (error) {
				signal.throwIfAborted();
				found.push({functionName, reason: error instanceof Error ? error.message : String(error)});
			}
		}

		return found;
	} finally {
		await rm(scratch, {recursive: true, force: true});
	}
};
