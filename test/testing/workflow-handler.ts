import {PutObjectCommand, S3} from '@aws-sdk/client-s3';
import t, {type Test} from 'tap';
import {getS3ClientConfig} from '../../source/clouds/s3/create-s3-client.js';
import {type AssertionReport} from '../../source/testing/assertions/assertion-report.js';
import {createWorkflowHandler} from '../../source/testing/workflow-handler.js';
import {bucket, startTestStore} from '../support/s3/start-test-server.js';
import {createControlledRun} from '../support/testing/controlled-run.js';

const {client, endpoint} = await startTestStore(t);

const open = (t: Test, {keyPrefix, edges = {first: ['count(3)'], count: ['last'], last: []}}: {readonly keyPrefix?: string; readonly edges?: Record<string, string[]>} = {}) => {
	const controlled = createControlledRun(edges, endpoint);
	const reports: AssertionReport[] = [];
	const s3Client = new S3({...getS3ClientConfig(controlled.run.defaultStore), forcePathStyle: true});
	t.teardown(() => {
		s3Client.destroy();
	});
	const handler = createWorkflowHandler({run: {...controlled.run, report: report => reports.push(report)}, s3Client, keyPrefix});
	const put = async (file: string, Body: string | Uint8Array) => client.send(new PutObjectCommand({Bucket: bucket, Key: handler.getS3Key(file), Body}));
	return {...controlled, handler, reports, put};
};

