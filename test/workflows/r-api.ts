import {spawnSync} from 'node:child_process';
import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

const hasR = spawnSync('Rscript', ['-e', 'loadNamespace("httr"); loadNamespace("jsonlite")']).status === 0;

t.test('the R API does what the Python one does', {skip: hasR ? false : 'Rscript with httr and jsonlite is not installed'}, async t => {
	const {handler, runner, s3Client} = await useWorkflow(t, 'workflows/r_api.json');
	const {outcome, nodes} = await runner.result();
	t.equal(outcome, 'COMPLETED', nodes.filter(node => node.status === 'FAILED').map(node => `${node.id}: ${node.sentence}`).join('; '));
	const {KeyCount = 0} = await s3Client.listObjectsV2({Bucket: handler.bucketName, Prefix: handler.getS3Key('')});
	t.ok(KeyCount > 0);
});
