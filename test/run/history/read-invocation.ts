import t from 'tap';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {readInvocation} from '../../../source/run/history/read-invocation.js';
import {type Platform} from '../../../source/ports/platform.js';
import {createInMemoryBucket} from '../../../source/testing/in-memory-bucket.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeCloud, finishLines, startLine} from '../../support/runner/fake-cloud.js';
import {endRun, gh} from '../../support/run-id.js';

const startedAt = Date.UTC(2026, 10, 23, 4);
const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'mine'};
const folder = 'FaaSrLog/Tiny/2026-11-23T04-00-00/mine';
const hourMs = 3_600_000;

/** Reads an invocation so long after its start, with what the platform knows of it. */
const read = async ({listRuns, agoMs = 10_000, isDone = false, isMarked = isDone}: {
	readonly listRuns?: Platform['listRuns']; readonly agoMs?: number; readonly isDone?: boolean; readonly isMarked?: boolean;
}) => {
	const {cloud, bucket} = createFakeCloud();
	bucket.put(`${folder}/a.txt`, (isDone ? finishLines('a') : [startLine]).map(line => `${line}\n`).join(''), {at: startedAt + 1000});
	if (isMarked) {
		bucket.put(`${folder}/function_completions/a.done`, 'True', {at: startedAt + 1000});
	}

	const {state} = await readInvocation({
		...cloud, workflow: createTinyWorkflow({a: []}), invocation, clock: createVirtualClock(startedAt + agoMs), timeoutMs: 120_000,
		platform: listRuns === undefined ? undefined : {...cloud.platform, listRuns},
	});
	return state;
};

const run: PlatformRun = {
	id: gh(7), action: 'a', status: 'in_progress', createdAt: startedAt,
};
const dead: PlatformRun = {...run, ...endRun('failure')};

for (const [title, options, outcome] of [
	['objects alone: a run goes on until it was quiet for the timeout', {}, 'RUNNING'],
	['objects alone: then it is given up', {agoMs: hourMs}, 'TIMEOUT'],
	['what its platform knows to be dead has failed', {listRuns: async () => [dead]}, 'FAILED'],
	['also later', {listRuns: async () => [dead], agoMs: hourMs}, 'FAILED'],
	['what its platform knows to be alive goes on, however quiet', {listRuns: async () => [run], agoMs: hourMs}, 'RUNNING'],
	['a platform that knows nothing changes nothing', {listRuns: async () => [], agoMs: hourMs}, 'TIMEOUT'],
	['a platform that cannot say changes nothing', {async listRuns() {
		throw new Error('offline');
	}}, 'RUNNING'],
] as ReadonlyArray<readonly [string, Parameters<typeof read>[0], string]>) {
	t.test(title, async t => {
		t.equal((await read(options)).outcome, outcome);
	});
}

t.test('the platform is not asked for a run whose objects tell its end', async t => {
	let count = 0;
	const listRuns = async () => {
		count++;
		return [dead];
	};

	t.equal((await read({isDone: true, listRuns})).outcome, 'COMPLETED');
	t.equal(count, 0);
});

t.test('a marker without a finish line does not tell what became of its function: the platform does', async t => {
	const red: PlatformRun = {...dead, endedAt: startedAt + 2000};
	t.equal((await read({isMarked: true, listRuns: async () => [red]})).outcome, 'FAILED');
	t.equal((await read({isMarked: true, listRuns: async () => []})).outcome, 'COMPLETED');
});

