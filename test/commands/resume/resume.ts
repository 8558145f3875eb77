import fs from 'node:fs';
import path from 'node:path';
import {PutObjectCommand} from '@aws-sdk/client-s3';
import t, {type Test} from 'tap';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {startLocalCloud} from '../../../source/clouds/local/start-local-cloud.js';
import {runBin} from '../../support/cli/run-bin.js';
import {createTestClient} from '../../support/s3/start-test-server.js';
import {writeFlakyWorkflow} from '../../support/resume/flaky-workflow.js';

// Real processes, several one after the other.
t.setTimeout(240_000);

const start = (t: Test) => {
	const folder = t.testdir({});
	const flaky = writeFlakyWorkflow(folder, {a: ['b', 'c'], b: ['d'], c: ['d'], d: []}, ['b'], {c: 'b'});
	const local = ['--local', '--data-dir', `${folder}/data`];
	return {...flaky, local, tell: async (command: readonly string[], flags: readonly string[] = []) => runBin([...command, flaky.file, ...local, ...flags])};
};

t.test('a failed run on this machine: listed, watched, its logs read, its resume planned, and resumed, each by a process of its own', async t => {
	const {tell, mend} = start(t);
	const first = await tell([], ['--ci']);
	t.equal(first.code, 1);

	const listed = await tell(['ls'], ['--json']);
	t.equal(listed.code, 0);
	const [entry] = JSON.parse(listed.stdout) as ReadonlyArray<Record<string, unknown>>;
	t.match(entry, {workflow: 'Tiny', outcome: 'FAILED', durationMs: Number});
	t.match((await tell(['ls'])).stdout, /^TIME +OUTCOME +DURATION +INVOCATION ID\n\S+ +FAILED +\S+ +[\da-f-]{36}\n$/u);

	const watched = await tell(['watch'], ['--ci', '--invocation-id', '@latest']);
	t.equal(watched.code, 1);
	t.match(watched.stdout, /b is broken/u);
	t.match(watched.stdout.trimEnd().split('\n').at(-1), /^\[FAILED\] /u);
	t.match(watched.stdout, /^\S+ \S+ Found Tiny InvocationID=/mu);
	t.notMatch(watched.stdout, /Triggered/u, 'it has triggered nothing');

	const invocationId = String(entry?.['invocationId']);
	const logs = await tell(['logs'], ['--invocation-id', invocationId, '--function', 'b']);
	t.equal(logs.code, 0);
	t.match(logs.stdout, /^this is b$/mu);
	t.match(logs.stdout, /b is broken/u);
	t.notMatch(logs.stdout, /this is c|uploaded/u);
	t.match((await tell(['logs'], ['--function', 'b', '--all'])).stdout, /Log succesfully uploaded/u, 'the latest run, with FaaSr\'s own chatter');
	t.match((await tell(['logs'], ['--invocation-id', '@latest'])).stdout, /^c \| this is c$/mu);

	const planned = await tell(['resume'], ['--invocation-id', invocationId, '--dry-run']);
	t.equal(planned.code, 0);
	t.match(planned.stdout, /dispatch +b\n +rerun +b, d\n +keep +a, c\n +delete +d\.candidate, d\/lock, d\/flag\/, function_completions\/b\.done, function_completions\/d\.done\nDry run: nothing was done\.\n$/u);

	mend();
	const resumed = await tell(['resume'], ['--ci', '--invocation-id', invocationId]);
	t.equal(resumed.code, 0, resumed.stdout + resumed.stderr);
	t.match(resumed.stdout.trimEnd().split('\n').at(-1), /^\[COMPLETED\] completed=4 /u);
	t.match(resumed.stdout, new RegExp(String.raw`^\S+ \+00:0\d Resumed Tiny InvocationID=${invocationId} `, 'mu'));
	t.notMatch(resumed.stdout, /Triggered|Found|^\S+ \S+ c /mu, 'once, and nothing of the attempt before');
	const after = JSON.parse((await tell(['ls'], ['--json'])).stdout) as readonly unknown[];
	t.match(after, [{invocationId, outcome: 'COMPLETED'}]);
	t.equal(after.length, 1);
	t.equal((await tell(['watch'], ['--ci', '--invocation-id', invocationId])).code, 0);

	const refused = await tell(['resume'], ['--ci', '--invocation-id', invocationId]);
	t.equal(refused.code, 2);
	t.match(refused.stderr, /cannot be resumed: Nothing failed/u);
	const entryRefused = await tell(['resume'], ['--invocation-id', invocationId, '--function', 'a', '--dry-run']);
	t.equal(entryRefused.code, 2);
	t.match(entryRefused.stderr, /entry action/u);
	const unknown = await tell(['resume'], ['--invocation-id', invocationId, '--function', 'x', '--dry-run']);
	t.equal(unknown.code, 2);
	t.match(unknown.stderr, /no action or node "x"\.\n.*Its nodes are: a, b, c, d\./u);
});

