import {Buffer} from 'node:buffer';
import {getRepository} from '../../../source/clouds/local/actions-api/api-context.js';
import {ApiError, createNotFound} from '../../../source/clouds/local/actions-api/api-error.js';
import {getFullName, type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {type ApiRequest, type Route} from '../../../source/clouds/local/actions-api/route.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type Faults} from './faults.js';
import {type GitCommit, type TreeEntry} from './git-objects.js';
import {type GitStore} from './git-store.js';

type Body = Readonly<Record<string, unknown>>;

type Place = {
	readonly repository: Repository;
	readonly git: GitStore;
	readonly url: string;
	readonly clock: Clock;
	readonly canWriteWorkflows: boolean;
};

/** Above what the workflow files of the largest known document (303 actions) need. */
const maxBodyBytes = 16 * 1024 * 1024;

const workflowFolder = '.github/workflows/';

const readBody = async (request: ApiRequest): Promise<Body> => {
	const body = await request.readJson(maxBodyBytes);
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new ApiError(400, 'Body should be a JSON object');
	}

	return body as Body;
};

const createInvalid = (what: string): ApiError => new ApiError(422, `Invalid request.\n\n${what}`);

const renderCommit = ({sha, tree, parents, message, author, at}: GitCommit, url: string) => {
	const who = {name: author, email: `${author}@users.noreply.github.com`, date: `${new Date(at).toISOString().slice(0, 19)}Z`};
	return {
		sha,
		url: `${url}/commits/${sha}`,
		author: who,
		committer: who,
		message,
		tree: {sha: tree, url: `${url}/trees/${tree}`},
		parents: parents.map(parent => ({sha: parent, url: `${url}/commits/${parent}`})),
	};
};

const renderRef = (branch: string, sha: string, url: string) => ({
	ref: `refs/heads/${branch}`,
	url: `${url}/refs/heads/${branch}`,
	object: {type: 'commit', sha, url: `${url}/commits/${sha}`},
});

const renderTreeEntry = ({git, url}: Place, {name, mode, type, sha}: TreeEntry) => ({
	path: name, mode, type, sha, ...(type === 'blob' && {size: git.getBlob(sha)?.length ?? 0}), url: `${url}/${type}s/${sha}`,
});

const getBranchName = ({params}: ApiRequest): string => {
	const ref = params['ref'] ?? '';
	if (!ref.startsWith('heads/')) {
		throw createNotFound();
	}

	return ref.slice('heads/'.length);
};

const getTree = (request: ApiRequest, place: Place): Reply => {
	const {git, url} = place;
	const sha = git.getCommit(git.getHead(request.params['tree'] ?? '') ?? request.params['tree'] ?? '')?.tree ?? request.params['tree'] ?? '';
	const entries = git.getTree(sha);
	if (!entries) {
		throw createNotFound();
	}

	const tree = request.url.searchParams.has('recursive')
		? [...git.listFiles(sha)].map(([path, blob]) => renderTreeEntry(place, {name: path, mode: '100644', type: 'blob', sha: blob}))
		: entries.map(entry => renderTreeEntry(place, entry));
	return {status: 200, json: {sha, url: `${url}/trees/${sha}`, tree, truncated: false}};
};

/** What git lets no path go through: out of the tree, or into its own folder. */
const forbiddenParts: ReadonlySet<string> = new Set(['', '.', '..', '.git']);

/** A file of the new tree: its path, and its blob's name or `undefined` when it is to go. */
const readTreeChange = (git: GitStore, raw: unknown): readonly [path: string, sha: string | undefined] => {
	const {path, sha, content} = (typeof raw === 'object' && raw !== null ? raw : {}) as Body;
	if (typeof path !== 'string' || path.split('/').some(part => forbiddenParts.has(part)) || path.includes('\0')) {
		throw createInvalid('tree.path contains a malformed path component');
	}

	if (sha === null) {
		return [path, undefined];
	}

	if (typeof content === 'string') {
		return [path, git.addBlob(Buffer.from(content))];
	}

	if (typeof sha !== 'string' || !git.getBlob(sha)) {
		throw new ApiError(422, 'tree.sha is not a valid blob');
	}

	return [path, sha];
};

const createTree = async (request: ApiRequest, place: Place): Promise<Reply> => {
	const {git, url, canWriteWorkflows} = place;
	const {base_tree: rawBase, tree: rawChanges} = await readBody(request);
	// GitHub takes a commit for its tree.
	const base = typeof rawBase === 'string' ? git.getCommit(rawBase)?.tree ?? rawBase : rawBase;
	if (!Array.isArray(rawChanges) || rawChanges.length === 0) {
		throw createInvalid('"tree" wasn\'t supplied.');
	}

	if (base !== undefined && (typeof base !== 'string' || !git.getTree(base))) {
		throw new ApiError(422, 'base_tree is not a valid tree oid');
	}

	const listing = new Map(base === undefined ? [] : git.listFiles(base));
	for (const [path, sha] of rawChanges.map(raw => readTreeChange(git, raw))) {
		// A token without the scope is not told that there is something it may not do.
		if (path.startsWith(workflowFolder) && !canWriteWorkflows) {
			throw createNotFound();
		}

		if (sha === undefined) {
			listing.delete(path);
		} else {
			listing.set(path, sha);
		}
	}

	const sha = git.addTree(listing);
	const entries = git.getTree(sha) ?? [];
	return {status: 201, json: {sha, url: `${url}/trees/${sha}`, tree: entries.map(entry => renderTreeEntry(place, entry)), truncated: false}};
};

