import {posix} from 'node:path';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {describeRepository} from '../dispatch-target.js';
import {type GithubResponse, type SendRequest} from '../github-request.js';
import {isDenied, readList, readText} from '../read-answer.js';
import {getBlobSha} from './blob-sha.js';
import {type JobSecret} from './job-secrets.js';
import {describeBranch, type BranchPlan, type PlannedFile, type SourceFile} from './registration-plan.js';

/** What becomes of a file; `write` where nobody knows what is there. */
export type FileChange = 'create' | 'update' | 'unchanged' | 'write';

/** Where a branch stands before the commit of ours. */
export type BranchBase =
	/** The commit that was looked at; a later one makes the commit of ours fail. */
	| {readonly kind: 'commit'; readonly headSha: string; readonly treeSha: string}
	/** A repository without a commit. */
	| {readonly kind: 'empty'}
	/** No repository: it is to be created. */
	| {readonly kind: 'missing'}
	/** GitHub was not asked. */
	| {readonly kind: 'unknown'};

/** A planned branch beside what is there. */
export type BranchState = {
	readonly plan: BranchPlan;
	readonly defaultBranch: string;
	readonly base: BranchBase;
	readonly files: ReadonlyArray<PlannedFile & {readonly change: FileChange}>;
	/** The document and the functions. */
	readonly sources: ReadonlyArray<SourceFile & {readonly change: FileChange}>;
	/** What the repository's secret store lacks; `undefined` when the token may not list its names. */
	readonly missingSecrets: readonly JobSecret[] | undefined;
	/** True when the token says that it may not write workflow files. */
	readonly lacksWorkflowScope: boolean;
};

type Ask = (route: string, purpose: string, parameters?: Readonly<Record<string, unknown>>, accept?: readonly number[]) => Promise<GithubResponse>;

const createAsk = (send: SendRequest, plan: BranchPlan, signal: AbortSignal | undefined): Ask => {
	const repository = {owner: plan.owner, repo: plan.repo};
	return async (route, purpose, parameters = {}, accept = []) => send({
		route: `GET /repos/{owner}/{repo}${route}`,
		parameters: {...repository, ...parameters},
		purpose,
		notFound: {
			message: `GitHub shows no repository ${describeRepository(repository)}, or the token may not see it.`,
			hint: `Check UserName and ActionRepoName of ComputeServers.${plan.servers.join(', ')}, and give the token access to the repository (scope repo); if there is none yet, add --create.`,
		},
		accept,
	}, signal);
};

/** Only classic tokens list their scopes; others are found out when they write. */
const lacksScope = ({headers}: GithubResponse, scope: string): boolean => {
	const scopes = String(headers['x-oauth-scopes'] ?? '').split(',').map(text => text.trim()).filter(text => text !== '');
	return scopes.length > 0 && !scopes.includes(scope);
};

type RepositoryState = Pick<BranchState, 'defaultBranch' | 'lacksWorkflowScope'> & {readonly isMissing: boolean};

const readRepository = async (ask: Ask, plan: BranchPlan, canCreate: boolean): Promise<RepositoryState> => {
	const answer = await ask('', `read the repository ${describeRepository(plan)}`, {}, canCreate ? [404] : []);
	const lacksWorkflowScope = lacksScope(answer, 'workflow');
	if (answer.status === 404) {
		return {defaultBranch: plan.branch, lacksWorkflowScope, isMissing: true};
	}

	if (isDenied(answer.data, ['permissions', 'push'])) {
		throw new FaasrTuiError(`The token may read ${describeRepository(plan)} but not write to it.`, {
			code: 'credentials',
			hint: 'Use a token of an account that may push there, with the scopes repo and workflow.',
		});
	}

	return {defaultBranch: readText(answer.data, ['default_branch']), lacksWorkflowScope, isMissing: false};
};

/** The branch's last commit; `undefined` in a repository without one. */
const readHead = async (ask: Ask, plan: BranchPlan): Promise<string | undefined> => {
	const {status, data} = await ask('/git/ref/{ref}', `read the branch ${describeBranch(plan)}`, {ref: `heads/${plan.branch}`}, [404, 409]);
	if (status === 409) {
		return undefined;
	}

	if (status === 404) {
		throw new FaasrTuiError(`The repository ${describeRepository(plan)} has no branch ${plan.branch}.`, {
			code: 'credentials',
			hint: `Create it, or correct Branch of ComputeServers.${plan.servers.join(', ')}.`,
		});
	}

	return readText(data, ['object', 'sha']);
};

type TreeEntries = ReadonlyMap<string, {readonly sha: string; readonly isFolder: boolean}>;

