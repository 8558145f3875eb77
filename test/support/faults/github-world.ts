import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import {inspect} from 'node:util';
import {type Test} from 'tap';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {type ActionJob} from '../../../source/clouds/local/action-job.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {type Clock} from '../../../source/ports/clock.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {type RunResult} from '../../../source/run/runner/run-result.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {type Fault} from '../../faults/proxy/faults.js';
import {startFaultProxy} from '../../faults/proxy/start-fault-proxy.js';
import {here, payloadUrl, repository, startTestApi} from '../actions-api/start-test-api.js';
import {createTinyDocument} from '../core/tiny-workflow.js';
import {type GithubApiOptions} from '../github/start-github-api.js';
import {createDriver} from '../github-actions/drive-clock.js';
import {bucket} from '../s3/start-test-server.js';
import {finishLines, startLine} from '../runner/fake-cloud.js';

/** The secret of every world: it must be in nothing that is told. */
export const token = 'ghp_thecanarythecanarythecanarythecanary';

export type WorldOptions = Partial<GithubApiOptions> & {
	/** Actions whose process dies without a word on S3. */
	readonly dying?: readonly string[];
	/** How long each action takes. @default 60,000 */
	readonly workMs?: number;
	/** Seconds. @default 600 */
	readonly timeout?: number;
	/** How far our clock is ahead of GitHub's (ms). */
	readonly skewMs?: number;
	/** Address of the data store, for who checks it. */
	readonly endpoint?: string;
	readonly checkBeforeTrigger?: (apiUrl: string, workflowFile: string, document: WorkflowDocument) => Cloud['checkBeforeTrigger'];
};

type Overwritten = {readonly FunctionInvoke: string; readonly InvocationID: string; readonly InvocationTimestamp: string};

const chain = ['start', 'middle', 'end'] as const;

const createDocument = (endpoint: string): WorkflowDocument => {
	const document = createTinyDocument({start: ['middle'], middle: ['end'], end: []});
	return {
		...document,
		WorkflowName: 'flow',
		DataStores: {S3: {...document.DataStores['S3']!, Bucket: bucket, Endpoint: endpoint}},
		ComputeServers: {GH: {...document.ComputeServers['GH']!, FaaSType: 'GitHubActions', UserName: here.owner, ActionRepoName: here.repo}},
	};
};

/** What actions need, and what is there only after the API that starts them. */
type Later = {clock?: Clock; driver?: ReturnType<typeof createDriver>};

/** What FaaSr does in a container, in GitHub's order: a log, the work, the marker, the next dispatch, the end of the log. */
const createFaasr = (later: Later, {dying = [], workMs = 60_000}: WorldOptions) => {
	const store = createInMemoryBucket('S3');
	const jobs: Array<{readonly runId: number; isOver: boolean}> = [];
	const dispatchNext = async ({apiUrl, payloadUrl: url}: ActionJob, overwritten: Overwritten, next: string): Promise<void> => {
		await fetch(`${apiUrl}/repos/${here.owner}/${here.repo}/actions/workflows/flow-${next}.yml/dispatches`, {
			method: 'POST', headers: {authorization: `token ${token}`}, body: JSON.stringify({ref: 'main', inputs: {OVERWRITTEN: JSON.stringify({...overwritten, FunctionInvoke: next}), PAYLOAD_URL: url}}),
		});
	};

	const work = async (job: ActionJob): Promise<{readonly exitCode: number}> => {
		const overwritten = JSON.parse(job.overwritten) as Overwritten;
		const {FunctionInvoke: action, InvocationID: id, InvocationTimestamp: timestamp} = overwritten;
		const prefix = `FaaSrLog/flow/${timestamp}/${id}/`;
		store.put(`${prefix}${action}.txt`, `${startLine}\n`);
		try {
			await later.clock?.sleep(workMs, {signal: job.signal});
		} catch {
			return {exitCode: 137};
		}

		if (dying.includes(action)) {
			return {exitCode: 1};
		}

		store.put(`${prefix}function_completions/${action}.done`, 'True');
		const next = chain[chain.indexOf(action as 'start') + 1];
		await later.driver?.hold(async () => next && dispatchNext(job, overwritten, next));
		store.put(`${prefix}${action}.txt`, finishLines(action, ...(next ? [next] : [])).map(line => `${line}\n`).join(''));
		return {exitCode: 0};
	};

	return {
		store,
		jobs,
		async runAction(job: ActionJob) {
			const entry = {runId: job.runId, isOver: false};
			jobs.push(entry);
			const result = await work(job);
			entry.isOver = true;
			return result;
		},
	};
};

