import t from 'tap';
import {type Invocation} from '../../../source/core/log/invocation.js';
import {findUnwritten} from '../../../source/run/history/find-unwritten.js';
import {type BegunRun, type Platform} from '../../../source/ports/platform.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeCloud} from '../../support/runner/fake-cloud.js';
import {gh} from '../../support/run-id.js';

const now = Date.UTC(2026, 10, 23, 4);
const workflow = createTinyWorkflow({a: []});
const written: readonly Invocation[] = [{workflowName: 'Tiny', timestamp: '2026-11-23T03-30-00', id: 'written'}, {workflowName: 'Tiny', timestamp: '2026-11-23T03-00-00', id: 'old'}];
const minute = 60_000;
const begin = (runId: number, minutesAgo: number, more: Partial<BegunRun> = {}): BegunRun => ({runId: gh(runId), status: 'queued', createdAt: now - (minutesAgo * minute), ...more});

const find = async (listBegun: Platform['listBegun'], known = written) => {
	const {cloud} = createFakeCloud();
	const platform: Platform = {...cloud.platform, ...(listBegun && {listBegun})};
	return findUnwritten({workflow, platform, written: known, now});
};

for (const [title, begun, ids] of [
	['one that is queued', [begin(1, 1, {invocationId: 'new'})], [1]],
	['one that is queued for longer than the newest has written', [begin(1, 90, {invocationId: 'new'})], [1]],
	['not one that has written', [begin(1, 30, {invocationId: 'written', status: 'in_progress'})], []],
	['one that ended without a word since', [begin(1, 5, {invocationId: 'dead', status: 'completed'})], [1]],
	['not one that ended without a word before', [begin(1, 50, {invocationId: 'dead', status: 'completed'})], []],
	['a nameless one that is alive and newer than all', [begin(1, 5)], [1]],
	['not a nameless one that may have written', [begin(1, 30, {status: 'in_progress'})], []],
	['not a nameless one that has ended', [begin(1, 5, {status: 'completed'})], []],
] as ReadonlyArray<readonly [string, readonly BegunRun[], readonly number[]]>) {
	t.test(`of what the platform has begun: ${title}`, async t => {
		t.same((await find(async () => begun)).map(({begun: {runId}}) => runId), ids.map(id => gh(id)));
	});
}

t.test('it is named by its title, with the time of its creation; asked for is a day', async t => {
	let asked = 0;
	const found = await find(async ({since}) => {
		asked = since;
		return [begin(1, 1, {invocationId: 'new'}), begin(2, 2)];
	}, []);
	t.same(found.map(({invocation}) => invocation), [{workflowName: 'Tiny', timestamp: '2026-11-23T03-59-00', id: 'new'}, undefined]);
	t.equal(asked, now - (24 * 60 * minute));
});

t.test('a platform that cannot say, or has no such list, knows nothing', async t => {
	t.same(await find(undefined), []);
	t.same(await find(async () => {
		throw new Error('offline');
	}), []);
});
