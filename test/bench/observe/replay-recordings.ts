/*
Prints as JSON how long after a recorded run's last evidence its verdict comes. The recordings are played in real time onto the
S3 server of the local cloud and onto a list of runs over HTTP; each is watched by the real monitor through the real clients,
several times side by side, at several phases of the check interval and at two paces of the platform.
*/
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {S3Client} from '@aws-sdk/client-s3';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {silenceSdk} from '../../../source/clouds/s3/silence-sdk.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {startS3Server} from '../../../source/clouds/local/s3-server/start-s3-server.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {watchRun} from '../../../source/run/runner/watch-run.js';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {playRecording, readRecording, type Recording} from './play-recording.js';
import {serveRuns} from './serve-runs.js';

/** One verdict: of which recording, at which pace of the platform, and how late. */
export type Verdict = {readonly recording: string; readonly pace: string; readonly outcome: string; readonly delayMs: number};

const checkIntervalMs = 1000;
const phases = [0, 340, 670];
const paces: ReadonlyArray<readonly [name: string, pollIntervalMs: number | undefined]> = [['GitHub', undefined], ['local cloud', 500]];
const credentials = {accessKeyId: 'key', secretAccessKey: 'secret-0123456789'};

silenceSdk();
const {workflow} = parseWorkflow(fs.readFileSync(new URL('../../support/workflows/integration.json', import.meta.url), 'utf8'));
if (workflow === undefined) {
	throw new Error('integration.json is not valid');
}

const {document} = workflow;
const recordings = [
	readRecording('integration-success', workflow.name),
	readRecording('error-after-done', workflow.name),
	readRecording('rank-died-silently', workflow.name),
	readRecording('rank-died-silently', workflow.name, 3000),
];
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-bench-'));
const server = await startS3Server({...credentials, dataDir, clock: systemClock, buckets: recordings.map((_, index) => `recording-${index}`)});
const client = new S3Client({endpoint: server.endpoint, region: 'us-east-1', forcePathStyle: true, credentials});

type WatchOptions = {readonly recording: Recording; readonly bucketName: string; readonly apiUrl: string; readonly phaseMs: number; readonly pollIntervalMs: number | undefined};

const watch = async ({recording: {invocation}, bucketName, apiUrl, phaseMs, pollIntervalMs}: WatchOptions) => {
	await sleep(phaseMs);
	const since = Date.now();
	const bucket = createS3Bucket({name: 'S3', store: {Bucket: bucketName, Endpoint: server.endpoint, Region: 'us-east-1'}, credentials});
	const platform = createGithubActionsPlatform({document, payloadUrl: 'owner/repo/main/flow.json', token: 'token', apiUrl, clock: systemClock, pollIntervalMs});
	const store = createRunStore(createRunState(workflow, 60_000));
	store.apply({at: since, events: [{type: 'run.triggered', at: since, invocation}]});
	const monitor = createMonitor({workflow, invocation, since, platform, logBucket: bucket, doneBucket: bucket, clock: systemClock});
	await watchRun({store, monitor, clock: systemClock, checkIntervalMs, signal: new AbortController().signal});
	const verdictAt = Date.now();
	bucket.close();
	return {verdictAt, outcome: store.getSnapshot().outcome};
};

const replay = async (recording: Recording, index: number): Promise<readonly Verdict[]> => {
	const bucketName = `recording-${index}`;
	const runs = await serveRuns();
	// Each recording begins at another time, so that the ends do not crowd.
	const startAt = Date.now() + 500 + (index * 130);
	const playing = playRecording(recording, {client, bucket: bucketName, runs, startAt, clock: systemClock});
	const watched = await Promise.all(paces.flatMap(([pace, pollIntervalMs]) => phases.map(async phaseMs => ({
		pace, ...await watch({recording, bucketName, apiUrl: runs.apiUrl, phaseMs, pollIntervalMs}),
	}))));
	const evidenceAt = await playing;
	runs.close();
	return watched.map(({pace, outcome, verdictAt}) => ({recording: recording.name, pace, outcome, delayMs: verdictAt - evidenceAt}));
};

const verdicts = await Promise.all(recordings.map(async (recording, index) => replay(recording, index)));
client.destroy();
await server.close();
fs.rmSync(dataDir, {recursive: true});
process.stdout.write(JSON.stringify(verdicts.flat()));
