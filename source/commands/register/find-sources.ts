import {realpathSync} from 'node:fs';
import path from 'node:path';
import {type GitPath, parseGitPath} from '../../clouds/local/executor/function-files/git-path.js';
import {isInside} from '../../clouds/local/executor/function-files/copy-files.js';
import {describeRepository, getRepositories} from '../../clouds/github/dispatch-target.js';
import {type BranchPlan, describeBranch, type RegistrationPlan, type SourceFile} from '../../clouds/github/register/registration-plan.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {getOwn} from '../../core/workflow/json/json-object.js';
import {findPossibleCredentials, hasToken} from '../../core/workflow/lint/find-credentials.js';
import {quoteName} from '../../core/workflow/quote-name.js';
import {describePlaceFirst} from '../../core/workflow/schema/describe-place.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {getDocumentLocation} from '../../run/preflight/payload-url.js';
import {
	findHere, findLocation, type FoundFile, getPathInside, type Location, readSource,
} from './local-sources.js';

/** A document whose files are looked for. */
export type SourceOptions = {
	readonly document: WorkflowDocument;
	readonly text: string;
	/** Absolute path of the document. */
	readonly file: string;
	/** `GITHUB_REPOSITORY`, from which actions fetch the document. @default the repository that runs the entry action */
	readonly repository: string | undefined;
};

/** What goes to which branch, and what does not go anywhere and why. */
type Found = {
	readonly files: ReadonlyArray<{readonly branch: BranchPlan; readonly source: SourceFile}>;
	/** Paths of which nothing is here. */
	readonly absent: readonly string[];
	readonly warnings: readonly string[];
};

const nothing: Found = {files: [], absent: [], warnings: []};

const merge = (all: readonly Found[]): Found => ({
	files: all.flatMap(({files}) => files), absent: all.flatMap(({absent}) => absent), warnings: all.flatMap(({warnings}) => warnings),
});

const withoutFiles = 'Add --only-workflow-files to register without the document and the functions.';

/** Whoever may read the repository could use it. */
const requireNoCredentials = (name: string, document: WorkflowDocument): void => {
	const [first] = findPossibleCredentials(document);
	if (first !== undefined) {
		throw new FaasrTuiError(`${name} is not committed, for it has a credential in it: ${describePlaceFirst(first)}. Nothing was written.`, {
			code: 'document-invalid', hint: `Take it out; the environment and the secret store (--secrets) are the place for it. ${withoutFiles}`,
		});
	}
};

const isLinkOut = (file: string, root: string): boolean => {
	try {
		return !isInside(realpathSync(root), realpathSync(file));
	} catch {
		return false;
	}
};

/** The repository from which the actions fetch the document. */
const getDocumentRepository = ({document, repository}: SourceOptions): string | undefined => {
	if (repository !== undefined && repository !== '') {
		return repository;
	}

	const entry = document.ActionList[document.FunctionInvoke];
	const [first] = entry === undefined ? [] : getRepositories({...document, ActionList: {entry}});
	return first && describeRepository(first);
};

const locateDocument = (branches: readonly BranchPlan[], options: SourceOptions, location: Location): Found => {
	const {document, file, text} = options;
	const repository = getDocumentRepository(options);
	if (repository === undefined) {
		return {...nothing, warnings: ['The document is not committed: set GITHUB_REPOSITORY to the repository from which the actions shall fetch it.']};
	}

	const {ref, path: inside, ...names} = getDocumentLocation(document, repository, file);
	const wanted = describeBranch({...names, branch: ref});
	const branch = branches.find(plan => plan.branch === ref && describeRepository(plan).toLowerCase() === describeRepository(names).toLowerCase());
	if (branch === undefined) {
		return {...nothing, warnings: [`The document is not committed: the actions fetch it from ${wanted}, where none of them is registered. Push it there.`]};
	}

	if (isLinkOut(file, location.root)) {
		return {...nothing, warnings: [`The document is not committed: ${path.basename(file)} is a link out of the folder.`]};
	}

	requireNoCredentials(path.basename(file), document);
	return {...nothing, files: [{branch, source: {path: inside, content: text}}]};
};

/** Where FaaSr looks for it: a file on the branch that is named, a folder on the default branch. */
const chooseBranch = (own: readonly BranchPlan[], {isFile, ref}: GitPath): BranchPlan | undefined =>
	isFile && ref !== undefined ? own.find(({branch}) => branch === ref) : own[0];

