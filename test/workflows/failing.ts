import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

t.jobs = 4;
const {handler} = await useWorkflow(t, 'workflows/failing.json');

t.test('the function before the failure has done its work', async () => {
	await handler.assertCompleted('write-numbers');
	await handler.assertText('numbers.txt', '4\n2\n0\n1\n');
});

t.test('the function that raises fails, with its traceback in the log and no output', async () => {
	await handler.waitFor('invert-numbers', {shouldFail: true});
	await handler.assertFailed('invert-numbers', {reason: 'function-error', log: 'ZeroDivisionError: division by zero'});
	await handler.assertLogsContain('invert-numbers', 'Dividing 1 by 0');
	await handler.assertAbsent('inverted.txt');
});

t.test('waiting for it fails the test, with reason and traceback in the message', async t => {
	await t.rejects(handler.waitFor('invert-numbers'), {
		name: 'NodeFailedError', status: 'FAILED', reason: 'function-error', message: /division by zero[^]*invert_numbers\.py", line 19/u,
	});
	await t.rejects(handler.assertCompleted('invert-numbers'), {
		code: 'ERR_ASSERTION', actual: 'FAILED', expected: 'COMPLETED', message: /^invert-numbers should be COMPLETED and is FAILED[^]*line 19/u,
	});
});

t.test('the function behind it is skipped: neither completed, nor failed, nor not invoked', async t => {
	await t.rejects(handler.waitFor('add-numbers'), {name: 'NodeFailedError', status: 'SKIPPED', reason: 'upstream-failed'});
	await t.rejects(handler.waitFor('add-numbers', {shouldFail: true}), {code: 'ERR_ASSERTION', actual: 'SKIPPED', expected: 'FAILED'});
	await t.rejects(handler.assertNotInvoked('add-numbers'), {code: 'ERR_ASSERTION', actual: 'SKIPPED', expected: 'NOT_INVOKED'});
});

t.test('the run fails', async t => {
	t.match(await handler.result(), {outcome: 'FAILED', exitCode: 1});
});
