/*
Runs actions with an empty Python function one after the other on an S3 server and an Actions API of the local cloud, and
beside each of them what it is held against: the interpreter with nothing to do, and the same writes to S3 by a client
that is warm. Prints the medians as JSON. The times of the parts are those of the run log's own lines.
*/
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {systemClock as clock} from '../../../source/ports/clock/system-clock.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {type RunActionJob} from '../../../source/clouds/local/action-job.js';
import {startActionsApi} from '../../../source/clouds/local/actions-api/start-actions-api.js';
import {createExecutor} from '../../../source/clouds/local/executor/create-executor.js';
import {openDataStore} from '../../../source/clouds/local/executor/data-store.js';
import {localizeDocument} from '../../../source/clouds/local/local-document.js';
import {createLocalRepositories} from '../../../source/clouds/local/local-repositories.js';
import {findPython} from '../../../source/clouds/local/runtimes/find-python.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {getPercentile} from '../get-percentile.js';
import {type ActionParts, type ActionTimes} from './action-times.js';

const repetitions = Number(process.argv[2] ?? 15);
const pythonCommand = process.argv[3];
const credentials = {accessKeyId: 'bench', secretAccessKey: 'bench-secret'};
const token = 'bench-token';

const python = (next: readonly string[]) => ({
	FunctionName: 'empty', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: next,
});
const document: WorkflowDocument = {
	WorkflowName: 'bench',
	FunctionInvoke: 'work',
	FaaSrLog: 'FaaSrLog',
	ActionList: {work: python(['next']), next: python([])},
	ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true}},
	DataStores: {S3: {Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
};

/** The line of the run log that ends each part, in the order of the parts. */
const marks: ReadonlyArray<readonly [keyof ActionParts, RegExp]> = [
	['before', /Starting function: empty/u],
	['interpreter', /Source python file/u],
	['returnAndLog', /\[DEBUG\] \[log\.py\] Log succesfully uploaded/u],
	['exitAndDone', /Put function_completions\/work\.done file in S3/u],
	['dispatch', /Successfully invoked: next/u],
	['lastLog', /Finished action/u],
];

const createStopwatch = () => {
	const startedAt = performance.now();
	const parts: Record<string, number> = {};
	let last = startedAt;
	return {
		parts: parts as unknown as ActionParts,
		see(text: string) {
			const mark = marks[Object.keys(parts).length];
			if (mark?.[1].test(text)) {
				const now = performance.now();
				parts[mark[0]] = now - last;
				last = now;
			}
		},
	};
};

const folder = await mkdtemp(join(tmpdir(), 'faasr-bench-'));
await mkdir(join(folder, 'functions'));
await writeFile(join(folder, 'functions', 'empty.py'), 'def empty():\n    pass\n');
const s3 = await startS3Server({dataDir: join(folder, 's3'), clock, buckets: ['bucket'], ...credentials});
const localized = localizeDocument(document, s3.endpoint);
const {repositories, payloadUrl} = createLocalRepositories(localized);
const execute = createExecutor({
	documentDir: folder, functionsDir: join(folder, 'functions'), clock, ...(pythonCommand !== undefined && {pythonCommand}),
});
const measured: ActionParts[] = [];
const runAction: RunActionJob = async job => {
	if (!job.overwritten.includes('"work"')) {
		return execute(job);
	}

	const stopwatch = createStopwatch();
	const end = await execute({
		...job,
		writeLog(text) {
			stopwatch.see(text);
			job.writeLog(text);
		},
	});
	measured.push(stopwatch.parts);
	return end;
};

const api = await startActionsApi({
	repositories, token, runAction, getEnv: () => ({GH_PAT: token, S3_AccessKey: credentials.accessKeyId, S3_SecretKey: credentials.secretAccessKey}), dataDir: join(folder, 'actions'), clock, parallelism: 2,
});

const runOnce = async (number: number): Promise<ActionParts> => {
	const response = await fetch(`${api.apiUrl}/repos/me/flows/actions/workflows/bench-work.yml/dispatches`, {
		method: 'POST',
		headers: {authorization: `token ${token}`},
		body: JSON.stringify({ref: 'main', inputs: {OVERWRITTEN: JSON.stringify({FunctionInvoke: 'work', InvocationID: `run-${number}`, InvocationTimestamp: '2026-01-02T03-04-05'}), PAYLOAD_URL: payloadUrl}}),
	});
	if (!response.ok) {
		throw new Error(`dispatch: ${response.status} ${await response.text()}`);
	}

	await api.waitUntilIdle(30_000);
	const parts = measured.at(-1);
	if (measured.length !== number + 1 || parts?.lastLog === undefined) {
		throw new Error(`the action did not come to its end: ${JSON.stringify(parts)}`);
	}

	return parts;
};

const {executable} = await findPython(pythonCommand);
const time = async (work: () => Promise<unknown>): Promise<number> => {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
};

const store = openDataStore({
	bucket: 'bucket', region: 'us-east-1', endpoint: s3.endpoint, accessKey: credentials.accessKeyId, secretKey: credentials.secretAccessKey, isAnonymous: false,
}, new AbortController().signal);
const runPython = async (program: string) => time(async () => once(spawn(executable, ['-c', program], {stdio: 'ignore'}), 'exit'));
const write = async () => time(async () => store.write('bench/object.txt', 'a few lines of a log\n'.repeat(20)));

const results: ActionTimes[] = [];
for (let number = 0; number < repetitions + 2; number++) {
	const parts = await runOnce(number);
	const result = {parts, pass: await runPython('pass'), write: await write()};
	if (number >= 2) {
		results.push(result);
	}
}

store.close();
await api.close();
await s3.close();
await rm(folder, {recursive: true, force: true});
const medianParts = Object.fromEntries(marks.map(([name]) => [name, getPercentile(results.map(({parts}) => parts[name]), 0.5)])) as ActionParts;
const summary: ActionTimes = {parts: medianParts, pass: getPercentile(results.map(({pass}) => pass), 0.5), write: getPercentile(results.map(result => result.write), 0.5)};
process.stdout.write(`${JSON.stringify(summary)}\n`);
