import fs from 'node:fs';
import path from 'node:path';
import {PutObjectCommand} from '@aws-sdk/client-s3';
import t, {type Test} from 'tap';
import {type InvokeNextEntry} from '../../../../source/core/workflow/document.js';
import {type Bucket} from '../../../../source/ports/bucket.js';
import {type Cloud} from '../../../../source/ports/cloud.js';
import {PartialListError} from '../../../../source/ports/partial-list-error.js';
import {type Platform} from '../../../../source/ports/platform.js';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {FaasrTuiError} from '../../../../source/ports/errors/faasr-tui-error.js';
import {startLocalCloud} from '../../../../source/clouds/local/start-local-cloud.js';
import {getRunsSince} from '../../../../source/run/history/runs-since.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../../source/testing/virtual-clock.js';
import {type Faults} from '../../../support/github/faults.js';
import {withFaults} from '../../../support/github/start-github-api.js';
import {makeFolder} from '../../../support/make-folder.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../../support/runner/fake-cloud.js';
import {createTestClient} from '../../../support/s3/start-test-server.js';
import {writeFlakyWorkflow} from '../../../support/resume/flaky-workflow.js';
import {endRun, gh} from '../../../support/run-id.js';

// Real Python processes.
t.setTimeout(180_000);

/** A workflow on a local cloud; actions that are named `broken` fail until `mend` is called. */
const start = async (t: Test, edges: Readonly<Record<string, readonly InvokeNextEntry[]>>, broken: readonly string[], {wrap = cloud => cloud, ...faults}: Faults & {readonly wrap?: (cloud: Cloud) => Cloud} = {}) => {
	const folder = makeFolder(t);
	const flaky = writeFlakyWorkflow(folder, edges, broken);
	const {workflow} = parseWorkflow(fs.readFileSync(flaky.file, 'utf8'));
	const cloud = await startLocalCloud({
		workflow: workflow!, documentDir: folder, functionsDir: path.join(folder, 'functions'), dataDir: path.join(folder, 'data'), clock: systemClock, startApi: withFaults(faults),
	});
	t.teardown(cloud.close);
	const runner = new WorkflowRunner({workflowFile: flaky.file, cloud: wrap(cloud), checkInterval: 0.2, timeout: 60});
	t.teardown(async () => runner.cleanup());
	return {...flaky, cloud, runner};
};

const countAttempts = async (bucket: Bucket, node: string): Promise<number> => {
	const log = (await bucket.list('')).find(({key}) => key.endsWith(`/${node}.txt`));
	const range = log && await bucket.read(log.key);
	return new TextDecoder().decode(range?.bytes).split('Starting dependency install').length - 1;
};

t.test('a function that fails the first time succeeds on resume, and a join behind it runs again', async t => {
	const {runner, mend, cloud} = await start(t, {a: ['b', 'c'], b: ['d'], c: ['d'], d: []}, ['b']);
	const {id} = await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'FAILED');
	// FaaSr writes the marker of a function that raised, so the join has run without its input (faasr.md 0.3).
	t.match(runner.getFunctionStatuses(), {b: 'FAILED', c: 'COMPLETED'});
	mend();
	const dry = await runner.resume({kind: 'failed'}, {dryRun: true});
	t.same(dry.dispatches, [{node: 'b', action: 'b'}]);
	t.equal(await countAttempts(cloud.logBucket, 'b'), 1);
	const plan = await runner.resume({kind: 'failed'});
	t.same(plan, dry);
	t.match(runner.getFunctionStatuses(), {a: 'COMPLETED', c: 'COMPLETED'});
	const result = await runner.result();
	t.equal(result.outcome, 'COMPLETED');
	t.equal(result.invocation?.id, id);
	t.same(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'COMPLETED', c: 'COMPLETED', d: 'COMPLETED'});
	t.same(await Promise.all(['a', 'b', 'c'].map(async node => countAttempts(cloud.logBucket, node))), [1, 2, 1]);
});

t.test('one function of a completed run takes the join behind it along; without the candidate deleted the join would not run', async t => {
	const edges = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};
	const {runner, cloud} = await start(t, edges, []);
	await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'COMPLETED');
	await runner.resume({kind: 'node', node: 'b'});
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.same(await Promise.all(['a', 'b', 'c', 'd'].map(async node => countAttempts(cloud.logBucket, node))), [1, 2, 1, 2]);

	const keeping = await start(t, edges, [], {wrap(cloud) {
		const keep = (bucket: Bucket): Bucket => ({...bucket, remove: async keys => bucket.remove(keys.filter(key => !key.endsWith('.candidate')))});
		const logBucket = keep(cloud.logBucket);
		return {...cloud, logBucket, doneBucket: logBucket};
	}});
	await keeping.runner.triggerWorkflow();
	await keeping.runner.result();
	await keeping.runner.resume({kind: 'node', node: 'b'});
	t.equal((await keeping.runner.result()).outcome, 'FAILED');
	t.equal(keeping.runner.getFunctionStatuses()['d'], 'FAILED');
	t.equal(await countAttempts(keeping.cloud.logBucket, 'd'), 1);
});

