import {isUtf8} from 'node:buffer';
import {readFile, realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {isInside, listFiles} from '../../clouds/local/executor/function-files/copy-files.js';
import {findCheckout} from '../../clouds/local/executor/function-files/find-checkout.js';
import {type GitPath} from '../../clouds/local/executor/function-files/git-path.js';
import {mentions} from '../../clouds/local/executor/function-files/install-function-files.js';

/** Where the files of a document may be, and nowhere else. */
export type Location = {
	readonly documentDir: string;
	/** The checkout around the document, else the document's folder. */
	readonly root: string;
	/** Lower case `owner/repo` of the checkout, when git knows it. */
	readonly repository?: string | undefined;
};

/** A file here, and the path that it has in the repository. */
export type FoundFile = {readonly file: string; readonly path: string};

/** Functions are small; data belongs into the bucket. */
const maxFileBytes = 1_000_000;

export const findLocation = async (documentDir: string): Promise<Location> => {
	const checkout = await findCheckout(documentDir);
	return {documentDir, root: checkout?.root ?? documentDir, repository: checkout?.repository};
};

/** The kind of what is there, links followed. */
const getKind = async (file: string): Promise<'file' | 'folder' | undefined> => {
	try {
		const status = await stat(file);
		return status.isDirectory() ? 'folder' : (status.isFile() ? 'file' : undefined);
	} catch {
		return undefined;
	}
};

/** What may be committed: sources, and nothing of a hidden folder. `.env` is neither. */
const isPublic = (name: string): boolean => /\.(?:py|r|jl)$/iu.test(name) && !name.split('/').some(part => part.startsWith('.'));

const toSlashes = (name: string): string => name.split(path.sep).join('/');

/** Path of a file of the checkout or the document's folder as git has it. */
export const getPathInside = ({root}: Location, file: string): string => toSlashes(path.relative(root, file));

const isCheckoutOf = ({repository}: Location, {owner, repo}: GitPath): boolean => repository === undefined || repository === `${owner}/${repo}`.toLowerCase();

/**
The text of a file that is to be committed.

@throws Error whose message says why it is not: it is outside of the checkout or the document's folder (links followed), too large, or no text.
*/
export const readSource = async (file: string, {root}: Location): Promise<string> => {
	if (!isInside(await realpath(root), await realpath(file))) {
		throw new Error('it lies, or is a link, outside of the folder');
	}

	const {size} = await stat(file);
	if (size > maxFileBytes) {
		throw new Error(`it has more than ${maxFileBytes / 1_000_000} MB`);
	}

	const bytes = await readFile(file);
	if (!isUtf8(bytes)) {
		throw new Error('it is not UTF-8 text');
	}

	return bytes.toString();
};

/** One file, from the first place where a local run finds it: `FunctionLocalFile`, the folder `functions`, the checkout. */
const findFile = async (location: Location, gitPath: GitPath, localFiles: readonly string[]): Promise<readonly FoundFile[]> => {
	const [inside = ''] = gitPath.paths;
	const name = path.posix.basename(inside);
	const files = [
		...localFiles.filter(file => path.basename(file) === name).map(file => path.resolve(location.documentDir, file)),
		path.join(location.documentDir, 'functions', name),
		...isCheckoutOf(location, gitPath) ? [path.join(location.root, inside)] : [],
	];
	for (const file of files) {
		if (isPublic(inside) && await getKind(file) === 'file') {
			return [{file, path: inside}];
		}
	}

	return [];
};

const listSources = async (folder: string, inside: string): Promise<readonly FoundFile[]> => {
	const root = await realpath(folder);
	const files = await listFiles(folder);
	return files.map(file => ({file, name: toSlashes(path.relative(root, file))}))
		.filter(({name}) => isPublic(name))
		.map(({file, name}) => ({file, path: path.posix.join(inside, name)}));
};

/** The sources of a folder, or of the whole repository. */
const findFolder = async (location: Location, gitPath: GitPath, {functionName, localFiles}: Wanted): Promise<readonly FoundFile[]> => {
	const {documentDir, root} = location;
	const [first = ''] = gitPath.paths;
	if (localFiles.length > 0) {
		return localFiles.filter(file => isPublic(path.basename(file))).map(file => ({file: path.resolve(documentDir, file), path: path.posix.join(first, path.basename(file))}));
	}

	const functionsDir = path.join(documentDir, 'functions');
	if (await getKind(functionsDir) === 'folder' && isInside(await realpath(root), await realpath(functionsDir)) && await mentions(functionsDir, functionName)) {
		return listSources(functionsDir, first === '' ? getPathInside(location, functionsDir) : first);
	}

	for (const inside of isCheckoutOf(location, gitPath) ? gitPath.paths : []) {
		const folder = path.join(root, inside);
		// Without a checkout the document may lie among anything.
		if (await getKind(folder) === 'folder' && (inside !== '' || location.repository !== undefined) && isInside(await realpath(root), await realpath(folder))) {
			return listSources(folder, inside);
		}
	}

	return [];
};

type Wanted = {
	readonly functionName: string;
	/** `FunctionLocalFile[FunctionName]`. */
	readonly localFiles: readonly string[];
};

/** The files here that an entry of `FunctionGitRepo` names, as a local run finds them; none when there is nothing. */
export const findHere = async (location: Location, gitPath: GitPath, wanted: Wanted): Promise<readonly FoundFile[]> =>
	gitPath.isFile ? findFile(location, gitPath, wanted.localFiles) : findFolder(location, gitPath, wanted);
