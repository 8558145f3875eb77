import t, {type Test} from 'tap';
import {type RunId} from '../../../../source/core/run/run-id.js';
import {createListeners} from '../../../../source/ports/listeners/create-listeners.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../../source/testing/virtual-clock.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../../support/runner/fake-cloud.js';
import {endRun, gh} from '../../../support/run-id.js';

const open = async (t: Test, tellsPrints: boolean) => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const prints = createListeners<[print: {readonly runId: RunId; readonly text: string}]>();
	const platform = {...fake.cloud.platform, ...(tellsPrints && {onPrint: prints.add})};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: []}), cloud: {...fake.cloud, platform}, clock, runLogs: true});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	return {
		clock, fake, runner,
		print(text: string, runId = 100): void {
			prints.call({runId: gh(runId), text});
		},
		list: () => runner.store.logs.getSnapshot().filter(({isPrint, isRunLog}) => isPrint === true || isRunLog === true),
	};
};

t.test('what a function prints is among its lines while it runs', async t => {
	const {clock, print, list, runner} = await open(t, true);
	await clock.advance(1000);
	print('training 1\ntrain');
	print('a run of nobody\n', 7);
	await clock.advance(300);
	t.match(list(), [{text: 'training 1', source: 'print', node: 'a', isNoise: false}]);
	print('ing 2\n[INFO] [py_func_helper.py] Source python file f.py\n[ERROR] [py_func_helper.py] Python file f.py has following source error: x\n{"faasr_get_file": "refused"}\nlast');
	await clock.advance(300);
	t.same(list().map(({text, level, isNoise}) => [text.slice(0, 10), level, isNoise]), [
		['training 1', undefined, false], ['training 2', undefined, false], ['[INFO] [py', 'INFO', true], ['[ERROR] [p', 'ERROR', false], ['{"faasr_ge', undefined, true],
	]);
	await runner.cleanup();
	t.equal(list().at(-1)?.text, 'last', 'a line without an end comes last');
});

t.test('what was told while it ran is not fetched after the end', async t => {
	const {clock, fake, print, list, runner} = await open(t, true);
	print('once\n');
	fake.write('a', finishLines('a'), true);
	fake.setRun(100, {...endRun('success')});
	await clock.advance(2000);
	const result = runner.result();
	await clock.advance(5000);
	t.equal((await result).outcome, 'COMPLETED');
	t.same(list().map(({text}) => text), ['once']);
});

t.test('where the platform does not tell, the log of every run is fetched after the end', async t => {
	const {clock, fake, list, runner} = await open(t, false);
	fake.write('a', finishLines('a'), true);
	fake.setRun(100, {...endRun('success')});
	await clock.advance(2000);
	const result = runner.result();
	await clock.advance(5000);
	t.equal((await result).outcome, 'COMPLETED');
	t.same(list().map(({text}) => text), ['container of run 100', 'Image pull failed']);
	await runner.result();
	t.equal(list().length, 2, 'once');
});

t.test('a log that stays empty is asked for four times, and of a function that never ran there is none', async t => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	let count = 0;
	const platform = {...fake.cloud.platform, async readRunLog() {
		count++;
		return '';
	}};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: [{True: ['b'], False: ['c']}], b: [], c: []}), cloud: {...fake.cloud, platform}, clock, runLogs: true});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	fake.write('a', [startLine]);
	fake.setRun(100, {...endRun('failure')});
	await clock.advance(2000);
	const result = runner.result();
	await clock.advance(30_000);
	t.equal((await result).outcome, 'FAILED');
	t.ok(count >= 4, `${count} requests`);
});
