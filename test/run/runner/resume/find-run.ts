import t, {type Test} from 'tap';
import {type PlatformRun} from '../../../../source/core/run/platform-run.js';
import {FaasrTuiError} from '../../../../source/ports/errors/faasr-tui-error.js';
import {type Cloud} from '../../../../source/ports/cloud.js';
import {type BegunRun} from '../../../../source/ports/platform.js';
import {PartialListError} from '../../../../source/ports/partial-list-error.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, writeDocument} from '../../../support/runner/fake-cloud.js';
import {endRun, gh} from '../../../support/run-id.js';

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

const run: PlatformRun = {id: gh(7), action: 'a', status: 'queued'};

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
	const {runner, clock} = open(t, async () => [{...run, ...endRun('failure')}]);
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
	await t.rejects(runner.attach({invocationId: 'mine'}), {code: 'usage', message: /no invocation "mine"/u, hint: /trigger one\. To find a run that has written nothing yet, also give --timestamp\.$/u});
	await t.rejects(runner.attach({invocationId: '@latest', timestamp}), {code: 'usage', hint: /trigger one\.$/u});
});

t.test('a bucket that cannot be listed is told as that', async t => {
	const {runner, bucket} = open(t, async () => [run]);
	for (const error of [new Error('gone'), new FaasrTuiError('Nobody answers.', {code: 'unreachable'})]) {
		bucket.failNext(error);
		await t.rejects(runner.attach({invocationId: 'mine', timestamp}), error);
	}
});

const begun: BegunRun = {runId: gh(7), status: 'queued', createdAt: now - 3000, invocationId: 'mine'};

/** A runner on a platform that has begun something, and what subscribers hear as warnings. */
const openBegun = (t: Test, listBegun: NonNullable<Cloud['platform']['listBegun']>, listRuns: Cloud['platform']['listRuns'] = async () => []) => {
	const fake = createFakeCloud();
	const clock = createVirtualClock(now);
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud: {...fake.cloud, platform: {...fake.cloud.platform, listRuns, listBegun}}, clock, timeout: 60});
	t.teardown(async () => runner.cleanup());
	const said: string[] = [];
	runner.subscribe(event => {
		if (event.type === 'run.warned') {
			said.push(event.message);
		}
	});
	const write = (id: string, at: string): void => {
		fake.bucket.put(`FaaSrLog/Tiny/${at}/${id}/a.txt`, finishLines('a').map(line => `${line}\n`).join(''));
		fake.bucket.put(`FaaSrLog/Tiny/${at}/${id}/function_completions/a.done`, 'True');
	};

	return {runner, clock, said, write};
};

for (const invocationId of ['@latest', 'mine']) {
	t.test(`${invocationId}: a run that is queued is waited for, until its first log tells its true timestamp`, async t => {
		const {runner, clock, said, write} = openBegun(t, async () => [begun]);
		write('other', '2026-11-23T03-00-00');
		const attaching = runner.attach({invocationId});
		await clock.advance(20_000);
		t.match(said, [/^Platform run 7 of a, created at 03:59:57 UTC, is queued and has written nothing yet \(InvocationID=mine\); waiting for its first log\.$/u]);
		write('mine', timestamp);
		await clock.advance(5000);
		t.match(await attaching, {id: 'mine', timestamp});
		t.equal((await runner.result()).outcome, 'COMPLETED');
	});
}

t.test('a nameless one is whatever writes first since', async t => {
	const {invocationId: _, ...nameless} = begun;
	const {runner, clock, said, write} = openBegun(t, async () => [{...nameless, status: 'in_progress', url: 'https://example.org/7'}]);
	const attaching = runner.attach({invocationId: '@latest'});
	await clock.advance(1000);
	t.match(said, [/has begun and has written nothing yet \(identified only by its file and time\) run=https:\/\/example\.org\/7;/u]);
	write('its-own-name', timestamp);
	await clock.advance(5000);
	t.match(await attaching, {id: 'its-own-name', timestamp});
});

t.test('one that ends without a word is watched by its name; without a name nothing is left to watch', async t => {
	const dead: PlatformRun = {...run, ...endRun('failure')};
	let status: BegunRun['status'] = 'queued';
	const named = openBegun(t, async () => [{...begun, status}], async () => [dead]);
	const attaching = named.runner.attach({invocationId: '@latest'});
	await named.clock.advance(1000);
	status = 'completed';
	await named.clock.advance(5000);
	t.match(await attaching, {id: 'mine', timestamp: '2026-11-23T03-59-57'});
	t.equal(named.runner.store.getSnapshot().outcome, 'FAILED');

	const {invocationId: _, ...nameless} = begun;
	status = 'queued';
	const other = openBegun(t, async () => [{...nameless, status}]);
	const refused = t.rejects(other.runner.attach({invocationId: '@latest'}), {code: 'usage', message: /^Platform run 7 of a, .* has ended and has written nothing yet/u});
	await other.clock.advance(1000);
	status = 'completed';
	await other.clock.advance(5000);
	await refused;
});

t.test('waiting ends with the time-out, with a cancel, and when nobody watches any more; a platform that cannot say does not end it', async t => {
	let isAway = false;
	const {runner, clock} = openBegun(t, async () => {
		if (isAway) {
			throw new Error('offline');
		}

		return [begun];
	});
	const refused = t.rejects(runner.attach({invocationId: '@latest'}), {code: 'timed-out', message: /is queued/u});
	await clock.advance(10_000);
	isAway = true;
	await clock.advance(60_000);
	await refused;
	isAway = false;
	const cancelled = t.rejects(runner.attach({invocationId: '@latest'}), {code: 'cancelled'});
	await clock.advance(100);
	await t.rejects(runner.cancel(), {code: 'cancelled'});
	await cancelled;
	const stopped = t.rejects(runner.attach({invocationId: '@latest'}), {code: 'cancelled'});
	await clock.advance(100);
	await runner.cleanup();
	await stopped;
});

t.test('who plans to resume does not wait', async t => {
	const {runner} = openBegun(t, async () => [begun]);
	await t.rejects(runner.attach({invocationId: '@latest', isQuiet: true}), {code: 'usage', message: /cannot be resumed: Platform run 7 of a, .* is queued/u});
});

t.test('who only plans to resume is told nothing of the run that was found; who watches it is', async t => {
	const {runner, write} = openBegun(t, async () => []);
	write('mine', timestamp);
	const types: string[] = [];
	runner.subscribe(({type}) => {
		types.push(type);
	});
	await runner.attach({invocationId: 'mine', isQuiet: true});
	t.equal(runner.store.getSnapshot().outcome, 'COMPLETED');
	t.same(types, []);
	await runner.attach({invocationId: 'mine'});
	t.ok(types.includes('run.triggered'), types.join(', '));
});

t.test('one that the platform no longer lists is taken for what it was', async t => {
	let isListed = true;
	const {runner, clock} = openBegun(t, async () => isListed ? [begun] : []);
	const refused = t.rejects(runner.attach({invocationId: '@latest'}), {code: 'timed-out', message: /is queued/u});
	await clock.advance(1000);
	isListed = false;
	await clock.advance(60_000);
	await refused;
});
