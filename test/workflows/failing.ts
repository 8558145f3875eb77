import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const {handler, runner} = await useWorkflow(t, 'workflows/failing.json');

t.test('waiting for the function that raises throws with its reason and traceback', async t => {
	await t.rejects(handler.waitFor('invert-numbers'), {name: 'NodeFailedError', status: 'FAILED', reason: 'function-error'});
	await t.rejects(handler.waitFor('invert-numbers'), /division by zero[^]*invert_numbers\.py", line 19/u);
	await t.rejects(handler.waitFor('add-numbers'), {name: 'NodeFailedError', status: 'SKIPPED', reason: 'upstream-failed'});
	t.equal((await runner.result()).exitCode, 1);
});