const createCommit = async (request: ApiRequest, {git, url, repository, clock}: Place): Promise<Reply> => {
	const {message, tree, parents = []} = await readBody(request);
	if (typeof message !== 'string' || typeof tree !== 'string') {
		throw createInvalid('"message" and "tree" weren\'t supplied.');
	}

	if (!git.getTree(tree)) {
		throw new ApiError(422, 'Tree SHA does not exist');
	}

	if (!Array.isArray(parents) || !parents.every((sha): sha is string => typeof sha === 'string' && git.getCommit(sha) !== undefined)) {
		throw new ApiError(422, 'Parent SHA does not exist or is not a commit object');
	}

	const commit = git.addCommit({message, tree, parents, author: repository.owner, at: clock.now()});
	return {status: 201, json: renderCommit(commit, url)};
};

const updateRef = async (request: ApiRequest, {git, url}: Place): Promise<Reply> => {
	const branch = getBranchName(request);
	const {sha, force} = await readBody(request);
	const head = git.getHead(branch);
	if (head === undefined) {
		throw new ApiError(422, 'Reference does not exist');
	}

	if (typeof sha !== 'string' || !git.getCommit(sha)) {
		throw new ApiError(422, 'Object does not exist');
	}

	if (force !== true && !git.isAncestor(head, sha)) {
		throw new ApiError(422, 'Update is not a fast forward');
	}

	git.setHead(branch, sha);
	return {status: 200, json: renderRef(branch, sha, url)};
};

const getRef = (request: ApiRequest, {git, url}: Place): Reply => {
	const branch = getBranchName(request);
	const sha = git.getHead(branch);
	if (sha === undefined) {
		throw createNotFound();
	}

	return {status: 200, json: renderRef(branch, sha, url)};
};

const getCommit = ({params}: ApiRequest, {git, url}: Place): Reply => {
	const commit = git.getCommit(params['sha'] ?? '');
	if (!commit) {
		throw createNotFound();
	}

	return {status: 200, json: renderCommit(commit, url)};
};

/** The contents API: one file, one commit; in a repository without a commit, the first one, and with it the branch. */
const putContents = async (request: ApiRequest, place: Place): Promise<Reply> => {
	const {git, url, repository, clock, canWriteWorkflows} = place;
	const {message, content, branch = repository.defaultBranch, sha: known} = await readBody(request);
	const path = request.params['path'] ?? '';
	if (typeof message !== 'string' || typeof content !== 'string' || typeof branch !== 'string') {
		throw createInvalid('"message" and "content" weren\'t supplied.');
	}

	const head = git.getHead(branch);
	if (head === undefined && git.listBranches().length > 0) {
		throw new ApiError(404, `Branch ${branch} not found`);
	}

	if (path.startsWith(workflowFolder) && !canWriteWorkflows) {
		throw createNotFound();
	}

	const files = head === undefined ? new Map<string, string>() : git.listFiles(git.getCommit(head)!.tree);
	if (files.has(path) && known === undefined) {
		throw createInvalid('"sha" wasn\'t supplied.');
	}

	const [[, blob]] = [readTreeChange(git, {path, content: Buffer.from(content, 'base64').toString()})];
	const tree = git.addTree(new Map([...files, [path, blob!]]));
	const commit = git.addCommit({message, tree, parents: head === undefined ? [] : [head], author: repository.owner, at: clock.now()});
	git.setHead(branch, commit.sha);
	return {status: 201, json: {content: {path, sha: blob}, commit: renderCommit(commit, url)}};
};

type Handle = (request: ApiRequest, place: Place) => Reply | Promise<Reply>;

/** GitHub's Git Data API, as far as one commit of many files needs it. */
export const createGitRoutes = (getGit: (repository: Repository) => GitStore, {canWriteWorkflows = true}: Pick<Faults, 'canWriteWorkflows'>): readonly Route[] => {
	const createRepositoryRoute = (method: Route['method'], path: string, handle: Handle): Route => ({
		method,
		path: `/repos/:owner/:repo/${path}`,
		async handle(request, context) {
			const repository = getRepository(context, request.params);
			const url = `${context.apiUrl}/repos/${getFullName(repository)}/git`;
			return handle(request, {repository, git: getGit(repository), url, clock: context.clock, canWriteWorkflows});
		},
	});

	const createRoute = (method: Route['method'], path: string, handle: Handle): Route => createRepositoryRoute(method, `git/${path}`, async (request, place) => {
		if (place.git.listBranches().length === 0) {
			throw new ApiError(409, 'Git Repository is empty.');
		}

		return handle(request, place);
	});

	return [
		createRepositoryRoute('PUT', 'contents/*path', putContents),
		createRoute('GET', 'ref/*ref', getRef),
		createRoute('GET', 'commits/:sha', getCommit),
		createRoute('GET', 'trees/:tree', getTree),
		createRoute('POST', 'trees', createTree),
		createRoute('POST', 'commits', createCommit),
		createRoute('PATCH', 'refs/*ref', updateRef),
	];
};