t.test('one rank of a fan-out runs again with its rank and the old ids, once what would block the join behind it is gone', async t => {
	type Arrival = {readonly inputs: Record<string, unknown>; readonly keys: readonly string[]};
	const arrivals: Arrival[] = [];
	const {runner, cloud, mend} = await start(t, {a: ['r(3)'], r: ['z'], z: []}, ['r(2)'], {async answer({path, readJson}) {
		if (path.endsWith('/dispatches')) {
			const {inputs} = await readJson() as {inputs: {OVERWRITTEN: string}};
			const objects = await cloud.logBucket.list('');
			arrivals.push({inputs: JSON.parse(inputs.OVERWRITTEN) as Record<string, unknown>, keys: objects.map(({key}) => key.split('/').slice(4).join('/'))});
		}

		return undefined;
	}});
	const {workflowName, timestamp, id} = await runner.triggerWorkflow();
	t.equal((await runner.result()).outcome, 'FAILED');
	t.match(runner.getFunctionStatuses(), {'r(1)': 'COMPLETED', 'r(2)': 'FAILED', 'r(3)': 'COMPLETED'});
	// What a join leaves that was killed while it held its lock.
	const {s3, defaultStore} = cloud;
	const client = createTestClient(t, s3.endpoint, {credentials: {accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey}});
	const folder = `FaaSrLog/${workflowName}/${timestamp}/${id}`;
	for (const key of ['z/lock', 'z/flag/17', 'z.candidate']) {
		await client.send(new PutObjectCommand({Bucket: defaultStore.store.Bucket, Key: `${folder}/${key}`, Body: '17'}));
	}

	mend();
	const before = arrivals.length;
	const plan = await runner.resume({kind: 'failed'});
	t.same(plan.dispatches, [{node: 'r(2)', action: 'r', rank: 2}]);
	t.equal((await runner.result()).outcome, 'COMPLETED');
	const [first, second] = arrivals.slice(before);
	t.same(first?.inputs, {FunctionInvoke: 'r', InvocationID: id, InvocationTimestamp: timestamp, FunctionRank: 2});
	t.match(second?.inputs, {FunctionInvoke: 'z', InvocationID: id}, 'and the rank invokes the join itself');
	t.same(first?.keys.filter(key => key.startsWith('z/') || key.endsWith('.candidate')), []);
	t.same(first?.keys.filter(key => key.endsWith('.done')).toSorted((a, b) => a.localeCompare(b)), ['a.done', 'r.1.done', 'r.3.done'].map(key => `function_completions/${key}`));
	t.same(await Promise.all(['r(1)', 'r(2)', 'r(3)'].map(async node => countAttempts(cloud.logBucket, node))), [1, 2, 1]);
});

t.test('a refused plan is thrown and nothing is done; the whole workflow is a new invocation', async t => {
	const {runner, cloud} = await start(t, {a: []}, []);
	t.throws(() => {
		throw new Error(runner.planResume({kind: 'failed'}).refusal);
	}, {message: 'Nothing has run yet'});
	const first = await runner.triggerWorkflow();
	await runner.result();
	await t.rejects(runner.resume({kind: 'failed'}), {code: 'usage', message: 'The run cannot be resumed: Nothing failed.'});
	await t.rejects(runner.resume({kind: 'node', node: 'a'}), {code: 'usage', message: /entry action/u});
	t.equal(await countAttempts(cloud.logBucket, 'a'), 1);
	await runner.resume({kind: 'workflow'});
	const {invocation, outcome} = await runner.result();
	t.equal(outcome, 'COMPLETED');
	t.not(invocation?.id, first.id);
});

