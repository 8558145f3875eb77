import {Buffer} from 'node:buffer';
import {Octokit} from '@octokit/rest';
import {type Repository} from '../../../source/clouds/local/actions-api/repository.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {startGithubApi, type GithubApiOptions} from '../github/start-github-api.js';
import {makeFolder} from '../make-folder.js';
import {waitUntil} from '../processes.js';
import {createGatedActions} from './gated-actions.js';

export const token = 'a-random-token';
export const payloadUrl = 'local/local/main/flow.json';

/** A repository in which the actions start, middle and end of the workflow `flow` are registered. */
export const repository: Repository = {
	id: 1,
	owner: 'local',
	name: 'local',
	defaultBranch: 'main',
	branches: ['main', 'dev'],
	workflows: ['start', 'middle', 'end'].map((action, index) => ({
		id: index + 1, name: `flow-${action}`, path: `.github/workflows/flow-${action}.yml`, action,
	})),
	files: new Map([
		['flow.json', Buffer.from('{"WorkflowName": "flow"}')],
		['folder/données.txt', Buffer.from('é'.repeat(100))],
	]),
};

export const otherRepository: Repository = {
	...repository, id: 2, owner: 'else', name: 'where', workflows: [repository.workflows[0]!],
};

type Test = {readonly testdir: () => string; readonly teardown: (close: () => Promise<void>) => void};

/** Starts the stand-in for GitHub over gated actions and a clock that stands still, with Octokit as its client. */
export const startTestApi = async (t: Test, options: Partial<GithubApiOptions> = {}) => {
	const clock = createVirtualClock(Date.parse('2026-03-01T12:00:00Z'));
	const actions = createGatedActions();
	const dataDir = options.dataDir ?? makeFolder(t);
	const api = await startGithubApi({
		repositories: [repository, otherRepository],
		token,
		runAction: actions.runAction,
		getEnv: action => ({S3_AccessKey: 'key', ACTION: action}),
		dataDir,
		clock,
		parallelism: 16,
		...options,
	});
	t.teardown(api.close);
	const quiet = () => undefined;
	const octokit = new Octokit({
		auth: token,
		baseUrl: api.apiUrl,
		log: {
			debug: quiet, info: quiet, warn: quiet, error: quiet,
		},
	});
	return {
		api, clock, actions, octokit, dataDir,
	};
};

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

export const here = {owner: 'local', repo: 'local'};

export const createInputs = (action: string, id = 'id-1', rank?: number) => ({
	OVERWRITTEN: JSON.stringify({
		FunctionInvoke: action, InvocationID: id, InvocationTimestamp: '2026-03-01T12-00-00', ...(rank !== undefined && {FunctionRank: rank}),
	}),
	PAYLOAD_URL: payloadUrl,
});

/** Dispatches an action and gives the id of its run. */
export const dispatch = async ({octokit}: TestApi, action = 'start', id?: string, rank?: number): Promise<number> => {
	const {data} = await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
		...here, workflow_id: `flow-${action}.yml`, ref: 'main', inputs: createInputs(action, id, rank), return_run_details: true,
	}) as unknown as {data: {workflow_run_id: number}};
	return data.workflow_run_id;
};

/** Asks for a run until it has ended. */
export const waitUntilCompleted = async ({octokit}: TestApi, runId: number) => {
	const getRun = async () => {
		const {data} = await octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
		return data;
	};

	let run = await getRun();
	await waitUntil(async () => {
		run = await getRun();
		return run.status === 'completed';
	}, () => run);
	return run;
};

/** The status with which a request is refused. */
export const getRefusal = async (request: Promise<unknown>): Promise<{status: number; message: string}> => {
	try {
		await request;
	} catch (error) {
		const {status, response} = error as {status: number; response?: {data: {message: string}}};
		return {status, message: response?.data.message ?? ''};
	}

	return {status: 200, message: ''};
};
