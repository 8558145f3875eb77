import t from 'tap';
import {createSlurmPlatform} from '../../../source/clouds/slurm/create-slurm-platform.js';
import {createQuickClock} from '../../support/slurm/quick-clock.js';
import {createSlurmDocument} from '../../support/slurm/slurm-document.js';
import {createSlurmToken} from '../../support/slurm/slurm-token.js';
import {startSlurmApi, type SlurmApiOptions} from '../../support/slurm/start-slurm-api.js';

const startAt = Date.UTC(2026, 5, 1, 12);
const invocation = {workflowName: 'flow', id: '5c1e', timestamp: '2026-06-01T12-00-00'};
const secrets = {Cluster_Token: 'eyJ.token', S3_AccessKey: 'AKIA0', S3_SecretKey: 'pa$$word'};

type Test = Parameters<typeof startSlurmApi>[0];

const open = async (t: Test, options: SlurmApiOptions & {readonly version?: string; readonly user?: string} = {}) => {
	const clock = createQuickClock(startAt);
	const {version = 'v0.0.38', user = 'ada'} = options;
	const api = await startSlurmApi(t, {now: clock.now, versions: [version], ...options});
	const openPlatform = () => createSlurmPlatform({
		document: createSlurmDocument(api.url, {APIVersion: version}), serverName: 'Cluster', payloadUrl: 'o/r/main/flow.json',
		token: createSlurmToken({user, expiresAt: startAt + 3_600_000}), secrets, githubToken: 'ghp_1', clock, env: {},
	});
	return {clock, api, platform: openPlatform(), openPlatform};
};

const query = {invocation, since: startAt};

t.test('a dispatch submits a job that says whose it is, asks for what the document says, and runs our script', async t => {
	const {api, platform} = await open(t);
	t.same(await platform.dispatch({action: 'sum', rank: 2, invocation}), {runId: 'slurm:Cluster:1'});
	const {name, comment, environment, script, timeLimit} = api.jobs.get(1)!;
	t.equal(name, 'flow-sum');
	t.match(comment, /^faasr-tui 5c1e sum\(2\) [\da-f]{8}$/);
	t.equal(timeLimit, 5, 'minutes, as FaaSr passes them on');
	t.same(Object.keys(environment), ['PAYLOAD_URL', 'OVERWRITTEN', 'GH_PAT']);
	t.equal(environment['PAYLOAD_URL'], 'o/r/main/flow.json');
	t.match(JSON.parse(environment['OVERWRITTEN']!), {
		FunctionInvoke: 'sum', InvocationID: '5c1e', InvocationTimestamp: '2026-06-01T12-00-00', FunctionRank: 2,
		ComputeServers: {Cluster: {Token: 'eyJ.token'}}, DataStores: {S3: {SecretKey: 'pa$$word'}},
	});
	t.match(script, 'docker run --rm --name "$name" --network=host --env PAYLOAD_URL --env OVERWRITTEN --env GH_PAT \'faasr/slurm-python:latest\' &\nwait $!\n');
	t.notMatch(script, 'pa$$word', 'secrets stay out of the script');
	t.same(api.requests, ['POST /slurm/v0.0.38/job/submit']);
});

for (const version of ['v0.0.36', 'v0.0.38', 'v0.0.39', 'v0.0.42']) {
	t.test(`jobs are read alike from ${version}`, async t => {
		const {api, platform, clock} = await open(t, {version});
		await platform.dispatch({action: 'start', invocation});
		const look = async () => (await platform.listRuns(query))?.[0];
		const createdAt = startAt;
		t.same(await look(), {id: 'slurm:Cluster:1', action: 'start', status: 'queued', note: 'waits in the queue: Resources', createdAt, attempt: 1});
		t.equal(await platform.listRuns(query), undefined, 'nothing new');
		api.set(1, {state: 'RUNNING', reason: 'None', endedAt: startAt + 3_600_000});
		t.same(await look(), {id: 'slurm:Cluster:1', action: 'start', status: 'in_progress', createdAt, attempt: 1}, 'the end of a running job is a guess of Slurm\'s');
		api.set(1, {state: 'COMPLETED', flags: ['COMPLETING']});
		t.equal(await platform.listRuns(query), undefined, 'not over yet');
		clock.advance(5000);
		api.set(1, {flags: [], state: 'FAILED', reason: 'NonZeroExitCode', exitCode: 3, endedAt: clock.now()});
		t.same(await look(), {id: 'slurm:Cluster:1', action: 'start', status: 'completed', conclusion: 'FAILED (exit code 3)', meaning: 'failure', createdAt, endedAt: startAt + 5000, attempt: 1});
		const count = api.requests.length;
		t.equal(await platform.listRuns(query), undefined);
		t.equal(api.requests.length, count, 'what is over is not asked for again');
		t.equal((await platform.listRuns({...query, isComplete: true}))?.length, 1);
	});
}