t.test('a refused dispatch does not tell whether a resume made up for it: the platform does', async t => {
	const {cloud, bucket} = createFakeCloud();
	const [begin = '', ...rest] = finishLines('a');
	const put = (key: string, text: string): void => {
		bucket.put(`${folder}/${key}`, text, {at: startedAt + 1000});
	};

	const lines = [begin, ...rest.filter(line => !line.includes('triggers')), '[1.0] [ERROR] [scheduler.py] GitHub Action: No response from GitHub', 'Stack (most recent call last):', '  File "x", line 1'];
	put('a.txt', lines.map(line => `${line}\n`).join(''));
	put('function_completions/a.done', 'True');
	const look = async (runs: readonly PlatformRun[]) => {
		const {state} = await readInvocation({
			...cloud, workflow: createTinyWorkflow({a: ['b'], b: []}), invocation, clock: createVirtualClock(startedAt + 60_000), timeoutMs: 120_000,
			platform: {...cloud.platform, listRuns: async () => runs},
		});
		return state;
	};

	t.match((await look([])).nodes.get('a'), {status: 'FAILED', reason: 'dispatch-failed'});
	const state = await look([{...run, id: gh(8), action: 'b'}]);
	t.same([state.nodes.get('a')?.status, state.nodes.get('b')?.status], ['COMPLETED', 'RUNNING']);
});

t.test('of a run of long ago the platform is asked for the runs of its time', async t => {
	const asked: unknown[] = [];
	const listRuns: Platform['listRuns'] = async ({since, until}) => {
		asked.push([since - startedAt, until === undefined ? undefined : until - startedAt]);
		return [dead];
	};

	t.equal((await read({listRuns, agoMs: hourMs})).outcome, 'FAILED');
	t.equal((await read({listRuns, agoMs: 400 * hourMs})).outcome, 'FAILED');
	t.same(asked, [[-300_000, undefined], [-300_000, 1000 + (24 * hourMs)]]);
});

for (const isGuess of [false, true]) {
	t.test(`a dead run ${isGuess ? 'of a plain file' : 'with a title'} has the same end and duration at any time`, async t => {
		const ended: PlatformRun = {...dead, endedAt: startedAt + 9000, ...(isGuess && {isGuess: true})};
		for (const agoMs of [30_000, hourMs, 400 * hourMs]) {
			const {outcome, triggeredAt, endedAt} = await read({listRuns: async () => [ended], agoMs});
			t.same([outcome, endedAt! - triggeredAt!], ['FAILED', 9000]);
		}
	});
}

t.test('a marker in a store of its own is looked for there', async t => {
	const {cloud, bucket} = createFakeCloud();
	const doneBucket = createInMemoryBucket('Done');
	bucket.put(`${folder}/a.txt`, finishLines('a', 'b').map(line => `${line}\n`).join(''), {at: startedAt + 1000});
	bucket.put(`${folder}/b.txt`, finishLines('b').map(line => `${line}\n`).join(''), {at: startedAt + 2000});
	bucket.put(`${folder}/function_completions/b.done`, 'True', {at: startedAt + 2000});
	doneBucket.put(`${folder}/function_completions/a.done`, 'True', {at: startedAt + 1000});
	const options = {...cloud, doneBucket, workflow: createTinyWorkflow({a: ['b'], b: []}), invocation, clock: createVirtualClock(startedAt + 5000), timeoutMs: 120_000, platform: undefined};
	t.equal((await readInvocation(options)).state.outcome, 'RUNNING', 'b runs again: its marker is in the wrong store');
	doneBucket.put(`${folder}/function_completions/b.done`, 'True', {at: startedAt + 2000});
	t.equal((await readInvocation(options)).state.outcome, 'COMPLETED');
});

t.test('why the platform could not be asked is told, where it would have mattered', async t => {
	const {cloud, bucket} = createFakeCloud();
	bucket.put(`${folder}/a.txt`, `${startLine}\n`, {at: startedAt + 1000});
	const failure = new Error('offline');
	const options = {...cloud, workflow: createTinyWorkflow({a: []}), invocation, clock: createVirtualClock(startedAt + hourMs), timeoutMs: 120_000};
	t.match(await readInvocation({...options, platform: {...cloud.platform, async listRuns() {
		throw failure;
	}}}), {state: {outcome: 'TIMEOUT'}, platformFailure: failure});
	t.equal((await readInvocation({...options, platform: {...cloud.platform, listRuns: async () => []}})).platformFailure, undefined);
});