t.test('another runner attaches to the ended run, knows its ends and times, and resumes it', async t => {
	const {runner, cloud, file, mend} = await start(t, {a: ['b'], b: ['c'], c: []}, ['b']);
	const {id} = await runner.triggerWorkflow();
	const first = await runner.result();
	const other = new WorkflowRunner({workflowFile: file, cloud, checkInterval: 0.2, timeout: 60});
	t.teardown(async () => other.cleanup());
	const lines: unknown[] = [];
	other.subscribe(event => {
		if (event.type === 'log.grew') {
			lines.push(event);
		}
	});
	t.match(await other.attach({invocationId: '@latest'}), {id});
	t.equal(other.isMonitoringComplete(), true);
	const {outcome, durationMs} = await other.result();
	t.equal(outcome, 'FAILED');
	// The timestamp has whole seconds.
	t.ok(Math.abs(durationMs - first.durationMs) < 8000, `${durationMs} ${first.durationMs}`);
	t.match(other.store.logs.getSnapshot().map(({text}) => text), ['Starting dependency install'].map(text => new RegExp(text, 'u')));
	t.same(lines, []);
	mend();
	await other.resume({kind: 'failed'});
	t.equal((await other.result()).outcome, 'COMPLETED');
	t.ok(lines.length > 0);
});

t.test('another runner attaches in mid-run, knows what has happened, and sees the same end', async t => {
	const {runner, cloud, file} = await start(t, {a: ['b', 'c'], b: ['d'], c: ['d'], d: []}, []);
	const {id} = await runner.triggerWorkflow();
	await runner.waitFor('a');
	const other = new WorkflowRunner({workflowFile: file, cloud, checkInterval: 0.2, timeout: 60});
	t.teardown(async () => other.cleanup());
	const invocation = await other.attach({invocationId: id});
	t.equal(invocation.id, id);
	t.equal(other.getFunctionStatuses()['a'], 'COMPLETED');
	await other.waitFor('d');
	t.equal((await other.result()).outcome, 'COMPLETED');
	t.equal((await runner.result()).outcome, 'COMPLETED');
	t.same(await Promise.all(['a', 'b', 'c', 'd'].map(async node => countAttempts(cloud.logBucket, node))), [1, 1, 1, 1], 'watching starts nothing');
});

const now = Date.UTC(2026, 10, 23, 0, 7, 38);
const raisedLines = [startLine, '[0.9] [ERROR] [executor.py] division by zero', 'Stack (most recent call last):'];

/** A runner on a virtual clock over a cloud that is moved by hand, its platform changed as a test wishes. */
const createFakeRunner = (t: Test, edges: Parameters<typeof writeDocument>[1], change: (platform: Platform) => Partial<Platform> = () => ({})) => {
	const clock = createVirtualClock(now);
	const fake = createFakeCloud();
	const {cloud} = fake;
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), edges), cloud: {...cloud, platform: {...cloud.platform, ...change(cloud.platform)}}, clock});
	t.teardown(async () => runner.cleanup());
	return {
		clock, fake, runner,
		/** A run in which `a` worked and everything behind it raised. */
		async fail(): Promise<void> {
			await runner.triggerWorkflow();
			const [entry = '', ...others] = runner.workflow.nodes.map(({id}) => id);
			fake.write(entry, finishLines(entry, ...others), true);
			for (const other of others) {
				fake.write(other, raisedLines, true);
			}

			fake.setRun(100, {...endRun('success')});
			await clock.advance(2000);
			t.equal((await runner.result()).outcome, 'FAILED');
		},
	};
};

const fork = {a: ['b', 'c'], b: [], c: []};

t.test('a resume says at once which last containers of the run it waits for, not for those that may be another\'s, and for half a minute at most', async t => {
	const {clock, fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []});
	await fail();
	fake.setRun(100, {status: 'in_progress'});
	const said: string[] = [];
	runner.subscribe(event => {
		if (event.type === 'run.warned') {
			said.push(event.message);
		}
	});
	const refused = t.rejects(runner.resume({kind: 'failed'}), {code: 'usage', message: 'The run cannot be resumed: platform run 100 of a is still alive.', hint: /^Wait for its end, or cancel it on its platform/u});
	await clock.advance(1);
	const waiting = ['Every function has ended, but platform run 100 of a is still alive: nothing runs again before its end, which is waited for up to 30 seconds. Ctrl+C stops the waiting.'];
	t.same(said, waiting);
	await clock.advance(31_000);
	await refused;
	t.same(said, waiting, 'once');
	fake.setRun(90, {status: 'queued', isGuess: true});
	const resuming = runner.resume({kind: 'failed'});
	await clock.advance(5000);
	t.equal(fake.dispatched.length, 1);
	fake.setRun(100, {...endRun('success')});
	await clock.advance(1000);
	await resuming;
	t.same(fake.dispatched.map(({action}) => action), ['a', 'b']);
});