t.test('what each end means', async t => {
	const {api, platform} = await open(t, {version: 'v0.0.41'});
	const ends = [
		[{state: 'COMPLETED'}, 'success', 'COMPLETED'], [{state: 'CANCELLED'}, 'cancelled', 'CANCELLED'], [{state: 'TIMEOUT'}, 'failure', 'TIMEOUT'],
		[{state: 'OUT_OF_MEMORY'}, 'failure', 'OUT_OF_MEMORY'], [{state: 'NODE_FAIL'}, 'failure', 'NODE_FAIL'],
		[{state: 'FAILED', reason: 'JobLaunchFailure'}, 'failure', 'FAILED (JobLaunchFailure)'], [{state: 'FAILED', exitSignal: 15}, 'failure', 'FAILED (signal 15)'],
	] as const;
	for (const [index, [change, meaning, conclusion]] of ends.entries()) {
		await platform.dispatch({action: 'sum', rank: index + 1, invocation});
		api.set(index + 1, {...change, endedAt: startAt});
		const runs = await platform.listRuns(query);
		t.match(runs?.[0], {id: `slurm:Cluster:${index + 1}`, rank: index + 1, status: 'completed', meaning, conclusion});
	}
});

t.test('jobs that logs name are found by their ids; their end proves nothing', async t => {
	const {api, platform} = await open(t);
	await platform.dispatch({action: 'start', invocation});
	for (const rank of [1, 2]) {
		await fetch(`${api.url}/slurm/v0.0.38/job/submit`, {
			method: 'POST', headers: {'x-slurm-user-name': 'ada', 'x-slurm-user-token': 'eyJ'}, body: JSON.stringify({job: {name: 'flow-sum', partition: 'faasr'}, script: ''}),
		});
		api.set(rank + 1, {state: 'RUNNING'});
	}

	const running = await platform.listRuns({...query, named: [{action: 'sum', rank: 1, id: '2'}, {action: 'sum', rank: 2, id: '3'}]});
	t.match(running?.slice(0, 2), [{status: 'in_progress', outlivesCancel: true}, {status: 'in_progress', outlivesCancel: true}], 'their containers are the docker daemon\'s');
	api.set(1, {state: 'RUNNING'});
	t.notOk((await platform.listRuns(query))!.at(-1)!.outlivesCancel, 'our own script stops its container');
	for (const id of [2, 3]) {
		api.set(id, {state: 'COMPLETED', endedAt: startAt});
	}

	const named = [{action: 'sum', rank: 1, id: '2'}, {action: 'sum', rank: 2, id: '3'}, {action: 'sum', rank: 2, id: '../jobs'}];
	t.match(await platform.listRuns({...query, named}), [
		{id: 'slurm:Cluster:3', action: 'sum', rank: 2, conclusion: 'COMPLETED', meaning: 'none'}, {id: 'slurm:Cluster:2', action: 'sum', rank: 1, meaning: 'none'},
		{id: 'slurm:Cluster:1', action: 'start'},
	]);
	t.equal(api.requests.filter(line => line === 'GET /slurm/v0.0.38/jobs').length, 0, 'the cluster is not listed');
});

t.test('who did not dispatch the run finds its jobs by their comments, and lists the cluster once', async t => {
	const {api, platform, openPlatform} = await open(t);
	await platform.dispatch({action: 'start', invocation});
	await platform.dispatch({action: 'sum', rank: 2, invocation});
	await platform.dispatch({action: 'start', invocation: {...invocation, id: '5c1f'}});
	const watcher = openPlatform();
	t.match(await watcher.listRuns(query), [{id: 'slurm:Cluster:2', action: 'sum', rank: 2}, {id: 'slurm:Cluster:1', action: 'start'}]);
	await watcher.listRuns(query);
	t.equal(api.requests.filter(line => line === 'GET /slurm/v0.0.38/jobs').length, 1);
	t.same(await watcher.listBegun!({since: startAt}), [
		{runId: 'slurm:Cluster:3', status: 'queued', createdAt: startAt, invocationId: '5c1f'}, {runId: 'slurm:Cluster:1', status: 'queued', createdAt: startAt, invocationId: '5c1e'},
	]);
});

t.test('a purged job is no evidence: one that was seen has ended, one that was not is not listed', async t => {
	const {api, platform} = await open(t);
	await platform.dispatch({action: 'start', invocation});
	t.match(await platform.listRuns({...query, named: [{action: 'sum', rank: 1, id: '99'}]}), [{id: 'slurm:Cluster:1', status: 'queued'}]);
	api.purge(1);
	const runs = await platform.listRuns(query);
	t.match(runs, [{id: 'slurm:Cluster:1', status: 'completed', meaning: 'none', conclusion: 'no record of it left'}]);
	t.equal(runs?.length, 1);
	const count = api.requests.length;
	await platform.listRuns(query);
	t.equal(api.requests.length, count, 'neither is asked for again');
});

