import {
	mkdir, readFile, realpath, stat, writeFile,
} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {
	copyFiles, isFile, isInside, listFiles,
} from './copy-files.js';
import {describeFetchFailure, type FetchFunctions, fetchFromGithub} from './fetch-from-github.js';
import {findCheckout} from './find-checkout.js';
import {type GitPath, parseGitPath} from './git-path.js';

/** Where functions are looked for. */
export type FunctionSources = {
	/** Folder of the workflow document. */
	readonly documentDir: string;
	/** `--functions-dir`. @default the folder `functions` beside the document, if there is one */
	readonly functionsDir?: string;
	/** `false` never asks GitHub. @default {} */
	readonly fetchFunctions?: FetchFunctions | false;
};

type Request = {
	readonly functionName: string;
	/** `FunctionLocalFile[FunctionName]`. */
	readonly localFiles: readonly string[];
	/** `FunctionGitRepo[FunctionName]`. */
	readonly gitPaths: readonly string[];
	/** The functions folder of this run. */
	readonly target: string;
	readonly signal: AbortSignal;
	readonly info: (message: string) => void;
};

const exists = async (path: string): Promise<boolean> => {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
};

/** A relative path keeps its folders, as FaaSr copies it; one that climbs first arrives under its last name. */
const copyLocalFiles = async ({documentDir}: FunctionSources, {localFiles, target, info}: Request): Promise<void> => {
	const checkout = await findCheckout(documentDir);
	const root = checkout?.root ?? documentDir;
	for (const file of localFiles) {
		const path = resolve(documentDir, file);
		if (!isInside(root, path) || !await exists(path) || !isInside(await realpath(root), await realpath(path))) {
			throw new Error(`FunctionLocalFile not found: ${file}`);
		}

		const place = isInside(documentDir, path) ? join(target, path.slice(resolve(documentDir).length)) : join(target, basename(path));
		await copyFiles(path, await isFile(path) ? dirname(place) : place);
		info(`Copied local file: ${file}`);
	}
};

const isSource = (path: string): boolean => /\.(?:py|r)$/iu.test(path);

/** True when a source below the folder has the function's name as a word of its own. */
export const mentions = async (folder: string, functionName: string): Promise<boolean> => {
	for (const file of await listFiles(folder)) {
		const text = isSource(file) ? await readFile(file, 'utf8') : '';
		if (text.split(/[^\w.]+/u).includes(functionName)) {
			return true;
		}
	}

	return false;
};

/**
Takes the function from the functions folder when it is there.

Files that the document names one by one are copied alone, as FaaSr fetches them; otherwise the folder, whose sources all run at import.
*/
const copyFromFunctionsDir = async ({documentDir, functionsDir = join(documentDir, 'functions')}: FunctionSources, {functionName, gitPaths, target, info}: Request): Promise<boolean> => {
	if (!await exists(functionsDir)) {
		return false;
	}

	const names = gitPaths.map(path => basename(path));
	if (names.length > 0 && names.every(name => isSource(name))) {
		const files = names.map(name => join(functionsDir, name));
		const found = await Promise.all(files.map(async file => exists(file)));
		if (found.every(Boolean)) {
			await Promise.all(files.map(async file => copyFiles(file, target)));
			info(`Copied from the functions folder: ${names.join(', ')}`);
			return true;
		}
	}

	if (!await mentions(functionsDir, functionName)) {
		return false;
	}

	// Behind a folder form FaaSr imports `folder.module`, so that relative imports work and plain ones do not.
	const isFolderForm = names.some(name => !isSource(name));
	await copyFiles(functionsDir, isFolderForm ? join(target, basename(resolve(functionsDir))) : target);
	info(`Copied the functions folder: ${basename(resolve(functionsDir))}`);
	return true;
};

const copyFromCheckout = async ({documentDir}: FunctionSources, path: GitPath, {target}: Request): Promise<string | undefined> => {
	const checkout = await findCheckout(documentDir);
	if (checkout?.repository !== `${path.owner}/${path.repo}`.toLowerCase()) {
		return undefined;
	}

	for (const inside of path.paths) {
		const from = join(checkout.root, inside);
		if (isInside(checkout.root, from) && await exists(from) && await isFile(from) === path.isFile) {
			await copyFiles(from, path.isFile ? target : join(target, `${path.owner}-${path.repo}-checkout`, inside));
			return inside;
		}
	}

	return undefined;
};

const writeFetched = async (path: GitPath, options: FetchFunctions, {target, signal}: Request): Promise<void> => {
	for (const file of await fetchFromGithub(path, options, signal)) {
		const place = join(target, file.path);
		await mkdir(dirname(place), {recursive: true});
		await writeFile(place, file.bytes);
	}
};

const installGitPath = async (sources: FunctionSources, text: string, request: Request): Promise<void> => {
	const path = parseGitPath(text);
	if (path === undefined) {
		throw new Error(`invalid github path (check FunctionGitRepo of ${request.functionName}): ${text}`);
	}

	request.info(path.isFile ? `Get file: ${basename(text)}` : `Get git repo files: ${text}`);
	const copied = await copyFromCheckout(sources, path, request);
	if (copied !== undefined) {
		request.info(`Copied from the checkout around the document: ${copied || '.'}`);
		return;
	}

	const {fetchFunctions = {}} = sources;
	if (fetchFunctions === false) {
		throw new Error(`Failed to fetch from GitHub: ${text} -- fetching is switched off and no checkout of ${path.owner}/${path.repo} surrounds the document`);
	}

	try {
		await writeFetched(path, fetchFunctions, request);
	} catch (error) {
		request.signal.throwIfAborted();
		throw new Error(`Failed to fetch from GitHub: ${text} -- ${describeFetchFailure(error)}`, {cause: error});
	}

	request.info(`Successfully fetched from GitHub: ${text}`);
};

/**
Puts a function's files into the run's own functions folder, from the first place that has them.

Places in order: `FunctionLocalFile`, the functions folder, a checkout of the repository around the document, GitHub.
*/
export const installFunctionFiles = async (sources: FunctionSources, request: Request): Promise<void> => {
	await mkdir(request.target, {recursive: true});
	if (request.localFiles.length > 0) {
		await copyLocalFiles(sources, request);
		return;
	}

	if (await copyFromFunctionsDir(sources, request)) {
		return;
	}

	for (const path of request.gitPaths) {
		await installGitPath(sources, path, request);
	}
};