t.test('a run that only its file and time tell apart is waited for like any other where no more were dispatched', async t => {
	const {clock, fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []});
	await fail();
	fake.setRun(90, {action: 'b', status: 'in_progress', isGuess: true});
	const resuming = runner.resume({kind: 'failed'});
	await clock.advance(5000);
	t.equal(fake.dispatched.length, 1);
	fake.setRun(90, {action: 'b', ...endRun('failure'), isGuess: true});
	await clock.advance(1000);
	await resuming;
	t.same(fake.dispatched.map(({action}) => action), ['a', 'b']);
});

t.test('a resume that a queued run holds up says that it is queued, and where it can be cancelled', async t => {
	const {clock, fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []});
	await fail();
	fake.setRun(100, {status: 'queued', url: 'https://github.com/o/r/actions/runs/100'});
	const refused = t.rejects(runner.resume({kind: 'failed'}), {
		message: 'The run cannot be resumed: platform run 100 of a is still queued.', hint: 'Wait for its end, or cancel it on its platform (https://github.com/o/r/actions/runs/100), then resume.',
	});
	await clock.advance(31_000);
	await refused;
	t.equal(fake.dispatched.length, 1);
});

t.test('a resume on a platform that names no runs is watched by what S3 says', async t => {
	const {clock, fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []}, ({dispatch}) => ({
		listRuns: async () => undefined,
		async dispatch(request) {
			await dispatch(request);
			return {};
		},
	}));
	await fail();
	await runner.resume({kind: 'failed'});
	fake.write('b', [...raisedLines, ...finishLines('b')], true);
	await clock.advance(2000);
	t.equal((await runner.result()).outcome, 'COMPLETED');
});

type Refusal = {readonly error: Error; readonly refusedAction: string; readonly thrown: {readonly message: string | RegExp; readonly hint?: RegExp}};

const unreachable = new FaasrTuiError('GitHub failed to dispatch (502).', {code: 'unreachable'});
const refusals: Readonly<Record<string, Refusal>> = {
	'the first is thrown as it is': {error: unreachable, refusedAction: 'b', thrown: {message: unreachable.message}},
	'a later one says what was dispatched before it': {
		error: unreachable, refusedAction: 'c',
		thrown: {message: 'c could not be dispatched (GitHub failed to dispatch (502).); already dispatched: b.', hint: /--invocation-id [\da-f-]{36}, then resume once more/u},
	},
	'a bug is thrown as it is': {error: new TypeError('x is not a function'), refusedAction: 'c', thrown: {message: 'x is not a function'}},
};

for (const [title, {error, refusedAction, thrown}] of Object.entries(refusals)) {
	t.test(`of dispatches that fail ${title}`, async t => {
		const {runner, fail} = createFakeRunner(t, fork, ({dispatch}) => ({async dispatch(request) {
			if (request.action === refusedAction) {
				throw error;
			}

			return dispatch(request);
		}}));
		await fail();
		await t.rejects(runner.resume({kind: 'failed'}), thrown);
	});
}

t.test('a resume that is cancelled while it waits for the last containers ends at once, with nothing deleted and nothing dispatched', async t => {
	const {clock, fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []});
	await fail();
	fake.setRun(100, {status: 'in_progress'});
	const keys = async () => (await fake.bucket.list('')).map(({key}) => key);
	const before = await keys();
	const interrupted = {code: 'cancelled', message: 'Interrupted before anything was started.'};
	const resuming = t.rejects(runner.resume({kind: 'failed'}), interrupted);
	await clock.advance(500);
	await Promise.all([resuming, t.rejects(runner.cancel(), interrupted)]);
	t.equal(clock.sleeperCount(), 0);
	t.same(await keys(), before);
	t.equal(fake.dispatched.length, 1);
	t.equal(runner.store.getSnapshot().outcome, 'FAILED');
});

/** A run that failed, on a platform that takes its time with the dispatch of `b`. */
const startHesitating = async (t: Test) => {
	const {fake, runner, clock, fail} = createFakeRunner(t, fork, ({dispatch}) => ({async dispatch(request, options) {
		if (request.action === 'b') {
			await clock.sleep(1000, {signal: options!.signal!});
		}

		return dispatch(request);
	}}));
	await fail();
	return {fake, runner, clock, resuming: runner.resume({kind: 'failed'})};
};

t.test('a resume that is cancelled between two dispatches sends no other, and stops what it has started', async t => {
	const {fake, runner, clock, resuming} = await startHesitating(t);
	await clock.advance(500);
	fake.onCancel(id => {
		fake.setRun(id, {...endRun('cancelled')});
	});
	const cancelling = runner.cancel();
	await clock.advance(20_000);
	await resuming;
	t.same(await cancelling, {aliveRunIds: []});
	t.same(fake.dispatched.map(({action}) => action), ['a', 'b']);
	t.same(fake.cancelled, [101]);
	t.equal((await runner.result()).outcome, 'CANCELLED');
	t.match(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'CANCELLED', c: 'CANCELLED'});
});

