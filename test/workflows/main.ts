import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

// The Python runner's example, and the rest of the integration workflow, against a real run.
const {handler, s3Client} = await useWorkflow(t, 'workflows/main.json');
const Bucket = handler.bucketName;

const readText = async (file: string): Promise<string | undefined> => {
	const {Body} = await s3Client.getObject({Bucket, Key: handler.getS3Key(file)});
	return Body?.transformToString();
};

const head = async (file: string) => s3Client.headObject({Bucket, Key: handler.getS3Key(file)});

t.test('the Python API deletes, keeps and rewrites its inputs', async t => {
	await handler.waitFor('test-py-api');
	await t.rejects(head('input1.txt'), {name: 'NotFound'});
	t.ok(await head('input2.txt'));
	t.equal(await readText('input3.txt'), 'input3');
	t.equal(await readText('output1.txt'), 'INPUT2');
	t.equal(await readText('output2.txt'), 'input3');
});

t.test('binary files survive a copy through the folder API', async t => {
	await handler.waitFor('test-py-folders');
	const read = async (file: string) => (await s3Client.getObject({Bucket, Key: handler.getS3Key(file)})).Body?.transformToByteArray();
	t.same(await read('copies/copy3.bin'), await read('input4.bin'));
});

t.test('the join runs once both have ended, and its True branch is taken', async t => {
	await handler.waitFor('sync1');
	await handler.waitFor('test-run-true');
	t.equal(await readText('run_true.txt'), 'the True branch ran');
});

t.test('branches that were not taken are not invoked, two levels deep', async t => {
	for (const node of ['test-dontrun-false', 'test-dontrun-false-next', 'test-dontrun-true', 'test-dontrun-true-next']) {
		await handler.waitFor(node);
		t.equal(handler.status(node), 'NOT_INVOKED', node);
	}

	await handler.waitFor('test-run-false');
	t.equal(await readText('run_false.txt'), 'the False branch ran');
	for (const file of ['dontrun_false.txt', 'dontrun_false_next.txt', 'dontrun_true.txt', 'dontrun_true_next.txt']) {
		await t.rejects(head(file), {name: 'NotFound'}, file);
	}
});

t.test('each of the five ranks has written its own file', async t => {
	await handler.waitFor('test-rank');
	const {Contents = []} = await s3Client.listObjectsV2({Bucket, Prefix: `${handler.getS3Key('ranks')}/`});
	t.equal(Contents.length, 5);
});

t.test('the final join has checked everything', async t => {
	await handler.waitFor('sync2');
	t.equal(await readText('result.txt'), '11 files are as expected');
	t.ok(handler.logs('sync2').includes('All 11 files are as expected'));
});
