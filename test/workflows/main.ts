import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

// One invocation for the file, of workflows/main.json or of the copy that TEST_WORKFLOW_FILE names.
// Subtests run in parallel: each waits for what it is about.
t.jobs = 8;
const {handler, s3Client} = await useWorkflow(t);

const allBytes = Uint8Array.from({length: 256}, (_, byte) => byte);

t.test('the inputs are created', async () => {
	await handler.assertCompleted('create-input');
	await handler.assertLogsContain('create-input', `Created 4 input files in ${handler.keyPrefix}`);
});

t.test('the Python API deletes its first input and keeps the other two', async t => {
	await handler.waitFor('test-py-api');
	await handler.assertAbsent('input1.txt');
	await handler.assertText('input2.txt', 'input2');
	await handler.assertText('input3.txt', 'input3');
	await t.rejects(s3Client.headObject({Bucket: handler.bucketName, Key: handler.getS3Key('input1.txt')}), {name: 'NotFound'});
});

t.test('the Python API writes an output under the same name and one under another', async () => {
	await handler.assertCompleted('test-py-api');
	await handler.assertText('output1.txt', 'INPUT2');
	await handler.assertText('output2.txt', 'input3');
	await handler.assertLogsContain('test-py-api', 'Wrote output1.txt and output2.txt');
	await handler.assertLogsContain('test-py-api', `in invocation ${handler.invocationId}`);
});

t.test('binary files survive a copy through the folder API', async () => {
	await handler.assertCompleted('test-py-folders');
	for (const file of ['input4.bin', 'copies/copy1.bin', 'copies/copy2.bin', 'copies/copy3.bin']) {
		await handler.assertBytes(file, allBytes);
	}
});

t.test('the join runs once both API tests have ended', async () => {
	await handler.assertCompleted('sync1');
	await handler.assertCompleted('test-py-api');
	await handler.assertCompleted('test-py-folders');
});

t.test('the True branch of the first decision runs, the False one does not, two levels deep', async () => {
	await handler.assertCompleted('test-run-true');
	await handler.assertText('run_true.txt', 'the True branch ran');
	await handler.assertNotInvoked('test-dontrun-false');
	await handler.assertNotInvoked('test-dontrun-false-next');
	await handler.assertAbsent('dontrun_false.txt');
	await handler.assertAbsent('dontrun_false_next.txt');
});

t.test('the False branch of the second decision runs, the True one does not, two levels deep', async () => {
	await handler.assertCompleted('test-run-false');
	await handler.assertText('run_false.txt', 'the False branch ran');
	await handler.assertNotInvoked('test-dontrun-true');
	await handler.assertNotInvoked('test-dontrun-true-next');
	await handler.assertAbsent('dontrun_true.txt');
	await handler.assertAbsent('dontrun_true_next.txt');
});

for (const rank of [1, 2, 3, 4, 5]) {
	t.test(`rank ${rank} writes its own file`, async () => {
		await handler.waitFor(`test-rank(${rank})`);
		await handler.assertText(`ranks/rank${rank}.txt`, `${rank}/5`);
		await handler.assertLogsContain(`test-rank(${rank})`, `This is rank ${rank} of 5`);
	});
}

t.test('no rank writes more than its file', async t => {
	const ranks = await handler.waitFor('test-rank');
	t.same(ranks.map(({status}) => status), Array.from({length: 5}, () => 'COMPLETED'));
	const {Contents = []} = await s3Client.listObjectsV2({Bucket: handler.bucketName, Prefix: `${handler.getS3Key('ranks')}/`});
	t.equal(Contents.length, 5);
});

t.test('the final join has checked everything', async () => {
	await handler.assertCompleted('sync2');
	await handler.assertText('result.txt', '11 files are as expected');
	await handler.assertLogsContain('sync2', 'All 11 files are as expected');
});

t.test('the whole run completes', async t => {
	const {outcome, exitCode, nodes} = await handler.result();
	t.match({outcome, exitCode}, {outcome: 'COMPLETED', exitCode: 0});
	t.same(nodes.filter(({status}) => status === 'NOT_INVOKED').map(({id}) => id).sort(), [
		'test-dontrun-false', 'test-dontrun-false-next', 'test-dontrun-true', 'test-dontrun-true-next',
	]);
});
