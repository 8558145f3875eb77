import {Buffer} from 'node:buffer';
import {FaasrTuiError, isFaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {describeRepository} from '../dispatch-target.js';
import {type GithubResponse, type SendRequest} from '../github-request.js';
import {readText} from '../read-answer.js';
import {type BranchState} from './inspect-branch.js';
import {isForbidden} from './is-forbidden.js';
import {describeBranch, type BranchPlan, type SourceFile} from './registration-plan.js';

type Write = (route: string, parameters: Readonly<Record<string, unknown>>, accept?: readonly number[]) => Promise<GithubResponse>;

const describeData = ({data}: GithubResponse): string =>
	typeof data === 'object' && data !== null && 'message' in data ? String(data.message) : '';

/** What a token without the right to write workflow files is told: by GitHub in several ways, by us in one. */
export const createScopeError = (plan: BranchPlan): FaasrTuiError =>
	new FaasrTuiError(`The token may not write workflow files in ${describeRepository(plan)}.`, {
		code: 'credentials',
		hint: 'Give it the scope workflow besides repo, or Contents: write and Workflows: write as a fine-grained token.',
	});

const createMovedError = (plan: BranchPlan): FaasrTuiError =>
	new FaasrTuiError(`Somebody else changed ${describeBranch(plan)} meanwhile; their change is kept and nothing of this registration was written.`, {
		code: 'unreachable',
		hint: 'Run the same command again: it reads the branch again.',
	});

const createProtectedError = (plan: BranchPlan, response: GithubResponse): FaasrTuiError =>
	new FaasrTuiError(`GitHub refused the commit on ${describeBranch(plan)} (${response.status} ${describeData(response).replaceAll(/\s+/g, ' ')}).`, {
		code: 'unreachable',
		hint: 'A protected branch accepts no direct commits: allow this account to push, or name another Branch in the document.',
	});

/** One write after the other and each once: GitHub's Git Data API does not take them in parallel. */
const createWrite = (send: SendRequest, plan: BranchPlan, signal: AbortSignal | undefined): Write => async (route, parameters, accept = []) => {
	try {
		const response = await send({
			route: route.replace('/', '/repos/{owner}/{repo}/'),
			parameters: {owner: plan.owner, repo: plan.repo, ...parameters},
			purpose: `commit the files to ${describeBranch(plan)}`,
			accept: [404, ...accept],
		}, signal);
		if (response.status !== 404) {
			return response;
		}
	} catch (error) {
		if (!isForbidden(error) || /protected branch/i.test(error.message)) {
			throw error;
		}
	}

	// The repository was readable a moment ago: a 404 now, like a 403, is about what the token may write.
	throw createScopeError(plan);
};

const explainRefusal = (plan: BranchPlan, response: GithubResponse): FaasrTuiError => {
	const said = describeData(response);
	if (/workflow.*scope/i.test(said)) {
		return createScopeError(plan);
	}

	return response.status === 409 || /fast forward|sha.*wasn't supplied/i.test(said) ? createMovedError(plan) : createProtectedError(plan, response);
};

const readHead = async (send: SendRequest, {owner, repo, branch}: BranchPlan, signal: AbortSignal | undefined): Promise<string> => {
	const {data} = await send({
		route: 'GET /repos/{owner}/{repo}/git/ref/{ref}', parameters: {owner, repo, ref: `heads/${branch}`}, purpose: `read the branch ${branch} of ${owner}/${repo}`,
	}, signal);
	return readText(data, ['object', 'sha']);
};

/** Moves the branch to the new commit. When the answer is lost, the branch itself tells whether it moved. */
const moveBranch = async (send: SendRequest, write: Write, plan: BranchPlan, {sha, signal}: {readonly sha: string; readonly signal?: AbortSignal | undefined}): Promise<void> => {
	let response: GithubResponse;
	try {
		response = await write('PATCH /git/refs/{ref}', {ref: `heads/${plan.branch}`, sha, force: false}, [409, 422]);
	} catch (error) {
		if (!isFaasrTuiError(error) || error.code !== 'unreachable' || await readHead(send, plan, signal) !== sha) {
			throw error;
		}

		return;
	}

	if (response.status === 409 || response.status === 422) {
		throw explainRefusal(plan, response);
	}
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `2 workflow files, 1 source file`. */
const describeFiles = (workflowFiles: number, sources: number): string => [
	...workflowFiles > 0 ? [count(workflowFiles, 'workflow file')] : [],
	...sources > 0 ? [count(sources, 'source file')] : [],
].join(', ');

type Head = {readonly headSha: string; readonly treeSha: string};

/** GitHub takes no git data into a repository without a commit; the contents API makes the first one, and with it the branch. */
const commitFirst = async (write: Write, plan: BranchPlan, {path, content}: SourceFile, message: string): Promise<Head> => {
	const response = await write('PUT /contents/{path}', {
		path, message, content: Buffer.from(content).toString('base64'), branch: plan.branch,
	}, [409, 422]);
	if (response.status === 409 || response.status === 422) {
		throw explainRefusal(plan, response);
	}

	return {headSha: readText(response.data, ['commit', 'sha']), treeSha: readText(response.data, ['commit', 'tree', 'sha'])};
};

type Commit = {readonly files: readonly SourceFile[]; readonly message: string; readonly signal: AbortSignal | undefined};

const commitOnto = async (send: SendRequest, write: Write, plan: BranchPlan, {headSha, treeSha, files, message, signal}: Head & Commit): Promise<string> => {
	const tree = await write('POST /git/trees', {
		base_tree: treeSha,
		tree: files.map(({path, content}) => ({path, mode: '100644', type: 'blob', content})),
	});
	const commit = await write('POST /git/commits', {message, tree: readText(tree.data, ['sha']), parents: [headSha]});
	const sha = readText(commit.data, ['sha']);
	await moveBranch(send, write, plan, {sha, signal});
	return sha;
};

/**
Writes the created and updated files of a branch in one commit, whose sha it gives; nothing when all are unchanged.

In a repository without a commit the first file is a commit of its own.
*/
export const commitFiles = async (send: SendRequest, state: BranchState, workflowName: string, signal?: AbortSignal): Promise<string | undefined> => {
	const {plan, base} = state;
	const workflowFiles = state.files.filter(({change}) => change !== 'unchanged');
	const sources = state.sources.filter(({change}) => change !== 'unchanged');
	const files: readonly SourceFile[] = [...sources, ...workflowFiles];
	const [first, ...others] = files;
	if (first === undefined) {
		return undefined;
	}

	if (state.lacksWorkflowScope && workflowFiles.length > 0) {
		throw createScopeError(plan);
	}

	const write = createWrite(send, plan, signal);
	const message = `Register ${workflowName}: ${describeFiles(workflowFiles.length, sources.length)}`;
	if (base.kind === 'commit') {
		return commitOnto(send, write, plan, {...base, files, message, signal});
	}

	const head = await commitFirst(write, plan, first, `Add ${first.path}`);
	return others.length === 0 ? head.headSha : commitOnto(send, write, plan, {...head, files: others, message, signal});
};
