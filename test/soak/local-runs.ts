import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {systemClock as clock} from '../../source/ports/clock/system-clock.js';
import {WorkflowRunner} from '../../source/index.js';
import {takeSample, type Sample} from './samples.js';
import {type Soaked} from './simulated-days.js';

const python = (functionName: string, next: readonly string[]) => ({
	FunctionName: functionName, FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: next,
});

const document = {
	WorkflowName: 'soak',
	FunctionInvoke: 'start',
	FaaSrLog: 'FaaSrLog',
	ActionList: {start: python('say', ['rank(3)']), rank: python('say', ['end']), end: python('say', [])},
	ComputeServers: {GH: {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main', UseSecretStore: true}},
	DataStores: {S3: {Endpoint: 'https://s3.example', Bucket: 'bucket', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
	ActionContainers: {start: 'image', rank: 'image', end: 'image'},
	FunctionGitRepo: {say: 'me/flows'},
};

const writeWorkflow = (folder: string): string => {
	mkdirSync(join(folder, 'functions'), {recursive: true});
	writeFileSync(join(folder, 'functions', 'say.py'), 'def say():\n    for number in range(50):\n        print("line", number)\n    faasr_log("said")\n');
	const file = join(folder, 'soak.json');
	writeFileSync(file, JSON.stringify(document));
	return file;
};

/** One run on a local cloud of its own, from start to clean-up; every fourth is cancelled while it is going on. */
const runOnce = async (workflowFile: string, number: number): Promise<void> => {
	const runner = new WorkflowRunner({workflowFile, local: true, checkInterval: 0.25});
	try {
		await runner.triggerWorkflow();
		const isCancelled = number % 4 === 3;
		if (isCancelled) {
			await clock.sleep(300);
			await runner.cancel();
		}

		const {outcome} = await runner.result();
		if (outcome !== (isCancelled ? 'CANCELLED' : 'COMPLETED')) {
			throw new Error(`Run ${number} ended as ${outcome}.`);
		}
	} finally {
		await runner.cleanup();
	}
};

/** Runs a workflow on the local cloud again and again for so many minutes; takes a sample after every few runs. */
export const soakLocalRuns = async (folder: string, minutes: number, onSample: (runCount: number) => void): Promise<Soaked> => {
	const workflowFile = writeWorkflow(folder);
	const endAt = clock.now() + (minutes * 60_000);
	const samples: Sample[] = [];
	let runCount = 0;
	while (clock.now() < endAt) {
		await runOnce(workflowFile, runCount++);
		if (runCount % 4 === 0) {
			samples.push(await takeSample());
			onSample(runCount);
		}
	}

	// What is loaded and compiled at first use is no leak.
	return {runCount, samples: samples.slice(Math.min(2, samples.length - 3))};
};
