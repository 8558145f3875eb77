import {mkdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import t, {type Test} from 'tap';
import {systemClock as clock} from '../../../source/ports/clock/system-clock.js';
import {describeBudget} from '../../../source/core/run/describe-budget.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {startLocalCloud} from '../../../source/clouds/local/start-local-cloud.js';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createEvent} from '../../support/create-event.js';
import {type Faults} from '../../support/github/faults.js';
import {withFaults} from '../../support/github/start-github-api.js';
import {waitUntil} from '../../support/processes.js';

t.setTimeout(120_000);

const documentDir = fileURLToPath(new URL('../../support/local-cloud', import.meta.url));
const workflowFile = `${documentDir}/two-actions.json`;

/** A runner over a local cloud whose infrastructure fails, all over real HTTP. */
const start = async (t: Test, {timeout = 120, ...faults}: Faults & {readonly timeout?: number} = {}) => {
	mkdirSync(t.testdirName, {recursive: true});
	const {workflow} = loadWorkflow(workflowFile);
	const cloud = await startLocalCloud({
		workflow, documentDir, clock, tmpDir: t.testdirName, startApi: withFaults(faults),
	});
	t.teardown(cloud.close);
	const runner = new WorkflowRunner({workflowFile, cloud, checkInterval: 0.1, timeout});
	t.teardown(async () => runner.cleanup());
	const told: string[] = [];
	runner.subscribe(event => {
		if (event.type === 'watch.failed' || event.type === 'watch.recovered') {
			told.push(event.type === 'watch.failed' ? `${event.source}: ${event.message}` : `${event.source} again`);
		}
	});
	return {cloud, runner, told};
};

const summarize = (runner: WorkflowRunner): string => [...runner.store.getSnapshot().nodes.values()]
	.map(({id, status, reason}) => `${id} ${status} ${reason}`).join(', ');

const getRunLog = (runner: WorkflowRunner, node: string): readonly string[] =>
	runner.store.logs.getSnapshot().filter(entry => entry.node === node && entry.isRunLog === true).map(entry => entry.text);

const pullFailure = 'Warning: Docker pull failed with exit code 1, back off 8.549 seconds before retry.\n##[error]Docker pull failed with exit code 1\n';

t.test('an image that cannot be pulled fails its node, with the tail of the job\'s own log', async t => {
	const {runner} = await start(t, {endRun: ({action}) => action === 'read' ? {conclusion: 'failure', logText: pullFailure} : undefined});
	await runner.triggerWorkflow();
	const {outcome} = await runner.result();
	t.equal(outcome, 'FAILED');
	t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
	t.same(getRunLog(runner, 'read').at(-1), '##[error]Docker pull failed with exit code 1');
});

t.test('a lost runner has no log; its node fails all the same', async t => {
	const {runner} = await start(t, {endRun: () => ({conclusion: 'failure', logText: '', isLogLost: true})});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'FAILED');
	t.equal(summarize(runner), 'write FAILED run-failed, read SKIPPED upstream-failed');
	t.same(getRunLog(runner, 'write'), []);
});

t.test('a run cancelled on the web is cancelled, and what comes behind it is skipped', async t => {
	const {runner} = await start(t, {endRun: () => ({conclusion: 'cancelled', logText: '##[error]The operation was canceled.\n'})});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'CANCELLED');
	t.equal(summarize(runner), 'write CANCELLED cancelled-on-platform, read SKIPPED upstream-failed');
	t.same(getRunLog(runner, 'write'), ['##[error]The operation was canceled.']);
});

for (const conclusion of ['timed_out', 'startup_failure', 'something_new']) {
	t.test(`the conclusion ${conclusion} is a failure`, async t => {
		const {runner} = await start(t, {endRun: () => ({conclusion, logText: 'gone\n'})});
		await runner.triggerWorkflow();
		await runner.result();
		t.equal(summarize(runner), 'write FAILED run-failed, read SKIPPED upstream-failed');
		t.match(runner.store.getSnapshot().nodes.get('write')?.sentence, new RegExp(`ended with ${conclusion}`));
	});
}

t.test('a run that is queued for ever stays invoked until it is cancelled, and then nothing of it is alive', async t => {
	const {runner, cloud} = await start(t, {parallelism: 0});
	const invocation = await runner.triggerWorkflow();
	await clock.sleep(700);
	t.same(runner.getFunctionStatuses(), {write: 'INVOKED', read: 'PENDING'});
	t.same(await runner.cancel(), {aliveRunIds: []});
	t.equal((await runner.result()).outcome, 'CANCELLED');
	t.match(await cloud.platform.listRuns({invocation, since: clock.now() - 60_000, isComplete: true}), [{status: 'completed', conclusion: 'cancelled'}]);
});

t.test('runs that GitHub lists late are waited for', async t => {
	const {runner} = await start(t, {listDelayMs: 1500, endRun: ({action}) => action === 'read' ? {conclusion: 'failure', logText: pullFailure} : undefined});
	await runner.triggerWorkflow();
	await runner.result();
	t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
});

t.test('what a function printed is fetched when it is asked for, once', async t => {
	const {runner} = await start(t);
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.same(getRunLog(runner, 'write'), []);
	await waitUntil(async () => (await runner.readRunLog('write')).length > 0, () => summarize(runner));

	const lines = getRunLog(runner, 'write');
	t.ok(lines.some(line => line.includes('printed by the function')));
	await runner.readRunLog('write');
	t.equal(getRunLog(runner, 'write').length, lines.length);
});

