import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const {handler, s3Client, runner} = await useWorkflow(t, 'workflows/conditional.json');

t.test('one branch of the conditional runs and the other does not', async t => {
	const {outcome, nodes} = await runner.result();
	t.equal(outcome, 'COMPLETED');
	t.same(nodes.filter(node => node.status === 'NOT_INVOKED').map(node => node.id), ['report-normal', 'plan-picnic']);
	for (const file of ['heat.txt', 'warning.txt']) {
		t.ok(await s3Client.headObject({Bucket: handler.bucketName, Key: handler.getS3Key(file)}), file);
	}
});
