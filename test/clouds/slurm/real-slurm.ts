import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import t from 'tap';
import {type ComputeServer} from '../../../source/core/workflow/document.js';
import {createSlurmPlatform} from '../../../source/clouds/slurm/create-slurm-platform.js';
import {type Platform} from '../../../source/ports/platform.js';
import {checkSlurm} from '../../../source/run/preflight/check-slurm.js';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {describeMissingSlurm, startRealSlurm} from '../../support/slurm/start-real-slurm.js';
import {createSlurmDocument} from '../../support/slurm/slurm-document.js';

const missing = describeMissingSlurm();
const skip = missing ?? false;
const invocation = {workflowName: 'flow', id: '5c1e', timestamp: '2026-06-01T12-00-00'};
const secrets = {S3_SecretKey: 'pa$$word\'s'};

/** Prints what reaches the container, and ends as the image's name says; `stop` makes a run end. */
const docker = `#!/bin/bash
if [ "$1" = stop ]; then touch "$2.stop"; exit 0; fi
name="$4"
printf '%s\\n' "$PAYLOAD_URL" "$OVERWRITTEN"
image="\${@: -1}"
case "$image" in
	exit-*) exit "\${image#exit-}" ;;
esac
echo running
for i in $(seq 300); do
	if [ -e "$name.stop" ]; then echo stopped; exit 137; fi
	sleep 0.1
done
`;

t.setTimeout(120_000);

