import t, {type Test} from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {exitCodes} from '../../../source/ports/errors/exit-codes.js';
import {createMonitor} from '../../../source/run/monitor/monitor.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {watchRun} from '../../../source/run/runner/watch-run.js';
import {createS3Bucket} from '../../../source/clouds/s3/create-s3-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {playRecording, readRecording} from '../../bench/observe/play-recording.js';
import {serveRuns} from '../../bench/observe/serve-runs.js';
import {createDriver} from '../../support/github-actions/drive-clock.js';
import {accessKeyId, bucket as bucketName, createTestClient, secretAccessKey, startTestServer} from '../../support/s3/start-test-server.js';
import {readTraceWorkflow} from '../../support/traces/read-trace-workflow.js';
import {allCompleted, traceVerdicts} from '../../support/traces/trace-verdicts.js';

// The deadline of all waits: what is not answered by then fails its test.
t.setTimeout(120_000);

const stepMs = 100;

type Options = {
	readonly isPlain: boolean;
	/** @default GitHub's pace */
	readonly pollIntervalMs?: number;
	/** How long after the dispatch the first look is made (ms). @default 0 */
	readonly phaseMs?: number;
};

/**
Plays a recorded run onto an S3 server and a list of runs, and watches it there through the real clients to its verdict.

Time passes only while no request is under way.
*/
const watchOverHttp = async (t: Test, name: string, {isPlain, pollIntervalMs, phaseMs = 0}: Options) => {
	const workflow = readTraceWorkflow(name);
	const clock = createVirtualClock(Date.now());
	const driver = createDriver(clock);
	const [server, runs] = await Promise.all([startTestServer(t, {clock}), serveRuns(clock)]);
	t.teardown(runs.close);
	const player = createTestClient(t, server.endpoint);
	const s3 = createS3Bucket({name: 'S3', store: {Bucket: bucketName, Endpoint: server.endpoint, Region: 'us-east-1'}, credentials: {accessKeyId, secretAccessKey}});
	t.teardown(s3.close);
	const bucket: Bucket = {
		...s3,
		list: async (...parameters) => driver.hold(async () => s3.list(...parameters)),
		read: async (...parameters) => driver.hold(async () => s3.read(...parameters)),
	};
	const platform = createGithubActionsPlatform({
		document: workflow.document, payloadUrl: 'owner/repo/main/flow.json', token: 'token', apiUrl: runs.apiUrl, clock, fetch: driver.fetch, pollIntervalMs,
	});
	await driver.load(platform);

	const recording = readRecording(name, workflow.name);
	const {invocation} = recording;
	const at = clock.now();
	const playing = playRecording(recording, {
		client: {send: async command => driver.hold(async () => player.send(command))}, bucket: bucketName, runs, startAt: at, clock, isPlain,
	});
	const store = createRunStore(createRunState(workflow, 120_000));
	store.apply({at, events: [{type: 'run.triggered', at, invocation}]});
	await driver.pass(phaseMs, stepMs);
	const monitor = createMonitor({workflow, invocation, since: at, platform, logBucket: bucket, doneBucket: bucket, clock});
	await driver.until(watchRun({store, monitor, clock, checkIntervalMs: 1000, signal: new AbortController().signal}), stepMs);
	const {outcome, exitCode, nodes, durationMs} = getRunResult(store.getSnapshot(), clock.now());
	await driver.until(playing, 1000);
	return {outcome, exitCode, durationMs, nodes: Object.fromEntries(nodes.map(node => [node.id, `${node.status} ${node.reason ?? ''}`.trim()]))};
};

for (const {name, says, outcome, statuses, evidenceMs, isOnPlatform, hasTitles} of traceVerdicts) {
	for (const [kind, latestMs, options] of [
		['on the local cloud', 2500, {isPlain: false, pollIntervalMs: 500}],
		['on GitHub', 6000, {isPlain: false}],
		...(hasTitles ? [['on GitHub with plain files', 12_000, {isPlain: true}] as const] : []),
	] as const) {
		t.test(`${name} over HTTP ${kind}: ${says}`, async t => {
			const seen = await watchOverHttp(t, name, options);
			t.same(seen.nodes, statuses);
			t.equal(seen.outcome, outcome);
			t.equal(seen.exitCode, outcome === 'COMPLETED' ? exitCodes.completed : exitCodes['function-failed']);
			const bound = evidenceMs + (isOnPlatform ? latestMs : 1200);
			t.ok(seen.durationMs >= evidenceMs && seen.durationMs <= bound, `verdict at ${seen.durationMs} ms, between ${evidenceMs} and ${bound}`);
		});
	}
}

for (const [kind, isPlain] of [['named', false], ['plain', true]] as const) {
	t.test(`resume-left over HTTP with ${kind} files, watched from its second attempt on: all completed`, async t => {
		const {outcome, exitCode, nodes} = await watchOverHttp(t, 'resume-left', {isPlain, phaseMs: 20_500});
		t.same(nodes, allCompleted('start', 'left', 'right', 'end', 'after'));
		t.same([outcome, exitCode], ['COMPLETED', exitCodes.completed]);
	});
}
