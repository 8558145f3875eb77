import {existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {systemClock as clock} from '../../../source/ports/clock/system-clock.js';
import {type Invocation} from '../../../source/core/log/invocation.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {type Bucket} from '../../../source/ports/bucket.js';
import {findRscript} from '../../../source/clouds/local/runtimes/find-rscript.js';
import {startLocalCloud, type LocalCloud, type LocalCloudOptions} from '../../../source/clouds/local/start-local-cloud.js';
import {waitUntil} from '../../support/processes.js';
import {gh} from '../../support/run-id.js';

const documentDir = fileURLToPath(new URL('../../support/local-cloud', import.meta.url));

const readWorkflow = (change: (document: Record<string, unknown>) => Record<string, unknown> = document => document): Workflow => {
	const document = JSON.parse(readFileSync(join(documentDir, 'two-actions.json'), 'utf8')) as Record<string, unknown>;
	const {workflow, problems} = parseWorkflow(JSON.stringify(change(document)));
	if (!workflow) {
		throw new Error(JSON.stringify(problems));
	}

	return workflow;
};

const waitForEver = readWorkflow(document => ({
	...document,
	ActionList: {write: {FunctionName: 'wait_for_ever', FaaSServer: 'GH', Type: 'Python', Arguments: {}, InvokeNext: []}},
	FunctionLocalFile: {wait_for_ever: 'functions/wait_for_ever.py'},
}));

type Test = {readonly testdirName: string; readonly teardown: (close: () => Promise<void>) => void};

const start = async (t: Test, options: Partial<LocalCloudOptions> = {}): Promise<LocalCloud> => {
	mkdirSync(t.testdirName, {recursive: true});
	const cloud = await startLocalCloud({
		workflow: readWorkflow(), documentDir, clock, tmpDir: t.testdirName, ...options,
	});
	t.teardown(cloud.close);
	return cloud;
};

/** What keeps the process alive, work that is under way in this turn aside. */
const listResources = (): readonly string[] => process.getActiveResourcesInfo()
	.filter(name => name !== 'FSReqCallback' && name !== 'Immediate').sort();

/** The resources once there are no more of them than given: a client notices the end of its connections some turns later. */
const waitForResources = async (expected: readonly string[]): Promise<readonly string[]> => {
	const deadline = clock.now() + 2000;
	while (listResources().length > expected.length && clock.now() < deadline) {
		await setImmediate();
	}

	return listResources();
};

const createInvocation = (id = 'run-1'): Invocation => ({workflowName: 'two', timestamp: '2026-03-01T12-00-00', id});

const getPrefix = ({workflowName, timestamp, id}: Invocation): string => `FaaSrLog/${workflowName}/${timestamp}/${id}/`;

const listKeys = async (bucket: Bucket, prefix: string): Promise<readonly string[]> => {
	const objects = await bucket.list(prefix);
	return objects.map(({key}) => key.slice(prefix.length));
};

const readText = async (bucket: Bucket, key: string): Promise<string> => {
	const object = await bucket.read(key);
	return new TextDecoder().decode(object?.bytes);
};

/** Watches as the monitor does until nothing of the invocation is alive and so many runs were seen. */
const waitForRuns = async ({platform}: LocalCloud, invocation: Invocation, count: number) => {
	for (;;) {
		const runs = await platform.listRuns({invocation, since: clock.now() - 60_000});
		if (runs !== undefined && runs.length >= count && runs.every(run => run.status === 'completed')) {
			return runs;
		}

		await clock.sleep(50);
	}
};

const idleResources = listResources();

await t.test('a dispatched entry really runs, dispatches its successor, and both leave their markers', async t => {
	const cloud = await start(t, {secrets: {GREETING: 'from-a-secret', OTHER: 'x'}});
	const invocation = createInvocation();
	const {runId} = await cloud.platform.dispatch({action: 'write', invocation});
	t.match(runId, /^gh:\d+$/u);
	const runs = await waitForRuns(cloud, invocation, 2);
	t.match(runs.map(({action, status, conclusion}) => ({action, status, conclusion})), [
		{action: 'read', status: 'completed', conclusion: 'success'},
		{action: 'write', status: 'completed', conclusion: 'success'},
	]);
	const prefix = getPrefix(invocation);
	t.same(await listKeys(cloud.doneBucket, prefix), ['function_completions/read.done', 'function_completions/write.done']);
	t.same(await listKeys(cloud.logBucket, prefix), ['read.txt', 'write.txt']);
	t.match(await readText(cloud.logBucket, `${prefix}write.txt`), /greeting written[\s\S]*Finished execution of write/);
	t.equal(await readText(cloud.doneBucket, 'greeting.txt'), 'hello from-a-secret');
	t.match(await cloud.platform.readRunLog(runId!), 'printed by the function');
	t.same(cloud.secrets, [cloud.github.token, cloud.s3.accessKeyId, cloud.s3.secretAccessKey, 'from-a-secret']);
});

await t.test('two clouds at once, and two invocations in one of them, do not meet', async t => {
	const [one, other] = await Promise.all([start(t), start(t)]);
	const [first, second] = [createInvocation('first'), createInvocation('second')];
	await Promise.all([first, second].map(async invocation => one.platform.dispatch({action: 'write', invocation})));
	for (const invocation of [first, second]) {
		const runs = await waitForRuns(one, invocation, 2);
		t.same(runs.map(({action}) => action).sort(), ['read', 'write']);
		t.equal((await listKeys(one.doneBucket, getPrefix(invocation))).length, 2);
	}

	t.same(await other.platform.listRuns({invocation: first, since: 0}), []);
	t.same(await other.doneBucket.list(''), []);
	const strange = await fetch(`${one.github.apiUrl}/user`, {headers: {authorization: `token ${other.github.token}`}});
	t.equal(strange.status, 401, 'the token of one is refused by the other');
	const anonymous = await fetch(`${one.s3.endpoint}/bucket`);
	t.equal(anonymous.status, 403);
});

await t.test('cancelling ends the function\'s process', async t => {
	const cloud = await start(t, {workflow: waitForEver});
	const invocation = createInvocation();
	const {runId = gh(0)} = await cloud.platform.dispatch({action: 'write', invocation});
	await waitUntil(async () => (await cloud.logBucket.list('')).length > 0, () => 'no object');

	await cloud.platform.cancel(runId);
	t.match(await waitForRuns(cloud, invocation, 1), [{id: runId, conclusion: 'cancelled'}]);
	await cloud.platform.cancel(runId);
});

await t.test('closing leaves no process, socket, timer or folder behind, even in the middle of a run', async t => {
	const tmpDir = t.testdir();
	const before = await waitForResources(idleResources);
	const cloud = await start(t, {workflow: waitForEver, tmpDir});
	await cloud.platform.dispatch({action: 'write', invocation: createInvocation()});
	// The log's first lines are written before the function's process is there.
	await waitUntil(() => process.getActiveResourcesInfo().includes('ProcessWrap'), () => process.getActiveResourcesInfo());

	t.equal(statSync(cloud.dataDir).mode & 0o777, 0o700); // eslint-disable-line no-bitwise
	t.match(cloud.dataDir, tmpDir);
	await Promise.all([cloud.close(), cloud.close()]);
	await cloud.close();
	t.same(readdirSync(tmpDir), []);
	t.same(await waitForResources(before), before);
});

await t.test('a data folder keeps its objects for the next cloud', async t => {
	const dataDir = join(t.testdir(), 'data');
	const cloud = await start(t, {dataDir});
	const invocation = createInvocation();
	await cloud.platform.dispatch({action: 'write', invocation});
	await waitForRuns(cloud, invocation, 2);
	await t.rejects(start(t, {dataDir}), {message: /in use/}, 'one at a time');
	await cloud.close();
	t.ok(cloud.isKept && existsSync(dataDir));
	t.equal(statSync(dataDir).mode & 0o777, 0o700); // eslint-disable-line no-bitwise
	const next = await start(t, {dataDir});
	t.equal(await readText(next.doneBucket, 'greeting.txt'), 'hello ');
});

await t.test('--keep leaves the temporary folder and the folders of the actions', async t => {
	const cloud = await start(t, {keep: true});
	const invocation = createInvocation();
	await cloud.platform.dispatch({action: 'write', invocation});
	await waitForRuns(cloud, invocation, 2);
	await cloud.close();
	const actionsDir = readdirSync(cloud.dataDir).find(name => name.startsWith('actions-')) ?? '';
	t.equal(readdirSync(join(cloud.dataDir, actionsDir, 'runs')).length, 2);
	t.equal(readdirSync(join(cloud.dataDir, actionsDir, 'run-logs')).length, 2);
});

await t.test('a start that fails in the middle leaves nothing behind', async t => {
	const tmpDir = t.testdir();
	const before = await waitForResources(idleResources);
	const workflow = readWorkflow(document => ({
		...document, DataStores: {Files: {Bucket: 'no/bucket', Region: 'x'}, Logs: {Bucket: 'no/bucket', Region: 'x'}},
	}));
	await t.rejects(start(t, {workflow, tmpDir}), {name: 'FaasrTuiError', code: 'document-invalid'});
	t.same(readdirSync(tmpDir), []);
	t.same(await waitForResources(before), before);
	const file = join(tmpDir, 'file');
	writeFileSync(file, '');
	await t.rejects(start(t, {dataDir: file}), {code: 'usage'}, 'a data folder that is a file');
});

await t.test('it says what is not as in the document', async t => {
	const cloud = await start(t);
	t.match(cloud.describe(), [/Files, Logs/, /AWS \(Lambda\)/, /containers/i]);
	t.equal(cloud.label, 'local cloud');
	t.equal(cloud.platform.label, 'local cloud');
	t.equal(cloud.github.repository, 'someone/some-repo');
	t.not(cloud.document.DataStores['Files']?.Bucket, cloud.document.DataStores['Logs']?.Bucket);
});

await t.test('functions get their arguments as the document writes them, and not as JavaScript would', async t => {
	const hasR = (await Promise.allSettled([findRscript()]))[0].status === 'fulfilled';
	const functionsDir = join(t.testdir({
		functions: {
			'show.py': 'def show(**arguments):\n    print("python", repr(arguments))\n    return None\n',
			'show.R': 'show_r <- function(...) { a <- list(...); cat("r", class(a$float), class(a$whole), "\\n"); NULL }\n',
		},
	}), 'functions');
	const numbers = '{"float": 33.0, "whole": 33, "power": 1E3, "minus": -0.0, "long": 12345678901234567890, "exact": 0.10000000000000000555, "deep": [{"x": 2.50}], "10": "ten", "2": "two"}';
	const {workflow} = parseWorkflow(`{
		"WorkflowName": "numbers", "FunctionInvoke": "show",
		"ActionList": {
			"show": {"FunctionName": "show", "FaaSServer": "GH", "Type": "Python", "Arguments": ${numbers}, "InvokeNext": ${hasR ? '["show-r"]' : '[]'}}
			${hasR ? ', "show-r": {"FunctionName": "show_r", "FaaSServer": "GH", "Type": "R", "Arguments": {"float": 33.0, "whole": 33}, "InvokeNext": []}' : ''}
		},
		"ComputeServers": {"GH": {"FaaSType": "GitHubActions", "UserName": "someone", "ActionRepoName": "repo", "Branch": "main", "UseSecretStore": true}},
		"DataStores": {"S3": {"Bucket": "bucket", "Region": "us-east-1"}},
		"DefaultDataStore": "S3", "LoggingDataStore": "S3", "FaaSrLog": "FaaSrLog",
		"ActionContainers": {"show": "image", "show-r": "image"}
	}`);
	const cloud = await start(t, {workflow: workflow!, functionsDir});
	const invocation = {...createInvocation(), workflowName: 'numbers'};
	await cloud.platform.dispatch({action: 'show', invocation});
	const runs = await waitForRuns(cloud, invocation, hasR ? 2 : 1);
	const logs = await Promise.all(runs.map(async ({id}) => cloud.platform.readRunLog(id)));
	t.match(logs.join(''), 'python {\'float\': 33.0, \'whole\': 33, \'power\': 1000.0, \'minus\': -0.0, \'long\': 12345678901234567890, \'exact\': 0.1, \'deep\': [{\'x\': 2.5}], \'10\': \'ten\', \'2\': \'two\'}');
	t.ok(!hasR || logs.join('').includes('r numeric integer'), 'an R function sees a double and an integer', {logs});
});
