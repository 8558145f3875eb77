import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {openWholeLogs, type ReadWholeLog} from '../../../source/run/runner/open-whole-logs.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

const collect = async (readWholeLog: ReadWholeLog, node: string) => {
	const pieces: string[][] = [];
	for await (const entries of readWholeLog(node)) {
		pieces.push(entries.map(({node, text}) => `${node} ${text}`));
	}

	return pieces;
};

t.test('the logs of a run are read whole from S3, with one listing, whatever its store has', async t => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23));
	const {cloud, bucket, write} = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: ['b'], b: []}), cloud, clock});
	t.teardown(async () => runner.cleanup());
	t.same(await collect(runner.openWholeLogs(), 'a'), [], 'before a run there is none');
	await runner.triggerWorkflow();
	const lines = Array.from({length: 2000}, (_, index) => String(index).padStart(1023, '.'));
	write('a', [startLine, ...lines, ...finishLines('a', 'b')], true);
	write('b', finishLines('b'), true);
	await clock.advance(1000);
	await runner.result();
	const {listCount} = bucket;
	const readWholeLog = runner.openWholeLogs();
	const pieces = await collect(readWholeLog, 'a');
	t.equal(pieces.length, 2, 'a megabyte at a time');
	t.same(pieces.flat(), [startLine, ...lines, ...finishLines('a', 'b')].map(text => `a ${text}`));
	t.same(await collect(readWholeLog, 'b'), [finishLines('b').map(text => `b ${text}`)]);
	t.equal(bucket.listCount, listCount + 1);
});

t.test('a bucket that does not answer is an error', async t => {
	const {cloud} = createFakeCloud();
	const workflow = createTinyWorkflow({a: []});
	const state = {...createRunState(workflow, 1000), invocation: {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'mine'}};
	const readWholeLog = openWholeLogs({
		workflow, clock: createVirtualClock(), store: {getSnapshot: () => state},
		openCloud: async () => ({logBucket: {...cloud.logBucket, async list() {
			throw new Error('no answer');
		}}}),
	});
	await t.rejects(collect(readWholeLog, 'a'), {message: 'no answer'});
});
