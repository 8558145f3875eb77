import t from 'tap';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

t.test('a log longer than one look reads comes as a whole before the run has ended, without a pause between its pieces', async t => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 23));
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir({}), {a: []}), cloud: fake.cloud, clock});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	const lines = Array.from({length: 10_000}, (_, index) => String(index).padStart(1023, '.'));
	fake.write('a', [startLine, ...lines, ...finishLines('a').slice(1)], true);
	await clock.advance(1000);
	const {outcome} = await runner.result();
	t.equal(outcome, 'COMPLETED');
	t.equal(runner.store.logs.lines.getEnd(), 10_000 + finishLines('a').length);
	t.equal(clock.sleeperCount(), 0);
});