t.test('a job that a failed node gives back is another attempt', async t => {
	const {api, platform} = await open(t);
	await platform.dispatch({action: 'start', invocation});
	api.set(1, {state: 'PENDING', reason: 'BeginTime', restarts: 1});
	t.match(await platform.listRuns(query), [{status: 'queued', attempt: 2, note: 'waits in the queue: BeginTime'}]);
});

t.test('a success that warns is a success, and one that names no job is none', async t => {
	const {api, platform} = await open(t);
	const warning = {errors: [{error: 'Requested partition configuration not available now', error_number: 2015}]};
	api.breakWith(() => ({status: 200, body: {...warning, job_id: 7}}));
	t.same(await platform.dispatch({action: 'start', invocation}), {runId: 'slurm:Cluster:7'});
	api.breakWith(line => line.startsWith('POST') ? {status: 200, body: {...warning, job_id: 0}} : undefined);
	await t.rejects(platform.dispatch({action: 'start', invocation}), {
		message: 'The answer of the SLURM server Cluster to the request to submit the job of start names no job (Requested partition configuration not available now), and no job of it appeared within 10 s; it was sent only once.',
	});
});

t.test('a cluster whose clock is wrong: times come in ours', async t => {
	const {platform} = await open(t, {now: () => startAt + 3_600_000});
	await platform.dispatch({action: 'start', invocation});
	t.match(await platform.listRuns(query), [{createdAt: startAt}]);
});

t.test('a cancel asks once; a job that has ended, or is forgotten, is no error', async t => {
	const {api, platform} = await open(t);
	const {runId} = await platform.dispatch({action: 'start', invocation});
	await platform.cancel(runId!);
	t.match(await platform.listRuns(query), [{status: 'completed', meaning: 'cancelled'}]);
	await platform.cancel(runId!, {force: true});
	api.purge(1);
	await platform.cancel(runId!);
	t.same(api.requests.filter(line => line.startsWith('DELETE')), Array.from({length: 3}, () => 'DELETE /slurm/v0.0.38/job/1'));
	t.equal(await platform.readRunLog(runId!), undefined);
});

t.test('an action without a container, or with too much to carry, is refused before anything is sent', async t => {
	const {api, clock} = await open(t);
	const document = createSlurmDocument(api.url);
	const options = {serverName: 'Cluster', payloadUrl: 'o/r/main/flow.json', token: createSlurmToken({expiresAt: startAt + 1000}), secrets, clock};
	const bare = createSlurmPlatform({...options, document: {...document, ActionContainers: {}}});
	await t.rejects(bare.dispatch({action: 'start', invocation}), {code: 'document-invalid', message: 'The action start cannot be dispatched: no container is named for it.'});
	const heavy = createSlurmPlatform({...options, document: {...document, DataStores: {...document.DataStores, big: {Bucket: 'x'.repeat(131_000)}}}});
	await t.rejects(heavy.dispatch({action: 'start', invocation}), {code: 'document-invalid', message: /has 13\d{4} bytes, and a container on SLURM takes 131071/});
	t.throws(() => createSlurmPlatform({...options, document, token: 'two words'}), {code: 'credentials'});
	t.throws(() => createSlurmPlatform({...options, document: createSlurmDocument('https://ada:word@slurm.example')}), {code: 'document-invalid'});
	t.throws(() => createSlurmPlatform({...options, document: createSlurmDocument(api.url, {SSLCertificate: 'x'})}), {code: 'document-invalid', message: 'ComputeServers.Cluster.SSLCertificate holds no certificate.'});
	t.throws(() => createSlurmPlatform({...options, document: createSlurmDocument('http://')}), {code: 'document-invalid', message: 'The Endpoint of the server Cluster is not the address of a server.'});
	t.throws(() => createSlurmPlatform({...options, document: createSlurmDocument(api.url, {APIVersion: '../v0'})}), {code: 'document-invalid'});
	t.throws(() => createSlurmPlatform({...options, document: createSlurmDocument(api.url, {UserName: 'a\nb'})}), {code: 'document-invalid'});
	t.same(api.requests, []);
});

t.test('an Endpoint without a scheme means http, and one with a path keeps it', async t => {
	const {api, clock} = await open(t);
	const openAt = (endpoint: string) => createSlurmPlatform({
		document: createSlurmDocument(endpoint), serverName: 'Cluster', payloadUrl: 'o/r/main/flow.json', token: createSlurmToken({expiresAt: startAt + 1000}), secrets, clock, env: {},
	});
	t.match(await openAt(new URL(api.url).host).dispatch({action: 'start', invocation}), {runId: 'slurm:Cluster:1'});
	await t.rejects(openAt(`${api.url}/slurmrestd/`).dispatch({action: 'start', invocation}), {message: /404/});
	t.same(api.requests, ['POST /slurm/v0.0.38/job/submit', 'POST /slurmrestd/slurm/v0.0.38/job/submit']);
});
