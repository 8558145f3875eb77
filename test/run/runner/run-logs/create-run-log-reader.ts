import t, {type Test} from 'tap';
import {describeOmitted} from '../../../../source/core/log/omitted-lines.js';
import {type Platform} from '../../../../source/ports/platform.js';
import {type RunnerEvent} from '../../../../source/run/runner/runner-event.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../../source/testing/virtual-clock.js';
import {createEvent} from '../../../support/create-event.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../../support/runner/fake-cloud.js';
import {endRun, gh} from '../../../support/run-id.js';
import {type PlatformRun} from '../../../../source/core/run/platform-run.js';
import {type RunId} from '../../../../source/core/run/run-id.js';

const stumble = '[0.4] [ERROR] [executor.py] name \'func_stdout\' is not defined\nStack (most recent call last):';
const sourceError = '[ERROR] [py_func_helper.py] Python file f.py has following source error: expected \':\' (f.py, line 3)\n';

/** A run of one function that died, its log on the platform as `readRunLog` says. */
const open = async (t: Test, readRunLog: Platform['readRunLog']) => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const cloud = {...fake.cloud, platform: {...fake.cloud.platform, readRunLog}};
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: []}), cloud, clock});
	t.teardown(async () => runner.cleanup());
	const events: RunnerEvent[] = [];
	runner.subscribe(event => {
		events.push(event);
	});
	await runner.triggerWorkflow();
	fake.write('a', [startLine, stumble]);
	fake.setRun(100, {...endRun('failure')});
	return {
		clock, runner, events, fake,
		list: () => events.flatMap(event => {
			if (event.type === 'run.ended') {
				return ['ended'];
			}

			return event.type === 'status.changed' ? [`${event.node.status}: ${event.node.sentence ?? ''}`] : [];
		}),
	};
};

t.test('the failure is told with the cause that only the log of the run has, although the status stands before', async t => {
	const answer: {text?: string} = {};
	const {clock, runner, list} = await open(t, async () => answer.text);
	await clock.advance(1000);
	t.equal(runner.store.getSnapshot().outcome, 'FAILED', 'the verdict does not wait');
	t.notMatch(list(), ['FAILED: '], 'but nobody is told half of it');
	answer.text = sourceError;
	await clock.advance(2000);
	t.same(list().slice(-2), ['FAILED: SyntaxError: expected \':\' at functions/f.py:3', 'ended']);
	t.match(runner.store.getSnapshot().nodes.get('a')?.cause, {where: {file: 'functions/f.py', line: 3}});
	await runner.result();
});

t.test('a log that never comes is waited for ten seconds', async t => {
	let count = 0;
	const {clock, runner, list} = await open(t, async () => {
		count++;
		return undefined;
	});
	await clock.advance(9500);
	t.notMatch(list().at(-1), 'ended');
	await clock.advance(2000);
	t.match(list().slice(-2), [/FAILED: The function's process died/u, 'ended']);
	t.ok(count <= 8, `${count} requests`);
	await runner.result();
});

t.test('a platform that does not answer is not waited for longer than that', async t => {
	const {clock, runner, list} = await open(t, async () => createEvent().happened as Promise<undefined>);
	await clock.advance(12_000);
	t.equal(list().at(-1), 'ended');
	await runner.result();
});

t.test('of a long log the end is shown, with what is left out; who asks gets all of it, from its first line', async t => {
	const lines = Array.from({length: 100}, (_, index) => `printed ${index}`);
	const asked: Array<number | undefined> = [];
	const {clock, runner} = await open(t, async (_runId, {maxBytes} = {}) => {
		asked.push(maxBytes);
		return [...(maxBytes === undefined ? [describeOmitted(7)] : ['earliest']), ...lines, sourceError].join('\n');
	});
	await clock.advance(3000);
	const list = (): readonly string[] => runner.store.logs.getSnapshot().filter(({isRunLog}) => isRunLog).map(({text}) => text);
	t.same(list().slice(0, 2), ['… 68 earlier lines not loaded: R loads all', 'printed 61']);
	await runner.readRunLog('a');
	t.same(list().slice(41, 45), ['… the whole log, from its first line', 'earliest', 'printed 0', 'printed 1']);
	t.same(asked.map(maxBytes => maxBytes === undefined), [true, false]);
	const count = list().length;
	await runner.readRunLog('a');
	t.equal(list().length, count, 'once is enough');
	await runner.result();
});

t.test('where the platform has no run of the function, nobody waits for its log once the run is no longer watched', async t => {
	let count = 0;
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const cloud = {...fake.cloud, platform: {
		...fake.cloud.platform,
		dispatch: async () => ({}),
		listRuns: async () => [],
		async readRunLog() {
			count++;
			return undefined;
		},
	}};
	fake.bucket.put('FaaSrLog/Tiny/2026-11-23T00-00-00/mine/a.txt', `${startLine}\n${stumble}\n`);
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: []}), cloud, clock});
	t.teardown(async () => runner.cleanup());
	await runner.attach({invocationId: 'mine'});
	await clock.advance(20_000);
	t.equal((await runner.result()).outcome, 'FAILED');
	t.equal(count, 0);
});