const noImage = {endRun: ({action}: {readonly action: string}) => action === 'read' ? {conclusion: 'failure', logText: pullFailure} : undefined};
const isList = (path: string): boolean => path.endsWith('/actions/runs');
const revoked = {status: 401, json: {message: 'Bad credentials'}} as const;

t.test('a token revoked in mid-run is told once, with what to do; the run is watched to its end by what S3 says', async t => {
	const {runner, told} = await start(t, {answer: ({path}) => isList(path) ? revoked : undefined});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.equal(told.length, 1, told.join('\n'));
	t.match(told[0], /^platform: GitHub refused to list the runs of someone\/\S+: the token is wrong or has expired \(401 Bad credentials\)\. Set GITHUB_TOKEN/u);
});

t.test('what only GitHub knows is not known with a revoked token: the node is given up, and that is said', async t => {
	const {runner} = await start(t, {...noImage, answer: ({path}) => isList(path) ? revoked : undefined, timeout: 4});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'TIMEOUT');
	t.match(runner.store.getSnapshot().nodes.get('read')?.sentence, /^Nothing new was observed for 4 s, and the platform could not be watched$/u);
});

t.test('an outage of the list is told, and forgiven when it ends', async t => {
	let count = 0;
	const {runner, told} = await start(t, {...noImage, answer: ({path}) => isList(path) && ++count <= 2 ? {status: 502, json: {message: 'Bad Gateway'}} : undefined});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'FAILED');
	t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
	t.match(told[0], /^platform: GitHub failed to list the runs .*502 Bad Gateway/u);
	t.equal(told.at(-1), 'platform again');
});

type LogTrouble = readonly [title: string, answer: (path: string, count: number) => Reply | 'reset' | undefined, isThere: boolean];

const isJobs = (path: string): boolean => path.endsWith('/jobs');
const isLog = (path: string): boolean => path.endsWith('/logs');
const logTroubles: readonly LogTrouble[] = [
	['whose jobs cannot be listed at first (500)', (path, count) => isJobs(path) && count === 1 ? {status: 500, json: {message: 'Server Error'}} : undefined, true],
	['whose address is cut off at first', (path, count) => isLog(path) && !path.startsWith('/_signed') && count <= 2 ? 'reset' : undefined, true],
	['whose address has expired at first (403)', (path, count) => path.startsWith('/_signed') && count <= 3 ? {status: 403, json: {message: 'Server failed to authenticate the request.'}} : undefined, true],
	['that the token may not read (403)', path => isJobs(path) ? {status: 403, json: {message: 'Resource not accessible by personal access token'}} : undefined, false],
	['that is gone (410)', path => isLog(path) ? {status: 410, json: {message: 'Gone'}} : undefined, false],
];

for (const [title, answer, isThere] of logTroubles) {
	t.test(`a log ${title} ${isThere ? 'is asked for again' : 'changes nothing about the verdict'}`, async t => {
		let count = 0;
		const {runner} = await start(t, {...noImage, answer: ({path}) => isJobs(path) || isLog(path) ? answer(path, ++count) : undefined});
		await runner.triggerWorkflow();
		t.equal((await runner.result()).outcome, 'FAILED');
		t.equal(summarize(runner), 'write COMPLETED completed, read FAILED run-failed');
		t.same(getRunLog(runner, 'read').slice(-1), isThere ? ['##[error]Docker pull failed with exit code 1'] : []);
	});
}

t.test('a budget of which less than a tenth is left is told once', async t => {
	const {runner, cloud: {github}} = await start(t, {rateLimitCount: 1000});
	for (let count = 0; count < 901; count++) {
		// Whatever else is done with the token.
		await fetch(`${github.apiUrl}/user`, {headers: {authorization: `token ${github.token}`}});
	}

	const warnings: string[] = [];
	runner.subscribe(event => {
		if (event.type === 'run.warned') {
			warnings.push(event.message);
		}
	});
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.equal(warnings.length, 1, warnings.join('\n'));
	t.match(warnings[0], /^GitHub's rate limit is nearly used up: \d\d of 1000 requests left until \d\d:\d\d UTC\. The functions' dispatches with the same token count, too\.$/u);
	t.equal(describeBudget(runner.store.getSnapshot())?.isLow, true);
	t.equal(describeBudget({}), undefined);
});

t.test('a dispatch that GitHub does not answer is not waited for by somebody who does not wait for its cancel either', async t => {
	const answer = createEvent();
	const asked = createEvent();
	t.teardown(answer.tell);
	const {runner} = await start(t, {async answer({path}) {
		if (path.endsWith('/dispatches')) {
			asked.tell();
			await answer.happened;
		}

		return undefined;
	}});
	const triggering = t.rejects(runner.triggerWorkflow(), {
		code: 'cancelled', message: 'faasr-tui did not wait for the answer to the dispatch of write; the run may have started anyway.', hint: /--invocation-id [\da-f-]{36}/u,
	});
	await asked.happened;
	const forceExit = new AbortController();
	const cancelling = t.rejects(runner.cancel({signal: forceExit.signal}), {code: 'cancelled'});
	forceExit.abort(new Error('interrupted twice'));
	await Promise.all([triggering, cancelling]);
	t.equal(runner.store.getSnapshot().outcome, 'IDLE');
});
