import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import t, {type Test} from 'tap';
import {systemClock as clock} from '../../../source/ports/clock/system-clock.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {type Outcome} from '../../../source/core/run/status.js';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';
import {openCloud} from '../../../source/run/runner/open-cloud.js';
import {closeCloud} from '../../../source/run/runner/runner-cloud.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createFakeCloud} from '../../support/runner/fake-cloud.js';
import {startOwnGithub} from '../../support/preflight/start-own-github.js';

const localFile = fileURLToPath(new URL('../../support/local-cloud/two-actions.json', import.meta.url));

/** Opens the cloud of a document that servers on loopback stand for. */
const openGithub = async (t: Test, {change = document => document, env = {}}: {readonly change?: (document: WorkflowDocument) => WorkflowDocument; readonly env?: Readonly<Record<string, string | undefined>>} = {}) => {
	// Nothing that is dispatched here has to run.
	const own = await startOwnGithub(t, {parallelism: 0});
	const {workflow} = parseWorkflow(JSON.stringify(change(own.document)));
	const opening = openCloud({workflow: workflow!, workflowFile: own.file, clock, env: {...own.env, ...env}});
	const [opened] = await Promise.allSettled([opening]);
	if (opened.status === 'fulfilled') {
		t.teardown(opened.value.close);
	}

	return {own, opening};
};

t.test('the cloud that a document names is opened with the credentials of the environment: its runs, and a bucket for each store that is watched', async t => {
	const {own, opening} = await openGithub(t);
	const cloud = await opening;
	const {GITHUB_TOKEN: token, MY_S3_BUCKET_ACCESSKEY: accessKeyId, MY_S3_BUCKET_SECRETKEY: secretAccessKey} = own.env;
	t.match(cloud.label, /^GitHub Actions /u);
	t.same([cloud.logBucket.name, cloud.doneBucket.name], ['Logs', 'Files']);
	t.same(['Files', 'Logs'].map(name => cloud.openStore!(name)), [cloud.doneBucket, cloud.logBucket]);
	t.match(cloud.defaultStore, {name: 'Files', store: own.document.DataStores['Files'], credentials: {accessKeyId, secretAccessKey}});
	t.ok([token, secretAccessKey].every(value => cloud.secrets.includes(value!)));
	t.equal(cloud.credentialNames?.[0], 'GITHUB_TOKEN');
	const [described] = cloud.describe!();
	t.match(described, /^Credentials: GITHUB_TOKEN -> 127\.0\.0\.1:\d+ \(token of the server GH, token of the server AWS\), GITHUB_REPOSITORY/u);
	t.notOk(described?.includes(token!));
	t.same(await cloud.checkBeforeTrigger!(), []);
	t.same(await cloud.logBucket.list('FaaSrLog/'), []);
	own.edit(document => ({...document, WorkflowName: 'renamed'}));
	t.match(await cloud.checkBeforeTrigger!(), [/./u], 'and a document that is not as pushed is told');
});

t.test('nodes on a platform that nothing drives yet are followed by S3 alone, and one sentence names them', async t => {
	const {opening} = await openGithub(t, {change(document) {
		const {FunctionInvoke: name, ActionList, ComputeServers} = document;
		const entry = ActionList[name]!;
		return {
			...document,
			ComputeServers: {...ComputeServers, Cloud: {FaaSType: 'Lambda', Region: 'us-east-1'}},
			ActionList: {...ActionList, [name]: {...entry, InvokeNext: [...[entry.InvokeNext ?? []].flat(), 'remote']}, remote: {...entry, FaaSServer: 'Cloud', InvokeNext: []}},
		};
	}});
	const cloud = await opening;
	t.same(cloud.describe!().slice(1), ['Only S3 tells of these nodes, their platform runs and run logs will not be seen: remote (on Cloud: faasr-tui cannot ask Lambda yet).']);
});

t.test('a document with one store has one bucket, which an anonymous store needs no keys for', async t => {
	const {own, opening} = await openGithub(t, {
		change: ({LoggingDataStore: _, ...document}) => ({...document, DataStores: {...document.DataStores, Files: {...document.DataStores['Files']!, Anonymous: 'TRUE'}}}),
		env: {MY_S3_BUCKET_ACCESSKEY: undefined, MY_S3_BUCKET_SECRETKEY: undefined},
	});
	const cloud = await opening;
	t.equal(cloud.logBucket, cloud.doneBucket);
	t.same(Object.keys(cloud.defaultStore), ['name', 'store']);
	t.equal(cloud.defaultStore.store.Bucket, own.document.DataStores['Files']?.Bucket);
});

