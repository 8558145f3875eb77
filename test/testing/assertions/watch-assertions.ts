import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout} from 'node:timers/promises';
import t, {type Test} from 'tap';
import {PutObjectCommand} from '@aws-sdk/client-s3';
import {describeAssertion, describeAssertions} from '../../../source/testing/assertions/describe-assertion.js';
import {findTestLoader} from '../../../source/testing/assertions/find-test-loader.js';
import {checkTestFile, watchAssertions} from '../../../source/testing/assertions/watch-assertions.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';
import {accessKeyId, bucket, secretAccessKey, startTestStore} from '../../support/s3/start-test-server.js';

// The test files below run in processes of their own, with the built library.
t.setTimeout(180_000);
const {client, endpoint} = await startTestStore(t);

const open = async (t: Test, testFile: string, env = process.env) => {
	const folder = t.testdir({'test.mjs': testFile});
	const workflowFile = writeDocument(folder, {a: ['b'], b: []});
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile, cloud: fake.cloud, checkInterval: 0.05});
	const clock = createVirtualClock();
	const watched = watchAssertions({
		file: path.join(folder, 'test.mjs'), workflowFile, runner: {store: runner.store, subscribe: listener => runner.subscribe(listener)},
		defaultStore: {name: 'S3', store: {Bucket: bucket, Endpoint: endpoint}, credentials: {accessKeyId, secretAccessKey}},
		secrets: [secretAccessKey], mask: createMasker([secretAccessKey]), env, clock, timeoutMs: 60_000,
	});
	t.teardown(async () => {
		await watched.stop();
		await runner.cleanup();
	});
	const put = async (file: string, Body: string) => client.send(new PutObjectCommand({Bucket: bucket, Key: `${runner.store.getSnapshot().invocation?.id}/${file}`, Body}));
	return {...fake, runner, watched, clock, put};
};

/** Until the store says so; the test's own timeout is the limit. */
const until = async ({store}: {readonly store: {readonly getSnapshot: () => unknown; readonly subscribe: (listener: () => void) => () => void}}, isSo: () => boolean): Promise<void> => new Promise(resolve => {
	const check = (): void => {
		if (isSo()) {
			unsubscribe();
			resolve();
		}
	};

	const unsubscribe = store.subscribe(check);
	check();
});

const begin = `
	import {after, test} from 'node:test';
	import {useWorkflow} from 'faasr-tui/testing';
	const {handler} = await useWorkflow({after});
`;

t.test('a test file attaches to the run, sees what its watcher sees, and its assertions are kept with their evidence', async t => {
	const {runner, watched, put, write, dispatched} = await open(t, `${begin}
		test('a', async () => {
			await handler.waitFor('a');
			await handler.assertText('a.txt', 'content of a');
			await handler.assertLogsContain('a', 'a line of the user');
		});
		test('the secrets come over the channel only', async () => {
			await handler.assertCompleted('b');
			const visible = JSON.stringify([process.env, process.argv, process.execArgv]);
			process.exitCode = visible.includes('${[...secretAccessKey].reverse().join('')}'.split('').reverse().join('')) ? 3 : 0;
			await handler.assertExists('a.txt');
		});
	`);
	t.same(watched.store.getSnapshot().status, 'waiting');
	await runner.triggerWorkflow();
	t.same(watched.store.getSnapshot().status, 'running');
	await put('a.txt', 'content of a');
	write('a', [...finishLines('a', 'b'), 'a line of the user'], true);
	await until(watched, () => watched.store.getSnapshot().assertions.length === 3);
	write('b', finishLines('b'), true);
	await watched.settled();
	const state = watched.store.getSnapshot();
	t.match(state, {status: 'passed', isOver: true});
	t.match(state.assertions.map(({title, node, isOk, evidence}) => ({title, node, isOk, evidence})), [
		{title: 'a completes', node: 'a', isOk: true, evidence: 'COMPLETED'},
		{title: 'a.txt equals "content of a"', node: 'a', isOk: true, evidence: '12 bytes'},
		{title: 'the log of a contains "a line of the user"', node: 'a', isOk: true, evidence: 'a line of the user'},
		{title: 'b completed', node: 'b', isOk: true, evidence: 'b COMPLETED'},
		{title: 'a.txt exists', isOk: true, evidence: '12 bytes'},
	]);
	t.equal(dispatched.length, 1, 'it started no run of its own');
	t.match(describeAssertions(state), /^assertions of .*test\.mjs: 5 ok$/u);
});

t.test('an assertion that fails is told with what was found, its secrets masked', async t => {
	const {runner, watched, put, write} = await open(t, `${begin}
		test('a', async () => {
			await handler.waitFor('a');
			await handler.assertText('a.txt', 'expected');
		});
	`);
	await runner.triggerWorkflow();
	await put('a.txt', `key ${secretAccessKey}`);
	write('a', finishLines('a', 'b'), true);
	await watched.settled();
	const state = watched.store.getSnapshot();
	t.equal(state.status, 'failed');
	t.same(describeAssertion(state.assertions[1]!), ['assert FAILED a.txt equals "expected" (after a): a.txt has "key ***" instead of "expected" in line 1']);
	t.match(describeAssertions(state), /: 1 ok, 1 FAILED$/u);
});

