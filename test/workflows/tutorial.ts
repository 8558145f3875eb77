import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const {handler} = await useWorkflow(t, 'workflows/tutorial.json');

t.test('the first function writes two tables', async t => {
	await handler.waitFor('create-sample-data');
	await handler.assertText('sample1.csv', 'v1,v2\n1,10\n2,20\n3,30\n');
	await handler.assertCsv('sample2.csv', [['v1', 'v2'], [4, 40], [5, 50], [6, 60]]);
	t.equal(handler.status('create-sample-data'), 'COMPLETED');
});

t.test('the second adds them cell by cell', async () => {
	await handler.waitFor('compute-sum');
	await handler.assertCsv('sum.csv', [{v1: 5, v2: 50}, {v1: 7, v2: 70}, {v1: 9, v2: 90}]);
	await handler.assertLogsContain('compute-sum', 'Wrote the sum of 3 rows to sum.csv');
});

t.test('the whole run completes', async t => {
	const {outcome} = await handler.result();
	t.equal(outcome, 'COMPLETED');
});