t.test('where two servers have tokens of their own each repository is asked with its own', async t => {
	const {own, opening} = await openGithub(t, {
		change: document => ({
			...document,
			ActionList: {...document.ActionList, read: {...document.ActionList['read']!, FaaSServer: 'Far'}},
			ComputeServers: {...document.ComputeServers, Far: {...document.ComputeServers['GH']!, FaaSType: 'GitHubActions', ActionRepoName: 'far-repo'}},
		}),
		env: {Far_PAT: 'another-token'},
	});
	const cloud = await opening;
	t.ok(['another-token', own.env['GITHUB_TOKEN']!].every(value => cloud.secrets.includes(value)));
	const invocation = {workflowName: 'two', timestamp: '2026-03-01T12-00-00', id: 'id'};
	await t.resolves(cloud.platform.dispatch({action: 'write', invocation}), 'the entry\'s repository takes the entry\'s token');
	await t.rejects(cloud.platform.dispatch({action: 'read', invocation}), {code: 'credentials'}, 'the other one is asked with a token that this GitHub does not know');
});

t.test('everything that is missing is told at once', async t => {
	const {workflow} = loadWorkflow(localFile);
	await t.rejects(openCloud({workflow, workflowFile: localFile, clock, env: {}}), {
		code: 'credentials', message: /^Credentials are missing: GITHUB_TOKEN \(.*\), GITHUB_REPOSITORY .*Files_AccessKey .*Logs_SecretKey/u,
	});
});

t.test('the local cloud keeps its objects where it is told to, and ends with the runner that opened it', async t => {
	const folder = t.testdir({});
	const dataDir = path.join(folder, 'data');
	const runner = new WorkflowRunner({workflowFile: localFile, local: true, dataDir, keep: true, functionsDir: path.join(path.dirname(localFile), 'functions'), env: {GREETING: 'hello'}});
	const cloud = await runner.openCloud();
	t.equal(await runner.openCloud(), cloud);
	t.equal(cloud.label, 'local cloud');
	t.same(await cloud.logBucket.list(''), []);
	await runner.cleanup();
	await t.rejects(fetch(cloud.defaultStore.store.Endpoint!));
	t.ok(fs.readdirSync(dataDir).length > 0);
});

t.test('relative folders stand for those below the folder that was current when the runner was made', async t => {
	const folder = fs.realpathSync(t.testdir({}));
	const before = process.cwd();
	t.teardown(() => {
		process.chdir(before);
	});
	process.chdir(folder);
	fs.cpSync(path.join(path.dirname(localFile), 'functions'), 'functions', {recursive: true});
	const runner = new WorkflowRunner({workflowFile: localFile, local: true, dataDir: 'd/e', functionsDir: './functions', env: {GREETING: 'hello'}});
	process.chdir(before);
	await runner.triggerWorkflow();
	const {outcome} = await runner.result();
	await runner.cleanup();
	t.equal(outcome, 'COMPLETED', 'and functions run, whose working directory is another one');
	t.ok(fs.readdirSync(path.join(folder, 'd', 'e')).includes('runs.jsonl'));
	t.throws(() => new WorkflowRunner({workflowFile: localFile, local: true, dataDir: ''}), {code: 'usage'});
	t.throws(() => new WorkflowRunner({workflowFile: localFile, local: true, functionsDir: ''}), {code: 'usage'});
});

t.test('a runner that only reads makes no folder, and no run in one that is there', async t => {
	const dataDir = path.join(t.testdir({}), 'data');
	const options = {workflowFile: localFile, local: true, readOnly: true, dataDir, env: {}};
	await t.rejects(new WorkflowRunner(options).openCloud(), {code: 'usage', message: /does not exist/u});
	t.notOk(fs.existsSync(dataDir));
	fs.mkdirSync(path.join(dataDir, 's3'), {recursive: true});
	const runner = new WorkflowRunner(options);
	await t.rejects(runner.triggerWorkflow(), {code: 'usage', message: /reading only/u});
	await runner.cleanup();
	t.same(fs.readdirSync(dataDir), ['s3']);
});

t.test('the functions of the local cloud are found beside the document, its objects in a folder that goes with it', async t => {
	const {workflow} = loadWorkflow(localFile);
	const cloud = await openCloud({workflow, workflowFile: localFile, clock, local: true});
	t.ok(cloud.describe!().length > 0);
	await cloud.close();
});

const endings: ReadonlyArray<readonly [outcome: Outcome, steps: readonly string[]]> = [
	['COMPLETED', ['finish', 'close']],
	['FAILED', ['finish', 'close']],
	['CANCELLED', ['close']],
	['RUNNING', ['close']],
];

for (const [outcome, expected] of endings) {
	t.test(`the cloud of a run that is ${outcome} ${expected.length === 2 ? 'lets functions write their last words' : 'is closed at once'}`, async t => {
		const steps: string[] = [];
		const {cloud, getCloseCount} = createFakeCloud();
		await closeCloud(Promise.resolve({
			...cloud,
			async finish() {
				steps.push('finish');
			},
			async close() {
				steps.push('close');
			},
		}), outcome);
		t.same(steps, expected);
		await closeCloud(Promise.resolve(cloud), outcome);
		t.equal(getCloseCount(), 1, 'also where nothing has to be waited for');
	});
}

t.test('a cloud that could not be opened needs no closing', async t => {
	await t.resolves(closeCloud(Promise.reject(new Error('credentials are missing')), 'IDLE'));
});