/**
A run of a chain of three actions, with everything between our GitHub client and the Actions API on real HTTP, through a proxy that injects faults.

What the actions write is on S3 at once; time passes only when no request is under way.
*/
export const startGithubWorld = async (t: Test, options: WorldOptions = {}) => {
	const {dying, workMs, timeout = 600, skewMs = 0, endpoint = 'https://s3.example.org', checkBeforeTrigger, ...apiOptions} = options;
	let stalledCount = 0;
	const later: Later = {};
	const faasr = createFaasr(later, options);
	const document = createDocument(endpoint);
	const file = JSON.stringify(document);
	const test = await startTestApi(t, {
		token, runAction: faasr.runAction, repositories: [{...repository, files: new Map([['flow.json', Buffer.from(file)]])}], ...apiOptions,
	});
	const clock = {...test.clock, now: () => test.clock.now() + skewMs};
	const isCompleted = new Set<number>();
	const isAtRest = async (): Promise<boolean> => {
		for (const {runId} of faasr.jobs.filter(job => job.isOver && !isCompleted.has(job.runId))) {
			const response = await fetch(`${test.api.apiUrl}/repos/${here.owner}/${here.repo}/actions/runs/${runId}`, {headers: {authorization: `token ${token}`}});
			if ((await response.json() as {status: string}).status !== 'completed') {
				return false;
			}

			isCompleted.add(runId);
		}

		return true;
	};

	const driver = createDriver(test.clock, isAtRest, () => stalledCount);
	later.driver = driver;
	later.clock = test.clock;
	const proxy = await startFaultProxy(t, test.api.apiUrl);
	// The root of a checkout, for whoever asks where the document is in its repository.
	fs.mkdirSync(path.join(test.dataDir, '.git'));
	const workflowFile = path.join(test.dataDir, 'flow.json');
	fs.writeFileSync(workflowFile, file);
	const platform = createGithubActionsPlatform({
		document, payloadUrl, token, apiUrl: proxy.url, clock, fetch: driver.fetch,
	});
	await driver.load(platform);
	proxy.requests.length = 0;
	const check = checkBeforeTrigger?.(proxy.url, workflowFile, document);
	const cloud: Cloud = {
		label: platform.label, platform, logBucket: faasr.store, doneBucket: faasr.store, secrets: [token],
		defaultStore: {name: 'S3', store: document.DataStores['S3']!},
		...(check && {checkBeforeTrigger: check}),
		async close() {}, // eslint-disable-line @typescript-eslint/no-empty-function
	};
	const runner = new WorkflowRunner({workflowFile, cloud, clock, timeout});
	t.teardown(async () => runner.cleanup());
	const told: string[] = [];
	runner.subscribe(event => {
		if (event.type === 'watch.failed' || event.type === 'watch.recovered' || event.type === 'run.warned') {
			told.push(event.type === 'watch.recovered' ? 'GitHub again' : event.message);
		}
	});
	return {
		...test, clock, driver, proxy, runner, told, workflow: parseWorkflow(JSON.stringify(document)).workflow!, cloud, bucket: faasr.store,
		/** Runs that were started, whoever asked for them. */
		countRuns: () => faasr.jobs.length,
		trigger: async () => driver.until(runner.triggerWorkflow(), 1000),
		pass: async (seconds: number) => driver.pass(seconds * 1000, 1000),
		result: async (): Promise<RunResult> => driver.until(runner.result(), 1000),
		/** Requests that arrived at the proxy, as `GET /path`, from the given one on. */
		list: (from = 0) => proxy.requests.slice(from).map(({method, url}) => `${method} ${url.split('?', 1)[0]}`),
		/** A fault that leaves the client waiting: time passes meanwhile. */
		stalling: (fault: Fault): Fault => async exchange => {
			stalledCount++;
			exchange.response.once('close', () => {
				stalledCount--;
			});
			await fault(exchange);
		},
		summarize: () => [...runner.store.getSnapshot().nodes.values()].map(({id, status, reason}) => `${id} ${status} ${reason}`).join(', '),
		/** Everything that was told and is known, to look for what must not be in it. */
		getEverything: (error?: unknown) => inspect([told, runner.store.getSnapshot(), runner.store.logs.getSnapshot(), error], {depth: 20, maxArrayLength: null, maxStringLength: null}),
	};
};

export type GithubWorld = Awaited<ReturnType<typeof startGithubWorld>>;
