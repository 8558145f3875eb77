import {spawnSync} from 'node:child_process';
import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

t.jobs = 8;
const hasR = spawnSync('Rscript', ['-e', 'loadNamespace("httr"); loadNamespace("jsonlite")']).status === 0;

t.test('the R workflow', {skip: hasR ? false : 'Rscript with httr and jsonlite is not installed'}, async t => {
	const {handler} = await useWorkflow(t, 'workflows/r_api.json');
	const allBytes = Uint8Array.from({length: 256}, (_, byte) => byte);

	t.test('the R API deletes its first input and keeps the other two', async () => {
		await handler.assertCompleted('test-r-api');
		await handler.assertAbsent('input1.txt');
		await handler.assertText('input2.txt', 'input2');
		await handler.assertText('input3.txt', 'input3');
	});

	t.test('the R API writes an output under the same name and one under another', async () => {
		await handler.waitFor('test-r-api');
		await handler.assertText('output1.txt', 'INPUT2');
		await handler.assertText('output2.txt', 'input3');
		await handler.assertLogsContain('test-r-api', 'Wrote output1.txt and output2.txt');
	});

	t.test('binary files survive a copy through the folder API', async () => {
		await handler.assertCompleted('test-r-folders');
		for (const file of ['input4.bin', 'copies/copy1.bin', 'copies/copy2.bin']) {
			await handler.assertBytes(file, allBytes);
		}
	});

	t.test('the join takes the True branch and leaves the False one, two levels deep', async () => {
		await handler.assertLogsContain('sync', 'All files are as expected: taking the True branch');
		await handler.assertCompleted('test-run-true');
		await handler.assertText('result.txt', 'All files are as expected');
		await handler.assertNotInvoked('test-dontrun-false');
		await handler.assertNotInvoked('test-dontrun-false-next');
	});

	t.test('the whole run completes', async t => {
		t.match(await handler.result(), {outcome: 'COMPLETED', exitCode: 0});
	});
});