const read = async ({file, path: inside}: FoundFile, location: Location): Promise<SourceFile> => {
	const content = await readSource(file, location);
	const origin = getPathInside(location, file);
	if (hasToken(content)) {
		throw new FaasrTuiError(`${origin} is not committed, for it has a credential in it. Nothing was written.`, {code: 'document-invalid', hint: `Take it out. ${withoutFiles}`});
	}

	return {path: inside, content, ...(origin !== inside && {origin})};
};

const readAll = async (found: readonly FoundFile[], location: Location, branch: BranchPlan): Promise<Found> => {
	const files: Array<{readonly branch: BranchPlan; readonly source: SourceFile}> = [];
	const warnings: string[] = [];
	for (const each of found) {
		try {
			files.push({branch, source: await read(each, location)});
		} catch (error) {
			if (error instanceof FaasrTuiError) {
				throw error;
			}

			warnings.push(`${each.path} is not committed: ${(error as Error).message}.`);
		}
	}

	return {files, absent: [], warnings};
};

const findFunction = async (branches: readonly BranchPlan[], location: Location, {functionName, localFiles, text}: {readonly functionName: string; readonly localFiles: readonly string[]; readonly text: string}): Promise<Found> => {
	const gitPath = parseGitPath(text);
	const own = gitPath === undefined ? [] : branches.filter(plan => describeRepository(plan).toLowerCase() === describeRepository(gitPath).toLowerCase());
	if (gitPath === undefined || own.length === 0) {
		return nothing;
	}

	const branch = chooseBranch(own, gitPath);
	if (branch === undefined) {
		return {...nothing, warnings: [`FunctionGitRepo of ${quoteName(functionName)} names the branch ${quoteName(gitPath.ref ?? '')} of ${describeRepository(gitPath)}, where no action is registered, so the file is not committed.`]};
	}

	try {
		const found = await findHere(location, gitPath, {functionName, localFiles});
		return found.length === 0 ? {...nothing, absent: [gitPath.paths[0] === '' ? text : gitPath.paths[0] ?? text]} : await readAll(found, location, branch);
	} catch (error) {
		if (error instanceof FaasrTuiError) {
			throw error;
		}

		return {...nothing, warnings: [`The files of ${quoteName(functionName)} are not committed: ${(error as Error).message}. Push them with git.`]};
	}
};

const toList = (value: string | readonly string[] | undefined): readonly string[] => value === undefined ? [] : [value].flat();

const findFunctions = async (branches: readonly BranchPlan[], {document}: SourceOptions, location: Location): Promise<Found> => {
	const found: Found[] = [];
	for (const functionName of new Set(Object.values(document.ActionList).map(action => action.FunctionName))) {
		const localFiles = toList(getOwn(document.FunctionLocalFile, functionName));
		for (const text of toList(getOwn(document.FunctionGitRepo, functionName))) {
			found.push(await findFunction(branches, location, {functionName, localFiles, text}));
		}
	}

	return merge(found);
};

/**
Adds to a plan the document and, of its functions, the files here that belong to a branch of the plan.

Of a function's folder its sources alone: no data, no hidden file, nothing outside of the checkout or the document's folder.

@throws FaasrTuiError with code `document-invalid` when one of them has a credential in it.
*/
export const addSources = async (plan: RegistrationPlan, options: SourceOptions): Promise<RegistrationPlan> => {
	if (plan.branches.length === 0) {
		return plan;
	}

	const location = await findLocation(path.dirname(options.file));
	const {files, absent, warnings} = merge([locateDocument(plan.branches, options, location), await findFunctions(plan.branches, options, location)]);
	const kept = [...new Set(absent)];
	return {
		...plan,
		branches: plan.branches.map(branch => {
			const sources = files.filter(each => each.branch === branch).map(({source}) => source);
			// Of two that want the same path the first stays.
			return {...branch, sources: [...new Map(sources.toReversed().map(source => [source.path, source])).values()].toReversed()};
		}),
		warnings: [
			...plan.warnings,
			...new Set(warnings),
			...kept.length === 0 ? [] : [`Not found here, so the branch keeps what it has: ${kept.join(', ')}.`],
		],
	};
};
