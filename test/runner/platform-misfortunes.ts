import {mkdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import t, {type Test} from 'tap';
import {systemClock as clock} from '../../source/clock/system-clock.js';
import {startLocalCloud, type LocalCloudOptions} from '../../source/local/start-local-cloud.js';
import {loadWorkflow} from '../../source/runner/load-workflow.js';
import {WorkflowRunner} from '../../source/runner/workflow-runner.js';

t.setTimeout(120_000);

const documentDir = fileURLToPath(new URL('../fixtures/local-cloud', import.meta.url));
const workflowFile = `${documentDir}/two-actions.json`;

/** A runner over a local cloud whose infrastructure fails, all over real HTTP. */
const start = async (t: Test, misfortunes: LocalCloudOptions['misfortunes'] = {}, options: Partial<LocalCloudOptions> = {}) => {
	mkdirSync(t.testdirName, {recursive: true});
	const {workflow} = loadWorkflow(workflowFile);
	const cloud = await startLocalCloud({
		workflow, documentDir, clock, tmpDir: t.testdirName, misfortunes, ...options,
	});
	t.teardown(cloud.close);
	const runner = new WorkflowRunner({workflowFile, cloud, checkInterval: 0.1});
	t.teardown(async () => runner.cleanup());
	return {cloud, runner};
};

const summarize = (runner: WorkflowRunner): string => [...runner.store.getSnapshot().nodes.values()]
	.map(({id, status, reason}) => `${id} ${status} ${reason}`).join(', ');

const getRunLog = (runner: WorkflowRunner, node: string): readonly string[] =>
	runner.store.logs.getSnapshot().filter(entry => entry.node === node && entry.isRunLog === true).map(entry => entry.text);

const pullFailure = 'Warning: Docker pull failed with exit code 1, back off 8.549 seconds before retry.\n##[error]Docker pull failed with exit code 1\n';

t.test('an image that cannot be pulled fails its node, with the tail of the job\'s own log', async t => {
	const {runner} = await start(t, {sabotage: ({action}) => action === 'read' ? {conclusion: 'failure', logText: pullFailure} : undefined});
	await runner.triggerWorkflow();
	const {outcome} = await runner.result();
	t.equal(outcome, 'FAILED');
	t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
	t.same(getRunLog(runner, 'read').at(-1), '##[error]Docker pull failed with exit code 1');
});

t.test('a lost runner has no log; its node fails all the same', async t => {
	const {runner} = await start(t, {sabotage: () => ({conclusion: 'failure', logText: '', isLogLost: true})});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'FAILED');
	t.equal(summarize(runner), 'write FAILED run-failed, read SKIPPED upstream-failed');
	t.same(getRunLog(runner, 'write'), []);
});

t.test('a run cancelled on the web is cancelled, and what comes behind it is skipped', async t => {
	const {runner} = await start(t, {sabotage: () => ({conclusion: 'cancelled', logText: '##[error]The operation was canceled.\n'})});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'CANCELLED');
	t.equal(summarize(runner), 'write CANCELLED cancelled-on-platform, read SKIPPED upstream-failed');
	t.same(getRunLog(runner, 'write'), ['##[error]The operation was canceled.']);
});

for (const conclusion of ['timed_out', 'startup_failure', 'something_new']) {
	t.test(`the conclusion ${conclusion} is a failure`, async t => {
		const {runner} = await start(t, {sabotage: () => ({conclusion, logText: 'gone\n'})});
		await runner.triggerWorkflow();
		await runner.result();
		t.equal(summarize(runner), 'write FAILED run-failed, read SKIPPED upstream-failed');
		t.match(runner.store.getSnapshot().nodes.get('write')?.sentence, new RegExp(`ended with ${conclusion}`));
	});
}

t.test('a run that is queued for ever stays invoked until it is cancelled, and then nothing of it is alive', async t => {
	const {runner, cloud} = await start(t, {}, {parallelism: 0});
	const invocation = await runner.triggerWorkflow();
	await clock.sleep(700);
	t.same(runner.getFunctionStatuses(), {write: 'INVOKED', read: 'PENDING'});
	t.same(await runner.cancel(), {aliveRunIds: []});
	t.equal((await runner.result()).outcome, 'CANCELLED');
	t.match(await cloud.platform.listRuns({invocation, since: clock.now() - 60_000, isComplete: true}), [{status: 'completed', conclusion: 'cancelled'}]);
});

t.test('runs that GitHub lists late are waited for', async t => {
	const {runner} = await start(t, {listDelayMs: 1500, sabotage: ({action}) => action === 'read' ? {conclusion: 'failure', logText: pullFailure} : undefined});
	await runner.triggerWorkflow();
	await runner.result();
	t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
});

t.test('what a function printed is fetched when it is asked for, once', async t => {
	const {runner} = await start(t);
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.same(getRunLog(runner, 'write'), []);
	while ((await runner.readRunLog('write')).length === 0) {
		await clock.sleep(50);
	}

	const lines = getRunLog(runner, 'write');
	t.ok(lines.some(line => line.includes('printed by the function')));
	await runner.readRunLog('write');
	t.equal(getRunLog(runner, 'write').length, lines.length);
});
