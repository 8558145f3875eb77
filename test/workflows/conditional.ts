import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

t.jobs = 4;
const {handler} = await useWorkflow(t, 'workflows/conditional.json');

t.test('the temperatures are written one a line', async () => {
	await handler.assertCompleted('measure-temperature');
	// The document says 33.0; what is left of that depends on who has read and written the JSON before.
	await handler.assertText('degrees.txt', /^31\.5\n33(?:\.0)?\n35\.2\n34\.1\n$/u);
});

t.test('the decision is made on their mean', async () => {
	await handler.assertLogsContain('is-heat-wave', /^The mean of 33\.[45] degrees is compared with 30$/u);
	await handler.assertCompleted('is-heat-wave');
});

t.test('the branch that was taken runs to its end', async () => {
	await handler.assertCompleted('warn-public');
	await handler.assertText('heat.txt', 'It is hot.\n');
	await handler.assertText('warning.txt', 'Drink water and stay in the shade.\n');
});

t.test('the other branch is not invoked and leaves no files', async () => {
	await handler.assertNotInvoked('report-normal');
	await handler.assertNotInvoked('plan-picnic');
	await handler.assertAbsent('normal.txt');
	await handler.assertAbsent('picnic.txt');
});

t.test('a run with a branch that was not taken completes', async t => {
	t.match(await handler.result(), {outcome: 'COMPLETED', exitCode: 0});
});
