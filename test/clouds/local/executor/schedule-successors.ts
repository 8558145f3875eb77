import t from 'tap';
import {createDocument, invocation, startBench} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

const answer = (result: string) => ({'f.py': `def f():\n    return ${result}\n`});
const invoked = (bench: Awaited<ReturnType<typeof startBench>>) => bench.dispatches.map(({overwritten}) => overwritten['FunctionInvoke']);

t.test('posts what FaaSr posts', async t => {
	const bench = await startBench(t, {files: answer('None')});
	await bench.run(undefined);
	t.same(bench.dispatches, [{
		path: '/repos/me/flows/actions/workflows/wf-next.yml/dispatches',
		ref: 'main',
		overwritten: {FunctionInvoke: 'next', ...invocation},
		payloadUrl: 'me/flows/main/wf.json',
		authorization: 'token bench-token',
	}]);
});

for (const {result, expected} of [{result: 'True', expected: ['next', 'other']}, {result: 'False', expected: ['other']}, {result: '"no"', expected: ['other']}]) {
	t.test(`a conditional takes the edges of ${result}, then the unconditional ones`, async t => {
		const bench = await startBench(t, {files: answer(result), document: createDocument({InvokeNext: [{True: ['next'], False: []}, 'other']})});
		const {exitCode} = await bench.run();
		t.equal(exitCode, 0);
		t.same(invoked(bench), expected);
	});
}

t.test('a ranked edge is one dispatch and one line per rank, and the next edge has no rank', async t => {
	const bench = await startBench(t, {files: answer('None'), document: createDocument({InvokeNext: ['next(3)', 'other']})});
	await bench.run();
	t.same(bench.dispatches.map(({overwritten}) => [overwritten['FunctionInvoke'], overwritten['FunctionRank']]), [['next', 1], ['next', 2], ['next', 3], ['other', undefined]]);
	t.equal((await bench.readLog())?.match(/GitHub Action: Successfully invoked: next\n/gu)?.length, 3);
});

t.test('an InvokeNext written as a string works, and none is said', async t => {
	const one = await startBench(t, {files: answer('None'), document: createDocument({InvokeNext: 'next'})});
	await one.run();
	t.same(invoked(one), ['next']);
	await one.run({FunctionInvoke: 'next', ...invocation});
	t.match(await one.readLog('next') ?? '', /^$/u, 'a join whose predecessors are not done');
	const none = await startBench(t, {files: answer('None'), document: createDocument({InvokeNext: []})});
	await none.run();
	t.match(await none.readLog(), /\[INFO\] \[scheduler\.py\] no triggers for work\n$/u);
});

t.test('secrets travel along when the server does not use its secret store', async t => {
	const server = {FaaSType: 'GitHubActions', UserName: 'me', ActionRepoName: 'flows', Branch: 'main'};
	const bench = await startBench(t, {files: answer('None'), document: createDocument({}, {ComputeServers: {GH: server}})});
	await bench.run();
	const {ComputeServers: servers, DataStores: stores} = bench.dispatches[0]!.overwritten as Record<string, Record<string, Record<string, unknown>>>;
	t.same(servers, {GH: {...server, Token: 'bench-token'}});
	t.match(stores, {S3: {Bucket: 'bucket', AccessKey: 'bench-access', SecretKey: 'bench-secret'}});
});

t.test('a server of another platform runs here too, as local/local', async t => {
	const bench = await startBench(t, {
		files: answer('None'),
		document: createDocument({}, {ComputeServers: {GH: {FaaSType: 'Lambda', Region: 'us-east-1', UseSecretStore: true}}}),
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	t.equal(bench.dispatches[0]?.path, '/repos/local/local/actions/workflows/wf-next.yml/dispatches');
	t.equal(bench.dispatches[0]?.ref, 'main');
	t.match(await bench.readLog(), /GitHub Action: Successfully invoked: next\n$/u);
});

const refusals = [
	{status: 401, body: '{"message":"Bad credentials"}', line: 'GitHub Action: Authentication failed, check the credentials'},
	{status: 404, body: '{"message":"Not Found"}', line: 'GitHub Action: Cannot find the destination: check repo: me/flows, workflow: wf-next.yml, and branch: main'},
	{status: 422, body: '{"message":"No ref found for: main"}', line: 'GitHub Action: No ref found for: main'},
	{status: 422, body: '{}', line: 'GitHub Action\': \'Cannot find the destination; check ref main'},
	{status: 403, body: '{"message":"rate limit"}', line: 'GitHub Action: No response from GitHub'},
	{status: 500, body: 'oops', line: 'GitHub Action: No response from GitHub'},
];
for (const {status, body, line} of refusals) {
	t.test(`a dispatch refused with ${status} ${body} ends the action after what was dispatched before`, async t => {
		const bench = await startBench(t, {files: answer('None'), document: createDocument({InvokeNext: ['other', 'next']})});
		bench.refusals.set('wf-next.yml', {status, body});
		const {exitCode} = await bench.run();
		t.equal(exitCode, 1);
		t.same(invoked(bench), ['other']);
		t.ok((await bench.readLog())?.includes(`[ERROR] [scheduler.py] ${line}\n`), line);
		t.equal(await bench.hasDone(), true);
	});
}

t.test('an undefined target and an undefined server end the action', async t => {
	const target = await startBench(t, {files: answer('None'), document: createDocument({InvokeNext: ['nowhere']})});
	const first = await target.run();
	t.equal(first.exitCode, 1);
	t.match(first.runLog, /KeyError: 'nowhere'\n/u);
	const document = createDocument();
	const actions = document['ActionList'] as Readonly<Record<string, Record<string, unknown>>>;
	const server = await startBench(t, {files: answer('None'), document: {...document, ActionList: {...actions, next: {...actions['next'], FaaSServer: 'Gone'}}}});
	const second = await server.run();
	t.equal(second.exitCode, 1);
	t.match(await server.readLog(), /\[ERROR\] \[scheduler\.py\] invalid server name: Gone\n/u);
});
