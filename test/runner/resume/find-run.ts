import t, {type Test} from 'tap';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {FaasrTuiError} from '../../../source/errors/faasr-tui-error.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {PartialListError} from '../../../source/ports/partial-list-error.js';
import {WorkflowRunner} from '../../../source/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, writeDocument} from '../../fixtures/runner/fake-cloud.js';

const now = Date.UTC(2026, 10, 23, 4);
const timestamp = '2026-11-23T03-59-50';

const open = (t: Test, listRuns: Cloud['platform']['listRuns']) => {
	const fake = createFakeCloud();
	const clock = createVirtualClock(now);
	const cloud = {...fake.cloud, platform: {...fake.cloud.platform, listRuns}};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud, clock});
	t.teardown(async () => runner.cleanup());
	return {runner, clock, bucket: fake.bucket};
};

const run: PlatformRun = {id: 7, action: 'a', status: 'queued'};

t.test('a run that has written nothing yet is found by id and timestamp among the platform\'s, and watched to its verdict', async t => {
	const {runner, clock, bucket} = open(t, async ({invocation}) => invocation.id === 'mine' ? [run] : []);
	t.same(await runner.attach({invocationId: 'mine', timestamp}), {workflowName: 'Tiny', timestamp, id: 'mine'});
	t.same(runner.getFunctionStatuses(), {a: 'INVOKED'});
	bucket.put(`FaaSrLog/Tiny/${timestamp}/mine/a.txt`, finishLines('a').map(line => `${line}\n`).join(''));
	bucket.put(`FaaSrLog/Tiny/${timestamp}/mine/function_completions/a.done`, 'True');
	await clock.advance(1000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
});

t.test('a container that never started has its verdict when it is looked for later', async t => {
	const {runner, clock} = open(t, async () => [{...run, status: 'completed', conclusion: 'failure'}]);
	await runner.attach({invocationId: 'mine', timestamp});
	await clock.advance(20_000);
	t.same((await runner.result()).outcome, 'FAILED');
	t.match(runner.store.getSnapshot().nodes.get('a'), {status: 'FAILED', reason: 'run-failed'});
});

t.test('a repository that cannot be listed does not hide the others', async t => {
	const {runner} = open(t, async () => {
		throw new PartialListError(new FaasrTuiError('One is hidden.', {code: 'unreachable'}), [run]);
	});
	t.match(await runner.attach({invocationId: 'mine', timestamp}), {id: 'mine'});
});

for (const [what, listRuns] of [
	['no run', async () => []],
	['nothing new', async () => undefined],
	['runs that do not say whose they are', async () => [{...run, isGuess: true as const}]],
	['an error', async () => {
		throw new Error('offline');
	}],
] as ReadonlyArray<readonly [string, Cloud['platform']['listRuns']]>) {
	t.test(`an invocation of which the bucket and the platform know nothing (${what}) is refused`, async t => {
		const {runner} = open(t, listRuns);
		await t.rejects(runner.attach({invocationId: 'mine', timestamp}), {code: 'usage', message: /no invocation "mine" of 2026-11-23T03-59-50/u});
	});
}

t.test('without a timestamp, or for the latest, only the bucket can tell; what else to name is said', async t => {
	const {runner} = open(t, async () => [run]);
	await t.rejects(runner.attach({invocationId: 'mine'}), {code: 'usage', message: /no invocation "mine"/u, hint: /trigger one\. One that has written nothing yet is found when --timestamp is given, too\.$/u});
	await t.rejects(runner.attach({invocationId: '@latest', timestamp}), {code: 'usage', hint: /trigger one\.$/u});
});

t.test('a bucket that cannot be listed is told as that', async t => {
	const {runner, bucket} = open(t, async () => [run]);
	for (const error of [new Error('gone'), new FaasrTuiError('Nobody answers.', {code: 'unreachable'})]) {
		bucket.failNext(error);
		await t.rejects(runner.attach({invocationId: 'mine', timestamp}), error);
	}
});