/** The blobs and folders of one tree, by name. */
const readTree = async (ask: Ask, plan: BranchPlan, sha: string): Promise<TreeEntries> => {
	const {data} = await ask('/git/trees/{tree_sha}', `list the files of ${describeBranch(plan)}`, {tree_sha: sha});
	return new Map(readList(data, ['tree']).map(entry => [readText(entry, ['path']), {sha: readText(entry, ['sha']), isFolder: readText(entry, ['type']) === 'tree'}]));
};

/** Finds the blobs of a tree by path. Walks down folder by folder, each read once: a list of the whole repository may be cut short. */
const createFinder = (ask: Ask, plan: BranchPlan, treeSha: string): ((path: string) => Promise<string | undefined>) => {
	const folders = new Map<string, TreeEntries>();
	const open = async (folder: string): Promise<TreeEntries> => {
		const known = folders.get(folder);
		if (known) {
			return known;
		}

		const entries = await load(folder);
		folders.set(folder, entries);
		return entries;
	};

	const load = async (folder: string): Promise<TreeEntries> => {
		if (folder === '.') {
			return readTree(ask, plan, treeSha);
		}

		const parent = await open(posix.dirname(folder));
		const entry = parent.get(posix.basename(folder));
		return entry?.isFolder === true ? readTree(ask, plan, entry.sha) : new Map();
	};

	return async path => {
		const entries = await open(posix.dirname(path));
		return entries.get(posix.basename(path))?.sha;
	};
};

const listNames = async (ask: Ask, plan: BranchPlan, route: string): Promise<readonly string[] | undefined> => {
	const {status, data} = await ask(`/actions/${route}`, `list the secrets of ${describeRepository(plan)}`, {per_page: 100}, [403, 404]);
	return status === 200 ? readList(data, ['secrets']).map(secret => readText(secret, ['name']).toUpperCase()) : undefined;
};

/** Only names: GitHub never gives a value back. An organization's secrets serve its repositories, too. */
const findMissingSecrets = async (ask: Ask, plan: BranchPlan): Promise<readonly JobSecret[] | undefined> => {
	const own = await listNames(ask, plan, 'secrets');
	if (own === undefined) {
		return undefined;
	}

	const isMissing = (names: readonly string[]) => ({name}: JobSecret): boolean => !names.includes(name.toUpperCase());
	const missing = plan.secrets.filter(isMissing(own));
	return missing.length === 0 ? [] : missing.filter(isMissing(await listNames(ask, plan, 'organization-secrets') ?? []));
};

/** Files beside what is on the branch. */
const compare = async <File extends SourceFile>(files: readonly File[], find: (path: string) => Promise<string | undefined>): Promise<ReadonlyArray<File & {readonly change: FileChange}>> => {
	const compared: Array<File & {readonly change: FileChange}> = [];
	for (const file of files) {
		const sha = await find(file.path);
		const change = sha === getBlobSha(file.content) ? 'unchanged' : 'update';
		compared.push({...file, change: sha === undefined ? 'create' : change});
	}

	return compared;
};

/** Every file alike. */
const markFiles = ({files, sources}: BranchPlan, change: FileChange): Pick<BranchState, 'files' | 'sources'> => ({
	files: files.map(file => ({...file, change})), sources: sources.map(file => ({...file, change})),
});

/** Compares a planned branch with the real one; `canCreate` takes a repository that is not there for one to create. Reads only. */
export const inspectBranch = async (send: SendRequest, plan: BranchPlan, {canCreate, signal}: {readonly canCreate: boolean; readonly signal?: AbortSignal}): Promise<BranchState> => {
	const ask = createAsk(send, plan, signal);
	const {isMissing, ...repository} = await readRepository(ask, plan, canCreate);
	if (isMissing) {
		return {plan, ...repository, base: {kind: 'missing'}, ...markFiles(plan, 'create'), missingSecrets: plan.secrets};
	}

	const headSha = await readHead(ask, plan);
	if (headSha === undefined) {
		// As after a push, the first branch becomes the default one.
		return {plan, ...repository, defaultBranch: plan.branch, base: {kind: 'empty'}, ...markFiles(plan, 'create'), missingSecrets: await findMissingSecrets(ask, plan)};
	}

	const commit = await ask('/git/commits/{commit_sha}', `read the last commit of ${describeBranch(plan)}`, {commit_sha: headSha});
	const treeSha = readText(commit.data, ['tree', 'sha']);
	const find = createFinder(ask, plan, treeSha);
	return {
		plan,
		...repository,
		base: {kind: 'commit', headSha, treeSha},
		files: await compare(plan.files, find),
		sources: await compare(plan.sources, find),
		missingSecrets: await findMissingSecrets(ask, plan),
	};
};

/** A planned branch of which GitHub was not asked. */
export const assumeBranch = (plan: BranchPlan): BranchState => ({
	plan, defaultBranch: plan.branch, base: {kind: 'unknown'}, ...markFiles(plan, 'write'), missingSecrets: undefined, lacksWorkflowScope: false,
});
