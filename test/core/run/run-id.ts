import t from 'tap';
import {compareRuns, createRunId, findNewest, getOwnId, getRunSource, isUpTo, listPlacesBefore, type RunId} from '../../../source/core/run/run-id.js';

t.test('an id has two parts, and the name of a server may have colons', async t => {
	const id = createRunId('slurm:My:Cluster', 17);
	t.equal(id, 'slurm:My:Cluster:17');
	t.equal(getRunSource(id), 'slurm:My:Cluster');
	t.equal(getOwnId(id), '17');
	t.equal(getOwnId('gh:123'), '123');
});

const sort = (...runs: ReadonlyArray<readonly [id: RunId, createdAt?: number]>): readonly string[] =>
	runs.map(([id, createdAt]) => ({id, ...(createdAt !== undefined && {createdAt})})).sort(compareRuns).map(({id}) => id);

for (const [title, sorted, order] of [
	['numbers of one platform, whatever the times say', sort(['gh:10', 1], ['gh:9', 2], ['gh:11']), ['gh:9', 'gh:10', 'gh:11']],
	['numbers of two platforms by their times', sort(['gh:1', 2], ['slurm:S:900', 1]), ['slurm:S:900', 'gh:1']],
	['numbers of two servers of one platform, too', sort(['slurm:T:1', 2], ['slurm:S:900', 1]), ['slurm:S:900', 'slurm:T:1']],
	['other ids by their times, without one last', sort(['k8s:K:a'], ['k8s:K:b', 2], ['k8s:K:c', 1]), ['k8s:K:c', 'k8s:K:b', 'k8s:K:a']],
	['what nothing tells apart by the ids', sort(['k8s:K:b', 1], ['k8s:K:a', 1]), ['k8s:K:a', 'k8s:K:b']],
	['an OpenWhisk id of digits alone is no number', sort(['ow:O:12345678901234567890123456789012', 1], ['ow:O:2', 2]), ['ow:O:12345678901234567890123456789012', 'ow:O:2']],
] as const) {
	t.test(`the order of runs: ${title}`, async t => {
		t.same(sorted, order);
	});
}

t.test('the same run is neither older nor newer', async t => {
	t.equal(compareRuns({id: 'k8s:K:a', createdAt: 1}, {id: 'k8s:K:a', createdAt: 1}), 0);
	t.equal(compareRuns({id: 'gh:1'}, {id: 'gh:1', createdAt: 5}), 0);
});

t.test('old runs are those up to the newest of their place; of a place that was not known nothing is old', async t => {
	const newest = findNewest([{id: 'gh:7'}, {id: 'gh:9', createdAt: 3}, {id: 'gh:8'}, {id: 'k8s:K:a', createdAt: 50}]);
	t.same(newest, [{id: 'gh:9', createdAt: 3}, {id: 'k8s:K:a', createdAt: 50}]);
	t.same((['gh:8', 'gh:9', 'gh:10', 'slurm:S:1'] as const).map(id => isUpTo(newest, {id})), [true, true, false, false]);
	t.equal(isUpTo(newest, {id: 'k8s:K:b', createdAt: 49}), true);
	t.equal(isUpTo(newest, {id: 'k8s:K:b', createdAt: 51}), false);
});

t.test('before the oldest of some runs is the number below it, where runs have numbers', async t => {
	t.same(listPlacesBefore([{id: 'gh:12'}, {id: 'gh:11', createdAt: 3}, {id: 'k8s:K:a', createdAt: 50}, {id: 'slurm:S:5'}]).map(({id}) => id).toSorted(), ['gh:10', 'slurm:S:4']);
	t.same(listPlacesBefore([]), []);
});
