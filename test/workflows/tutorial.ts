import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const {handler, s3Client} = await useWorkflow(t, 'workflows/tutorial.json');

t.test('the tutorial writes the sums of its sample data', async t => {
	await handler.waitFor('compute-sum');
	const {Body} = await s3Client.getObject({Bucket: handler.bucketName, Key: handler.getS3Key('sum.csv')});
	t.match(await Body?.transformToString(), /\d/u);
	t.equal(handler.status('create-sample-data'), 'COMPLETED');
	t.throws(() => handler.status('nobody'), /has no function "nobody"/u);
});
