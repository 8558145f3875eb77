/*
Runs a workflow of many ranks between a start and a join through WorkflowRunner on the local cloud, in this process alone,
and prints how late the event loop was meanwhile and how many functions' processes were alive at the same time, as JSON.
*/
import {readFileSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {WorkflowRunner} from '../../../source/index.js';

/** How a fan-out went. */
export type FanOut = {
	readonly ranks: number;
	readonly doneCount: number;
	readonly cores: number;
	/** How many actions the local cloud runs at once. */
	readonly parallelism: number;
	readonly mostProcesses: number;
	/** Delay of the event loop (ms), in 99 of 100 cases at most. */
	readonly delayP99: number;
	readonly delayMax: number;
	/** The same before anything ran. */
	readonly idleDelayP99: number;
	readonly durationMs: number;
};

const ranks = Number(process.argv[2] ?? 200);
const document = {
	WorkflowName: 'fan-out',
	FunctionInvoke: 'start',
	FaaSrLog: 'FaaSrLog',
	ActionList: {
		start: {FunctionName: 'empty', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: [`work(${ranks})`]},
		work: {FunctionName: 'empty', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: []},
	},
	ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true}},
	DataStores: {S3: {Endpoint: 'https://s3.example', Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
	ActionContainers: {start: 'image', work: 'image'},
	FunctionGitRepo: {empty: 'me/flows'},
};

const nanosecondsPerMs = 1_000_000;
/** How often the monitor looks; what it reports on an idle loop (ms). */
const resolution = 5;

const measureIdle = async (): Promise<number> => {
	const delay = monitorEventLoopDelay({resolution});
	delay.enable();
	await sleep(1000);
	delay.disable();
	return (delay.percentile(99) / nanosecondsPerMs) - resolution;
};

/** How many processes this one has started that are alive. */
const countChildren = (): number => readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(pid => pid !== '').length;

const folder = await mkdtemp(join(tmpdir(), 'faasr-bench-'));
await mkdir(join(folder, 'functions'));
await writeFile(join(folder, 'functions', 'empty.py'), 'def empty():\n    pass\n');
await writeFile(join(folder, 'fan-out.json'), JSON.stringify(document));
const runner = new WorkflowRunner({workflowFile: join(folder, 'fan-out.json'), local: true});
await runner.openCloud();
const idleDelayP99 = await measureIdle();
// The local cloud's guard is none of them.
const otherCount = countChildren();
let mostProcesses = 0;
const counter = setInterval(() => {
	mostProcesses = Math.max(mostProcesses, countChildren() - otherCount);
}, 25);
const delay = monitorEventLoopDelay({resolution});
const startedAt = performance.now();
delay.enable();
await runner.triggerWorkflow();
await runner.result();
delay.disable();
clearInterval(counter);
const {nodes} = runner.store.getSnapshot();
const cores = availableParallelism();
const result: FanOut = {
	ranks,
	doneCount: [...nodes.values()].filter(({id, status}) => id.startsWith('work(') && status === 'COMPLETED').length,
	cores,
	parallelism: 2 * cores,
	mostProcesses,
	delayP99: (delay.percentile(99) / nanosecondsPerMs) - resolution,
	delayMax: (delay.max / nanosecondsPerMs) - resolution,
	idleDelayP99,
	durationMs: performance.now() - startedAt,
};
await runner.cleanup();
await rm(folder, {recursive: true, force: true});
process.stdout.write(`${JSON.stringify(result)}\n`);