t.test('a resume whose dispatch is not waited for says so, and how to find what it may have started', async t => {
	const {fake, runner, clock, resuming} = await startHesitating(t);
	await clock.advance(500);
	const forceExit = new AbortController();
	const unanswered = {code: 'cancelled', message: 'faasr-tui did not wait for the answer to the dispatch of b; the run may have started anyway.', hint: /--invocation-id [\da-f-]{36} --timestamp /u};
	const ended = Promise.all([t.rejects(resuming, unanswered), t.rejects(runner.cancel({signal: forceExit.signal}), unanswered)]);
	forceExit.abort();
	await ended;
	t.equal(clock.sleeperCount(), 0);
	t.equal(fake.dispatched.length, 1);
});

t.test('nothing is dispatched while the data store cannot be read; a platform that cannot be watched is no obstacle', async t => {
	let isAway = false;
	const {fake, runner, fail} = createFakeRunner(t, {a: ['b'], b: []}, ({listRuns}) => ({async listRuns(query, options) {
		if (isAway && query.isComplete !== true) {
			throw unreachable;
		}

		return listRuns(query, options);
	}}));
	await fail();
	fake.bucket.put(`FaaSrLog/Tiny/${fake.dispatched[0]!.invocation.timestamp}/${fake.dispatched[0]!.invocation.id}/b.txt`, `${raisedLines.join('\n')}\nmore\n`);
	const {read} = fake.bucket;
	isAway = true;
	Object.assign(fake.bucket, {async read() {
		throw new FaasrTuiError('S3 is away.', {code: 'unreachable'});
	}});
	await t.rejects(runner.resume({kind: 'failed'}), {code: 'unreachable', message: 'The data store S3 cannot be read, so nothing was dispatched.'});
	t.equal(fake.dispatched.length, 1);
	Object.assign(fake.bucket, {read});
	await runner.resume({kind: 'failed'});
	t.equal(fake.dispatched.length, 2);
});

const hourAgo = {workflowName: 'Tiny', timestamp: '2026-11-22T23-07-38', id: 'id'};

type Attached = {readonly lines: readonly string[]; readonly listRuns: Platform['listRuns']; readonly atOnce: string; readonly afterTimeout: string};

const refuseList = async () => {
	throw unreachable;
};

const attached: Readonly<Record<string, Attached>> = {
	'whose platform knows of no run of it is given up at once': {lines: [startLine], listRuns: async () => [], atOnce: 'TIMEOUT', afterTimeout: 'TIMEOUT'},
	'whose platform names no runs is given up at once': {lines: [startLine], listRuns: async () => undefined, atOnce: 'TIMEOUT', afterTimeout: 'TIMEOUT'},
	'whose platform cannot be asked may still be at work: it gets the whole time-out': {lines: [startLine], listRuns: refuseList, atOnce: 'RUNNING', afterTimeout: 'TIMEOUT'},
	'whose platform shows only some repositories is judged by what it shows': {
		lines: [startLine], async listRuns() {
			throw new PartialListError(unreachable, [{id: gh(7), action: 'a', ...endRun('failure')}]);
		}, atOnce: 'FAILED', afterTimeout: 'FAILED',
	},
	'that had ended has its verdict, whether its platform can be asked or not': {lines: finishLines('a'), listRuns: refuseList, atOnce: 'COMPLETED', afterTimeout: 'COMPLETED'},
};

for (const [title, {lines, listRuns, atOnce, afterTimeout}] of Object.entries(attached)) {
	t.test(`an invocation that has been quiet for an hour and ${title}`, async t => {
		const {clock, fake, runner} = createFakeRunner(t, {a: []}, () => ({listRuns}));
		fake.bucket.put(`FaaSrLog/Tiny/${hourAgo.timestamp}/${hourAgo.id}/a.txt`, `${lines.join('\n')}\n`, {at: now - 3_590_000});
		t.same(await runner.attach({invocationId: '@latest'}), hourAgo);
		await clock.advance(2000);
		t.equal(runner.store.getSnapshot().outcome, atOnce);
		await clock.advance(130_000);
		t.equal((await runner.result()).outcome, afterTimeout);
	});
}

t.test('runs are asked for from five minutes before the invocation on, or all of them where it does not say its time', async t => {
	t.equal(getRunsSince(hourAgo), now - 3_600_000 - 300_000);
	t.equal(getRunsSince({...hourAgo, timestamp: 'yesterday'}), -300_000);
});
