import t from 'tap';
import {type PlatformRun} from '../../source/core/run/platform-run.js';
import {readInvocation} from '../../source/history/read-invocation.js';
import {type Platform} from '../../source/ports/platform.js';
import {createVirtualClock} from '../../source/testing/virtual-clock.js';
import {createTinyWorkflow} from '../fixtures/core/tiny-workflow.js';
import {createFakeCloud, finishLines, startLine} from '../fixtures/runner/fake-cloud.js';

const startedAt = Date.UTC(2026, 10, 23, 4);
const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-00-00', id: 'mine'};
const folder = 'FaaSrLog/Tiny/2026-11-23T04-00-00/mine';
const hourMs = 3_600_000;

/** Reads an invocation so long after its start, with what the platform knows of it. */
const read = async ({listRuns, agoMs = 10_000, isDone = false}: {
	readonly listRuns?: Platform['listRuns']; readonly agoMs?: number; readonly isDone?: boolean;
}) => {
	const {cloud, bucket} = createFakeCloud();
	bucket.put(`${folder}/a.txt`, (isDone ? finishLines('a') : [startLine]).map(line => `${line}\n`).join(''), {at: startedAt + 1000});
	if (isDone) {
		bucket.put(`${folder}/function_completions/a.done`, 'True', {at: startedAt + 1000});
	}

	const {state} = await readInvocation({
		...cloud, workflow: createTinyWorkflow({a: []}), invocation, clock: createVirtualClock(startedAt + agoMs), timeoutMs: 120_000,
		platform: listRuns === undefined ? undefined : {...cloud.platform, listRuns},
	});
	return state;
};

const run: PlatformRun = {
	id: 7, action: 'a', status: 'in_progress', createdAt: startedAt,
};
const dead: PlatformRun = {...run, status: 'completed', conclusion: 'failure'};

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

for (const [title, options, outcome] of [
	['whose objects tell its end', {isDone: true}, 'COMPLETED'],
	['of more than a day ago', {agoMs: 25 * hourMs}, 'TIMEOUT'],
] as const) {
	t.test(`the platform is not asked for a run ${title}`, async t => {
		let count = 0;
		const listRuns = async () => {
			count++;
			return [dead];
		};

		t.equal((await read({...options, listRuns})).outcome, outcome);
		t.equal(count, 0);
	});
}