const getError = async (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> => {
	try {
		await promise;
	} catch (error) {
		return error as Error & Record<string, unknown>;
	}

	throw new Error('It did not throw');
};

const failed = {status: 'FAILED', reason: 'function-error', sentence: 'ValueError: no'} as const;
const tick = async () => new Promise(resolve => {
	setImmediate(resolve);
});

t.test('waiting ends when one rank, or every rank, is COMPLETED or NOT_INVOKED', async t => {
	const {handler, set, getListenerCount} = open(t);
	const whole = handler.waitFor('count');
	const one = handler.waitFor('count(2)');
	set('count(2)', {status: 'COMPLETED'});
	t.same((await one).map(({id}) => id), ['count(2)']);
	set('count(1)', {status: 'COMPLETED'});
	set('count(3)', {status: 'NOT_INVOKED'});
	t.same((await whole).map(({id}) => id), ['count(1)', 'count(2)', 'count(3)']);
	t.equal(getListenerCount(), 0, 'nothing listens any more');
});

for (const status of ['FAILED', 'SKIPPED', 'TIMEOUT', 'CANCELLED'] as const) {
	t.test(`waiting for a function that ends ${status} throws node, reason, sentence and log tail, at once and on the line of the test`, async t => {
		const {handler, set, log} = open(t);
		log('count(3)', 'Traceback (most recent call last):', '\u001B[31mValueError: hunter2secret\u001B[0m');
		const waiting = getError(handler.waitFor('count'));
		set('count(3)', {...failed, status});
		const error = await waiting;
		t.match(error, {
			name: 'NodeFailedError', node: 'count(3)', status, reason: 'function-error',
			message: `count(3) ended ${status} (function-error): ValueError: no\n  Traceback (most recent call last):\n  ValueError: ***`,
			logTail: ['Traceback (most recent call last):', 'ValueError: ***'],
		});
		t.match(error.stack?.split('\n    at ')[1], /workflow-handler\.ts:\d+/u);
	});
}

t.test('shouldFail demands FAILED: of one rank when the action is named, after all have ended', async t => {
	const {handler, set} = open(t);
	let isOver = false;
	const waiting = (async () => {
		await handler.waitFor('count', {shouldFail: true});
		isOver = true;
	})();
	set('count(2)', failed);
	set('count(1)', {status: 'COMPLETED'});
	await tick();
	t.notOk(isOver);
	set('count(3)', {status: 'SKIPPED'});
	await waiting;
	await t.rejects(handler.waitFor('count(1)', {shouldFail: true}), {
		code: 'ERR_ASSERTION', actual: 'COMPLETED', expected: 'FAILED', operator: 'waitFor', message: 'count should have failed, but count(1) is COMPLETED',
	});
	await t.rejects(handler.waitFor('count(3)', {shouldFail: true}), {actual: 'SKIPPED', code: 'ERR_ASSERTION'});
});

t.test('a timeout of its own says what is waited for and why', async t => {
	const {handler, set, log, clock} = open(t);
	set('first', {status: 'RUNNING', startedAt: 0});
	log('first', 'still at it');
	const [last, first] = [getError(handler.waitFor('last', {timeout: 30})), getError(handler.waitFor('first', {timeout: 30}))];
	await clock.advance(30_000);
	t.match(await last, {code: 'timed-out', message: 'Waited 30 seconds for last: last is PENDING; it waits for count(1) (PENDING), count(2) (PENDING), count(3) (PENDING)'});
	t.equal((await first).message, 'Waited 30 seconds for first: first is RUNNING\n  still at it');
	const waiting = handler.waitFor('first', {timeout: 5});
	set('first', {status: 'COMPLETED'});
	await waiting;
	t.equal(clock.sleeperCount(), 0, 'no timer is left');
	await t.rejects(handler.waitFor('first', {timeout: 0}), {code: 'usage', message: /number of seconds above 0, not 0/u});
});

t.test('a name the workflow does not have is met with the closest one', async t => {
	const {handler} = open(t);
	for (const ask of [async () => handler.waitFor('fist'), async () => handler.assertCompleted('fist'), async () => handler.status('fist'), async () => handler.logs('fist')]) {
		await t.rejects(async () => {
			await ask();
		}, {code: 'usage', message: /^The workflow has no action or node "fist": did you mean "first"\? It has first, count, last, count\(1\)/u});
	}

	await t.rejects(handler.waitFor('count(4)'), {message: /no action or node "count\(4\)"/u});
	await t.rejects(handler.waitFor('xyz'), {message: /no action or node "xyz"\. It has first/u});
});

t.test('waiting ends with an error when the run is torn down', async t => {
	const {handler, run} = open(t);
	const waiting = [handler.waitFor('first'), handler.assertCompleted('last'), handler.assertLogsContain('first', 'x')].map(async promise => getError(promise));
	await run.close();
	t.same((await Promise.all(waiting)).map(({message}) => message), ['torn down', 'torn down', 'torn down']);
	await t.rejects(handler.waitFor('first'), {message: 'torn down'});
});

t.test('status and logs take a node or all ranks of an action', async t => {
	const {handler, set, log} = open(t);
	t.equal(handler.status('count'), 'PENDING');
	set('count(1)', {status: 'COMPLETED'});
	set('count(2)', {status: 'RUNNING'});
	t.equal(handler.status('count'), 'RUNNING');
	t.equal(handler.status('count(1)'), 'COMPLETED');
	set('count(3)', failed);
	t.equal(handler.status('count'), 'FAILED');
	log('count(1)', 'one');
	log('count(2)', 'two');
	t.same(handler.logs('count'), ['one', 'two']);
	t.same(handler.logs('count(2)'), ['two']);
});

t.test('keys lie below the prefix, whose placeholders are filled in', async t => {
	t.match(open(t).handler, {bucketName: bucket, invocationId: 'id-1', keyPrefix: 'id-1'});
	t.equal(open(t).handler.getS3Key('/a/b.txt'), 'id-1/a/b.txt');
	t.equal(open(t, {keyPrefix: '/{WorkflowName}/{InvocationTimestamp}/{InvocationID}/{other}/'}).handler.keyPrefix, 'Tiny/2026-11-23T04-05-06/id-1/{other}');
	t.equal(open(t, {keyPrefix: ''}).handler.getS3Key('a.txt'), 'a.txt');
});

t.test('assertions about files pass, and fail with what is there', async t => {
	const {handler, put} = open(t, {keyPrefix: 'files'});
	await put('input3.txt', 'one\ntwo hunter2secret\r\n\u001B[2Jthree\n');
	await handler.assertExists('input3.txt');
	await handler.assertAbsent('input3');
	await handler.assertText('input3.txt', /two .*\r\n/u);
	await t.rejects(handler.assertExists('input4.txt'), {
		code: 'ERR_ASSERTION', actual: 'missing', expected: 'an object', operator: 'assertExists',
		message: `input4.txt does not exist: bucket ${bucket} has no object files/input4.txt\n  In its folder are\n  files/input3.txt`,
	});
	await t.rejects(handler.assertText('none/input4.txt', ''), {operator: 'assertText', message: /files\/none\/input4\.txt\n {2}In its folder are/u});
	await t.rejects(handler.assertAbsent('input3.txt'), {actual: 'an object', expected: 'missing', message: /input3\.txt exists: .* of 33 bytes$/u});
	const error = await getError(handler.assertText('input3.txt', 'one\ntwo\nthree\n'));
	t.match(error, {
		code: 'ERR_ASSERTION', operator: 'assertText',
		message: String.raw`input3.txt has "two ***\r" instead of "two" in line 2`,
		actual: 'one\ntwo ***\\r\n\\u{1b}[2Jthree\n',
		expected: 'one\ntwo\nthree\n',
	});
	t.equal(error['diff'], '--- expected\n+++ actual\n@@ -1,4 +1,4 @@\n one\n-two\n-three\n+two ***\\r\n+\\u{1b}[2Jthree\n \n');
	t.match(error.stack?.split('\n    at ')[1], /workflow-handler\.ts:\d+/u);
});

t.test('bytes, JSON and CSV are compared as what they are', async t => {
	const {handler, put} = open(t, {keyPrefix: 'kinds'});
	await Promise.all([put('a.bin', Uint8Array.of(0, 255, 10)), put('a.json', '{"b": [1, 2], "a": null}'), put('a.csv', 'x,y\n1,"a, b"\n')]);
	await handler.assertBytes('a.bin', Uint8Array.of(0, 255, 10));
	await handler.assertJson('a.json', {a: null, b: [1, 2]});
	await handler.assertCsv('a.csv', [{x: 1, y: 'a, b'}]);
	await t.rejects(handler.assertBytes('a.bin', Uint8Array.of(0, 254)), {message: 'a.bin has 3 bytes instead of 2 and differs from byte 1 on', actual: '00000000  00 ff 0a', expected: '00000000  00 fe'});
	await t.rejects(handler.assertJson('a.json', {a: null, b: [1, 3]}), {operator: 'assertJson', message: /has other JSON than expected: as text it has " {4}2" instead of " {4}3" in line 5/u});
	await t.rejects(handler.assertCsv('a.csv', [['x', 'y'], [2, 'a, b']]), {operator: 'assertCsv', message: 'a.csv has "1,a, b" instead of "2,a, b" in line 2'});
});

t.test('a store that does not answer is not a missing file', async t => {
	const {run} = createControlledRun({a: []});
	const s3Client = new S3({...getS3ClientConfig(run.defaultStore), maxAttempts: 1});
	t.teardown(() => {
		s3Client.destroy();
	});
	const {assertAbsent, assertText} = createWorkflowHandler({run, s3Client});
	await t.rejects(assertAbsent('a.txt'), {code: 'unreachable', message: /^Cannot look for "id-1\/a\.txt" in data store S3/u});
	await t.rejects(assertText('a.txt', ''), {code: 'unreachable'});
});

t.test('assertions about functions wait for them and fail with reason and log', async t => {
	const {handler, set, log} = open(t);
	const completed = handler.assertCompleted('count');
	const notInvoked = handler.assertNotInvoked('last');
	for (const rank of [1, 2, 3]) {
		set(`count(${rank})`, {status: 'COMPLETED', reason: 'completed'});
	}

	set('last', {status: 'NOT_INVOKED', reason: 'branch-not-taken'});
	await completed;
	await notInvoked;
	log('first', 'Dividing 1 by 0', 'ZeroDivisionError');
	set('first', failed);
	await handler.assertFailed('first');
	await handler.assertFailed('first', {reason: 'function-error', log: /^Zero/u});
	await t.rejects(handler.assertFailed('first', {reason: 'run-failed'}), {actual: 'function-error', expected: 'run-failed', message: /^first failed for another reason: first FAILED \(function-error\)[^]*Dividing/u});
	await t.rejects(handler.assertFailed('last'), {code: 'ERR_ASSERTION', actual: 'NOT_INVOKED', expected: 'FAILED'});
	await t.rejects(handler.assertCompleted('last'), {actual: 'NOT_INVOKED', expected: 'COMPLETED', operator: 'assertCompleted', message: /^last should be COMPLETED and is NOT_INVOKED/u});
	await t.rejects(handler.assertCompleted('first'), {actual: 'FAILED', message: /^first should be COMPLETED and is FAILED[^]*ValueError: no[^]*Dividing 1 by 0/u});
	await t.rejects(handler.assertNotInvoked('count'), {code: 'ERR_ASSERTION', actual: 'COMPLETED\nCOMPLETED\nCOMPLETED', expected: 'NOT_INVOKED\nNOT_INVOKED\nNOT_INVOKED'});
});

t.test('a failure is thrown once its function has said all', async t => {
	const {handler, set, log} = open(t);
	const waiting = t.rejects(handler.waitFor('first'), /ValueError: no[^]*line 3 of mine\.py/u);
	const expected = handler.assertFailed('first', {log: 'line 3 of mine.py'});
	set('first', {...failed, isTrailing: true});
	log('first', 'line 3 of mine.py');
	set('first', {...failed, isTrailing: false});
	await waiting;
	await expected;
});

t.test('a log is searched by line and as a whole, and given some time after the end of its function', async t => {
	const {handler, set, log, clock} = open(t);
	log('count(2)', 'alpha', 'beta');
	const early = handler.assertLogsContain('count', 'beta');
	const late = handler.assertLogsContain('first', 'printed');
	for (const id of ['first', 'count(1)', 'count(2)', 'count(3)']) {
		set(id, {status: 'COMPLETED'});
	}

	await early;
	await handler.assertLogsContain('count(2)', 'alpha\nbeta');
	await handler.assertLogsContain('count', /^beta$/gu);
	await clock.advance(1000);
	log('first', 'printed at the end');
	await late;
	const error = getError(handler.assertLogsContain('count', 'gamma'));
	await clock.advance(10_000);
	t.match(await error, {
		code: 'ERR_ASSERTION', operator: 'assertLogsContain', expected: 'gamma', actual: 'alpha\nbeta',
		message: 'The log of count does not contain "gamma"\n  Its last lines are\n  alpha\n  beta',
	});
	const empty = getError(handler.assertLogsContain('count(1)', 'x'));
	await clock.advance(10_000);
	t.equal((await empty).message, 'The log of count(1) does not contain "x"\n  It is empty');
});

t.test('a log whose first lines are gone says so where a line is missing', async t => {
	const {handler, set, log, clock} = open(t);
	set('first', {status: 'COMPLETED'});
	log('first', 'alpha', 'beta');
	for (let count = 0; count < 200; count++) {
		log('last', ...Array.from({length: 1000}, () => 'x'));
	}

	log('first', 'gamma');
	const error = getError(handler.assertLogsContain('first', 'alpha'));
	await clock.advance(10_000);
	t.equal((await error).message, 'The log of first does not contain "alpha"\n  Its first 2 lines are not in memory any more and were not searched\n  Its last lines are\n  gamma');
});

t.test('every assertion is reported, with the function its own test has waited for', async t => {
	const {handler, put, set, reports} = open(t, {keyPrefix: 'reported'});
	await put('a.txt', 'a');
	set('first', {status: 'COMPLETED'});
	set('last', {status: 'COMPLETED'});
	await Promise.all(['first', 'last'].map(async name => {
		await tick();
		await handler.waitFor(name);
		await tick();
		await Promise.allSettled([handler.assertText('a.txt', name === 'first' ? 'a' : 'hunter2secret')]);
	}));
	await handler.assertCompleted('last');
	set('count(1)', failed);
	await Promise.allSettled([handler.waitFor('count(1)')]);
	await handler.waitFor('count(1)', {shouldFail: true});
	t.same(reports.toSorted((a, b) => a.title < b.title ? -1 : 1), [
		{title: 'a.txt equals "***"', node: 'last', isOk: false, evidence: 'a.txt has "a" instead of "***" in line 1'},
		{title: 'a.txt equals "a"', node: 'first', isOk: true, evidence: '1 bytes'},
		{title: 'count(1) completes', node: 'count(1)', isOk: false, evidence: 'count(1) ended FAILED (function-error): ValueError: no'},
		{title: 'count(1) fails as expected', node: 'count(1)', isOk: true, evidence: 'FAILED'},
		{title: 'first completes', node: 'first', isOk: true, evidence: 'COMPLETED'},
		{title: 'last completed', node: 'last', isOk: true, evidence: 'last COMPLETED'},
		{title: 'last completes', node: 'last', isOk: true, evidence: 'COMPLETED'},
	]);
});