/** Leaves logs in the data folder that the commands read, as runs of long ago would. */
const writeOldRuns = async (t: Test, file: string, folder: string, invocations: readonly string[]): Promise<void> => {
	const {workflow} = parseWorkflow(fs.readFileSync(file, 'utf8'));
	const cloud = await startLocalCloud({workflow: workflow!, documentDir: folder, dataDir: `${folder}/data`, clock: systemClock});
	const {s3: {endpoint, accessKeyId, secretAccessKey}, defaultStore} = cloud;
	const client = createTestClient(t, endpoint, {credentials: {accessKeyId, secretAccessKey}});
	for (const invocation of invocations) {
		await client.send(new PutObjectCommand({Bucket: defaultStore.store.Bucket, Key: `FaaSrLog/Tiny/${invocation}/a.txt`, Body: '[0.1] [INFO] [executor.py] Starting server on localhost port 8000\n'}));
	}

	await cloud.close();
};

t.test('ids that name nothing, or more than one run, are refused with exit code 2 and what there is to choose from', async t => {
	const {tell, file} = start(t);
	for (const [command, more] of [['ls', []], ['logs', ['--invocation-id', '@latest']], ['watch', ['--ci', '--invocation-id', '@latest']], ['resume', ['--invocation-id', '@latest']]] as const) {
		t.match(await tell([command], more), {code: 2, stderr: /The data folder .*data does not exist\./u}, command);
	}

	t.notOk(fs.existsSync(path.join(path.dirname(file), 'data')), 'and none is made');
	await writeOldRuns(t, file, path.dirname(file), []);
	t.match(await tell(['ls']), {code: 0, stdout: 'Data store S3 holds no run of Tiny yet.\n'});
	for (const command of ['logs', 'resume']) {
		const {code, stderr} = await tell([command], ['--invocation-id', command === 'logs' ? '@latest' : 'nobody']);
		t.equal(code, 2, command);
		t.match(stderr, command === 'logs' ? /has no invocation in data store S3\.\n.*trigger one/u : /no invocation "nobody"/u);
	}

	await writeOldRuns(t, file, path.dirname(file), ['2026-01-02T03-04-05/1234', '2026-01-02_04-04-05/1234', '2026-01-03T03-04-05/other']);
	const {code, stderr} = await tell(['watch'], ['--ci', '--invocation-id', '1234']);
	t.equal(code, 2);
	t.match(stderr, /InvocationID 1234 is not unique: there are invocations of 2026-01-02_04-04-05, 2026-01-02T03-04-05\.\n.*--timestamp 2026-01-02_04-04-05/u);
	t.match(await tell(['logs'], ['--invocation-id', '1234', '--timestamp', '2026-01-02T03-04-05', '--function', 'a', '--all']), {code: 0, stdout: /Starting server/u});
});