t.test('a test that fails otherwise fails the file, and the run after it begins anew', async t => {
	const {runner, watched, write} = await open(t, `${begin}
		import assert from 'node:assert';
		test('one and one', async () => {
			await handler.waitFor('a');
			assert.equal(1 + 1, 3);
		});
	`);
	await runner.triggerWorkflow();
	write('a', finishLines('a'), true);
	write('b', finishLines('b'), true);
	await watched.settled();
	const [, last] = watched.store.getSnapshot().assertions;
	t.match(last, {isOk: false, title: /test\.mjs$/u, evidence: /^exited with 1\nnot ok 1 - one and one/u});
	t.equal(describeAssertion(last!).length, 2);
	await runner.result();
	await runner.triggerWorkflow();
	t.match(watched.store.getSnapshot(), {status: 'running', isOver: false, assertions: []});
});

t.test('a reporter of Node\'s tests that the user has chosen is left to it', async t => {
	const {runner, watched, write} = await open(t, `${begin}
		test('one and one', async () => {
			await handler.waitFor('a');
			throw new Error('three');
		});
	`, {...process.env, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --test-reporter=spec`});
	await runner.triggerWorkflow();
	write('a', finishLines('a'), true);
	write('b', finishLines('b'), true);
	await watched.settled();
	t.match(watched.store.getSnapshot().assertions.at(-1)?.evidence, /✖ one and one/u);
});

t.test('an assertion that the test expected to fail counts as ok once the test file has passed, not before', async t => {
	const {runner, watched, write} = await open(t, `${begin}
		import assert from 'node:assert';
		test('no such file', async () => {
			await assert.rejects(handler.assertExists('nope.txt'));
			await handler.waitFor('b');
		});
	`);
	await runner.triggerWorkflow();
	await until(watched, () => watched.store.getSnapshot().assertions.length === 1);
	t.match(watched.store.getSnapshot(), {status: 'running', expectedCount: 0, assertions: [{title: 'nope.txt exists', isOk: false}]});
	write('a', finishLines('a', 'b'), true);
	write('b', finishLines('b'), true);
	await watched.settled();
	const state = watched.store.getSnapshot();
	t.match(state, {status: 'passed', expectedCount: 1, assertions: [{title: 'nope.txt exists (failed, as the test expected)', isOk: true}, {isOk: true}]});
	t.match(describeAssertions(state), /: 2 ok \(1 failed, as the test expected\)$/u);
});

t.test('a test file of node-tap that waits for a function goes on until it has ended', async t => {
	const {runner, watched, put, write} = await open(t, `
		import t from 'tap';
		import {useWorkflow} from 'faasr-tui/testing';
		const {handler} = await useWorkflow(t);
		t.test('b', async () => {
			await handler.assertExists('a.txt');
			await handler.waitFor('b');
		});
	`);
	await runner.triggerWorkflow();
	await put('a.txt', 'a');
	await until(watched, () => watched.store.getSnapshot().assertions.length === 1);
	const ending = watched.settled();
	// It has nothing else to do, so a process that nothing keeps alive would end now.
	t.equal(await Promise.race([ending, setTimeout(1000, 'it waits')]), 'it waits');
	write('a', finishLines('a', 'b'), true);
	write('b', finishLines('b'), true);
	await ending;
	t.match(watched.store.getSnapshot(), {status: 'passed', assertions: [{title: 'a.txt exists', isOk: true}, {title: 'b completes', isOk: true}]});
});

t.test('a test file that does not end is ended, some time after the run', async t => {
	const {runner, watched, write, clock} = await open(t, `${begin}
		await handler.waitFor('a');
		setInterval(() => undefined, 1000);
		await new Promise(() => undefined);
	`);
	await runner.triggerWorkflow();
	write('a', [startLine, ...finishLines('a', 'b')], true);
	await until(watched, () => watched.store.getSnapshot().assertions.length === 1);
	const settled = watched.settled();
	await clock.advance(60_000);
	await settled;
	t.match(watched.store.getSnapshot(), {status: 'failed', isOver: true, assertions: [{}, {isOk: false, evidence: 'did not end within 60 seconds after the run'}]});
});

t.test('a test of another document starts a run of its own', async t => {
	const {runner, watched} = await open(t, `
		import {useWorkflow} from 'faasr-tui/testing';
		await useWorkflow({after() {}}, 'another.json');
	`);
	await runner.triggerWorkflow();
	await watched.settled();
	t.match(watched.store.getSnapshot().assertions, [{isOk: false, evidence: /^exited with 1\n[^]*The workflow document another\.json cannot be read/u}]);
});

t.test('TypeScript is run by node-tap where it is installed, else by Node where it can', async t => {
	const elsewhere = path.join(os.tmpdir(), 'test.mts');
	t.same(findTestLoader('/a/test.mjs', {}), []);
	t.match(findTestLoader(path.resolve('test/a.ts'), {}), [/^--import=file:\/\/.*typescript.*import\.mjs$/u]);
	t.same(findTestLoader(elsewhere, {typescript: 'strip'}), []);
	t.throws(() => findTestLoader(elsewhere, {typescript: false}), {code: 'usage', message: /is TypeScript, which this Node cannot run/u, hint: /npm install --save-dev tap/u});
	t.throws(() => {
		checkTestFile('none.mjs');
	}, {code: 'usage', message: 'The test file none.mjs does not exist.'});
});
