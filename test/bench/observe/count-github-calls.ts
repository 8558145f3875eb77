/*
Prints as JSON what ten minutes of a run with ten functions cost at GitHub: the platform's watch over HTTP against the local
Actions API, on a virtual clock. Each function's container is silent for 25 s, in which GitHub is asked more often.
*/
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createPlatformWatch} from '../../../source/run/monitor/platform-watch.js';
import {type Pace} from '../../../source/run/monitor/platform-pace.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {dispatch, payloadUrl, repository, startTestApi, token, waitUntilCompleted} from '../../support/actions-api/start-test-api.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {type RunId} from '../../../source/core/run/run-id.js';

export type GithubCalls = {readonly callCount: number; readonly freeCount: number; readonly endCount: number};

const closings: Array<() => Promise<void>> = [];
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-bench-'));
const test = await startTestApi({
	testdir: () => dataDir,
	teardown(close) {
		closings.push(close);
	},
}, {repositories: [repository], rateLimitCount: 5000});
const {api, clock, actions} = test;
const statuses: number[] = [];
const platform = createGithubActionsPlatform({
	document: {...document, ActionList: {start: document.ActionList['start']!, middle: document.ActionList['middle']!}},
	payloadUrl, token, apiUrl: api.apiUrl, clock,
	async fetch(input, init) {
		const response = await fetch(input, init);
		statuses.push(response.status);
		return response;
	},
});
const watch = createPlatformWatch({platform, invocation, since: clock.now(), clock});
const ended = new Set<RunId>();

const pass = async (seconds: number, pace: Pace = 'calm'): Promise<void> => {
	for (let second = 0; second < seconds; second++) {
		await watch.look({pace});
		for (const event of watch.collect()) {
			if (event.type === 'platform-run.observed' && event.run.status === 'completed') {
				ended.add(event.run.id);
			}
		}

		await clock.advance(1000);
	}
};

for (let index = 0; index < 10; index++) {
	const runId = await dispatch(test, index === 0 ? 'start' : 'middle');
	await pass(10);
	await pass(15, 'urgent');
	await pass(33);
	actions.finish(runId);
	await waitUntilCompleted(test, runId);
	await pass(2);
}

const callCount = statuses.length;
const freeCount = statuses.filter(status => status === 304).length;
await pass(16);
for (const close of closings) {
	await close();
}

fs.rmSync(dataDir, {recursive: true, force: true});
process.stdout.write(JSON.stringify({callCount, freeCount, endCount: ended.size} satisfies GithubCalls));