t.test('a log that comes while its reader pauses is not asked for again', async t => {
	const answer: {text?: string} = {};
	let count = 0;
	const {clock, runner} = await open(t, async () => {
		count++;
		return answer.text;
	});
	await clock.advance(3000);
	answer.text = sourceError;
	const asked = count;
	await runner.readRunLog('a');
	await clock.advance(12_000);
	t.equal(count, asked + 1);
	await runner.result();
});

t.test('while a run is watched its platform may still list the run of a failed function; of many that failed ten logs are waited for', async t => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const asked = new Set<RunId>();
	const hidden = {isHidden: true};
	const cloud = {...fake.cloud, platform: {
		...fake.cloud.platform,
		listRuns: async () => hidden.isHidden ? [] : Array.from({length: 12}, (_, index) => ({id: gh(200 + index), action: `f${index}`, ...endRun('failure')})),
		async readRunLog(id: RunId) {
			asked.add(id);
			return sourceError;
		},
	}};
	const names = Array.from({length: 12}, (_, index) => `f${index}`);
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: names, ...Object.fromEntries(names.map(name => [name, []]))}), cloud, clock});
	t.teardown(async () => runner.cleanup());
	await runner.triggerWorkflow();
	fake.write('a', finishLines('a'), true);
	for (const name of names) {
		fake.write(name, [startLine, stumble]);
	}

	await clock.advance(1500);
	hidden.isHidden = false;
	const result = runner.result();
	await clock.advance(60_000);
	t.equal((await result).outcome, 'FAILED');
	t.ok(asked.size >= 10, `${asked.size} logs were asked for`);
});

t.test('while others are at work the run of a failed function may still be listed, and is waited for', async t => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const listed: PlatformRun[] = [];
	const cloud = {...fake.cloud, platform: {...fake.cloud.platform, listRuns: async () => listed, readRunLog: async () => sourceError}};
	const put = (key: string, lines: readonly string[]): void => {
		fake.bucket.put(`FaaSrLog/Tiny/2026-11-23T00-00-00/mine/${key}`, lines.map(line => `${line}\n`).join(''));
	};

	put('a.txt', finishLines('a'));
	put('function_completions/a.done', ['True']);
	put('b.txt', [startLine, stumble]);
	put('c.txt', [startLine]);
	const runner = new WorkflowRunner({workflowFile: writeDocument(t.testdir(), {a: ['b', 'c'], b: [], c: []}), cloud, clock, timeout: 60});
	t.teardown(async () => runner.cleanup());
	await runner.attach({invocationId: 'mine'});
	await clock.advance(20_000);
	t.match(runner.store.getSnapshot().nodes.get('b'), {status: 'FAILED'});
	t.equal(runner.store.getSnapshot().outcome, 'RUNNING');
	listed.push({id: gh(7), action: 'b', ...endRun('failure')});
	const result = runner.result();
	await clock.advance(90_000);
	t.equal((await result).outcome, 'FAILED');
});
