import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const {handler, s3Client, runner} = await useWorkflow(t, 'workflows/ranked.json');

t.test('every rank counts its share and the total is their sum', async t => {
	t.equal((await runner.result()).outcome, 'COMPLETED');
	const {Body} = await s3Client.getObject({Bucket: handler.bucketName, Key: handler.getS3Key('total.txt')});
	t.match(await Body?.transformToString(), /^24\b/u);
});