t.test('the real slurmrestd', {skip}, async t => {
	const slurm = await startRealSlurm(t, {docker});
	const open = async (image: string, server: Partial<ComputeServer> = {}, token = slurm.token) => createSlurmPlatform({
		document: {
			...createSlurmDocument(slurm.url, {UserName: slurm.userName, WorkingDirectory: slurm.jobFolder, ...server}),
			ActionContainers: {start: image, sum: image},
		},
		serverName: 'Cluster', payloadUrl: 'o/r/main/flow.json', token, secrets, clock: systemClock, env: {},
	});
	const query = {invocation, since: Date.now(), isComplete: true};
	const until = async (platform: Platform, isSo: (status: string) => boolean, id = invocation.id) => {
		const deadline = Date.now() + 30_000;
		for (;;) {
			const [run] = (await platform.listRuns({...query, invocation: {...invocation, id}}))!;
			if (isSo(run?.status ?? '') || Date.now() > deadline) {
				return run;
			}

			await wait(200);
		}
	};

	const readOutput = (id: string): string => {
		const file = path.join(slurm.jobFolder, `slurm-${id.split(':').at(-1)}.out`);
		return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
	};

	await t.test('in each version the container gets its variables unchanged, and its exit code is the job\'s', async t => {
		const versions = ['v0.0.36', 'v0.0.37', 'v0.0.38'];
		const platforms = await Promise.all(versions.map(async APIVersion => open('exit-3', {APIVersion})));
		const ids = await Promise.all(platforms.map(async (platform, index) => (await platform.dispatch({action: 'sum', rank: 2, invocation: {...invocation, id: versions[index]!}})).runId!));
		for (const [index, platform] of platforms.entries()) {
			const run = await until(platform, status => status === 'completed', versions[index]);
			t.match(run, {id: ids[index], action: 'sum', rank: 2, status: 'completed', conclusion: 'FAILED (exit code 3)', meaning: 'failure', attempt: 1});
			t.ok(run!.endedAt! >= run!.createdAt!);
			const [payloadUrl, overwritten = ''] = readOutput(ids[index]!).split('\n');
			t.equal(payloadUrl, 'o/r/main/flow.json');
			t.match(JSON.parse(overwritten), {FunctionInvoke: 'sum', FunctionRank: 2, DataStores: {S3: {SecretKey: 'pa$$word\'s'}}});
		}
	});

	await t.test('a container that ends well is a success, and who did not submit its job finds it', async t => {
		const platform = await open('exit-0');
		const {runId} = await platform.dispatch({action: 'start', invocation});
		const watcher = await open('exit-0');
		t.match(await until(watcher, status => status === 'completed'), {id: runId, action: 'start', conclusion: 'COMPLETED', meaning: 'success'});
		t.match(await watcher.listBegun!({since: 0}), [{runId, invocationId: '5c1e'}]);
	});

	await t.test('a cancel stops the container, too', async t => {
		const platform = await open('busy');
		const {runId} = await platform.dispatch({action: 'start', invocation: {...invocation, id: 'stopped'}});
		t.match(await until(platform, status => status === 'in_progress', 'stopped'), {status: 'in_progress'});
		const deadline = Date.now() + 20_000;
		while (!readOutput(runId!).includes('running') && Date.now() < deadline) {
			await wait(100);
		}

		await platform.cancel(runId!);
		t.match(await until(platform, status => status === 'completed', 'stopped'), {status: 'completed', conclusion: 'CANCELLED', meaning: 'cancelled'});
		t.match(readOutput(runId!), 'stopped');
		await platform.cancel(runId!);
	});

	await t.test('what the server refuses is said', async t => {
		const dispatch = async (...options: Parameters<typeof open>) => (await open(...options)).dispatch({action: 'start', invocation});
		await t.rejects(dispatch('x', {Partition: 'nope'}), {code: 'unreachable', message: 'The SLURM server Cluster refused to submit the job of start (500, Invalid partition name specified (2000)).', hint: /Check Partition/});
		await t.rejects(dispatch('x', {APIVersion: 'v0.0.41'}), {message: /has no API version v0\.0\.41 \(404\)/, hint: /APIVersion/});
		await t.rejects(dispatch('x', {UserName: 'games'}), {code: 'credentials', message: /the token is for the user daemon, and UserName is games/});
		const short = await slurm.createToken(1);
		await wait(2100);
		await t.rejects(dispatch('x', {}, short), {code: 'credentials', message: /refused to submit the job of start: the token expired at .* UTC/, hint: /scontrol token username=daemon/});
		const platform = await open('x', {}, short);
		await t.rejects(platform.listRuns(query), {code: 'credentials', message: /refused to list the jobs: the token expired at/});
	});

	await t.test('doctor finds all well, and what is not', async t => {
		const check = async (server: Partial<ComputeServer>, token = slurm.token) => {
			const messages: string[] = [];
			for await (const {message} of checkSlurm({document: createSlurmDocument(slurm.url, {UserName: slurm.userName, ...server}), serverName: 'Cluster', token, clock: systemClock})) {
				messages.push(message);
			}

			return messages;
		};

		for (const APIVersion of ['v0.0.36', 'v0.0.37', 'v0.0.38']) {
			t.match(await check({APIVersion}), [/is daemon's, valid until/, new RegExp(`^Slurm 22\\.05\\.\\d+ answers at .* with API version ${APIVersion}\\.`), 'The partition faasr of Cluster is up; its jobs may take 120 min.']);
		}

		t.match(await check({APIVersion: 'v0.0.41'}), [String, 'The SLURM server Cluster has no API version v0.0.41; it has v0.0.36, v0.0.37, v0.0.38.']);
		t.match((await check({Partition: 'nope'})).at(-2), 'The SLURM server Cluster has no partition nope.');
	});

	await t.test('a job that waits for what the partition does not have is taken, and says so', async t => {
		const platform = await open('x', {Nodes: 9});
		const {runId} = await platform.dispatch({action: 'start', invocation: {...invocation, id: 'long'}});
		t.match(await until(platform, status => status === 'queued', 'long'), {id: runId, status: 'queued', note: 'waits in the queue: PartitionConfig'});
		await platform.cancel(runId!);
		t.match(await until(platform, status => status === 'completed', 'long'), {conclusion: 'CANCELLED'});
	});

	await t.test('a job that Slurm does not know is no evidence', async t => {
		const platform = await open('exit-0');
		t.same(await platform.listRuns({...query, invocation: {...invocation, id: 'other'}, named: [{action: 'sum', id: '4242'}]}), []);
		await platform.cancel('slurm:Cluster:4242');
	});
});
