import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {createAssertionStore} from '../../../source/testing/assertions/assertion-store.js';
import {onFirstFailure} from '../../../source/commands/run/stop-policy.js';
import {recordEvents} from '../../../source/commands/run/record-events.js';
import {createMasker} from '../../../source/core/secrets/mask-secrets.js';
import {parseRecording} from '../../../source/report/recording/read-recording.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {findSchemaProblems} from '../../support/reporters/event-schema.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

const open = (t: Test, edges: Parameters<typeof writeDocument>[1]) => {
	const folder = t.testdir({});
	const clock = createVirtualClock(Date.UTC(2026, 10, 23, 0, 7, 38));
	const fake = createFakeCloud();
	const runner = new WorkflowRunner({workflowFile: writeDocument(folder, edges), cloud: fake.cloud, clock});
	t.teardown(async () => runner.cleanup());
	return {clock, fake, runner, file: path.join(folder, 'deep/events.ndjson')};
};

const describe = (file: string): readonly string[] => parseRecording(file, fs.readFileSync(file, 'utf8'))
	.flatMap(event => event.type === 'node.changed' ? (event.from === undefined ? [] : [`${event.node.id} ${event.node.status}`]) : [event.type === 'result' ? `result ${event.outcome}` : event.type])
	.filter(text => !text.includes('.'));

t.test('run after run is recorded, each from its snapshot to its result, with every log line', async t => {
	const {clock, fake, runner, file} = open(t, {a: []});
	const stop = recordEvents(runner, file, {
		clock, mask: createMasker(['sesame-open']), cloudLabel: 'fake', onFailure(sentence) {
			t.fail(sentence);
		},
	});
	t.same(describe(file), ['snapshot'], 'what is known is there before anything happens');
	await runner.triggerWorkflow();
	fake.write('a', [startLine, 'sesame-open']);
	await clock.advance(1000);
	fake.write('a', [startLine, 'sesame-open', ...finishLines('a').slice(1)], true);
	await clock.advance(2000);
	t.same(describe(file), ['snapshot', 'a INVOKED', 'a RUNNING', 'a COMPLETED', 'result COMPLETED']);
	await runner.triggerWorkflow();
	fake.write('a', finishLines('a'), true);
	await clock.advance(2000);
	stop();
	t.same(describe(file).slice(5), ['snapshot', 'a INVOKED', 'a COMPLETED', 'result COMPLETED']);
	const text = fs.readFileSync(file, 'utf8');
	t.same(findSchemaProblems(text), []);
	t.match(text, '"text":"***"');
	t.notMatch(text, 'sesame');
});

t.test('the result waits for the end of the test file, and says what it made of the run', async t => {
	const {clock, fake, runner, file} = open(t, {a: []});
	const store = createAssertionStore('t.mjs');
	let endTests = (): void => undefined;
	const ended = new Promise<void>(resolve => {
		endTests = resolve;
	});
	const stop = recordEvents(runner, file, {clock, mask: text => text, cloudLabel: 'fake', onFailure: () => undefined, tests: {store, settled: async () => ended}});
	await runner.triggerWorkflow();
	store.start();
	fake.write('a', finishLines('a'), true);
	await clock.advance(2000);
	t.equal(runner.isMonitoringComplete(), true);
	t.notMatch(describe(file).at(-1), /result/u);
	store.add({title: 'x', isOk: false, evidence: 'none', at: 0});
	store.end(false);
	endTests();
	await clock.advance(1);
	t.match(parseRecording(file, fs.readFileSync(file, 'utf8')).at(-1), {type: 'result', outcome: 'COMPLETED', exitCode: 1, assertions: {file: 't.mjs', assertions: [{title: 'x', isOk: false}]}});
	stop();
});

t.test('a recording that is stopped in the middle of a run has no result, and hears nothing more', async t => {
	const {clock, fake, runner, file} = open(t, {a: []});
	const stop = recordEvents(runner, file, {clock, mask: text => text, cloudLabel: 'fake', onFailure: () => undefined});
	await runner.triggerWorkflow();
	stop();
	const text = fs.readFileSync(file, 'utf8');
	fake.write('a', finishLines('a'), true);
	await clock.advance(2000);
	t.equal(runner.isMonitoringComplete(), true);
	t.equal(fs.readFileSync(file, 'utf8'), text);
	t.same(describe(file), ['snapshot', 'a INVOKED']);
});

t.test('the first failure of a run, and no other, is told while others go on', async t => {
	const {clock, fake, runner} = open(t, {a: ['b', 'c', 'd'], b: [], c: [], d: []});
	const failed: string[] = [];
	const stop = onFirstFailure(runner, ({id}) => {
		failed.push(id);
	});
	await runner.triggerWorkflow();
	fake.write('a', [...finishLines('a', 'b', 'c', 'd')], true);
	fake.write('b', [startLine, '[1.0] [ERROR] [executor.py] no', 'Stack (most recent call last):']);
	fake.write('c', [startLine]);
	fake.write('d', [startLine]);
	await clock.advance(3000);
	t.same(failed, ['b']);
	fake.write('c', [startLine, '[1.0] [ERROR] [executor.py] no', 'Stack (most recent call last):']);
	await clock.advance(3000);
	t.same(failed, ['b']);
	stop();
});

t.test('a failure that ends the run is none to cancel for', async t => {
	const {clock, fake, runner} = open(t, {a: []});
	const failed: string[] = [];
	onFirstFailure(runner, ({id}) => {
		failed.push(id);
	});
	await runner.triggerWorkflow();
	fake.write('a', [startLine, '[1.0] [ERROR] [executor.py] no', 'Stack (most recent call last):'], true);
	await clock.advance(3000);
	t.equal(runner.isMonitoringComplete(), true);
	t.same(failed, []);
});
