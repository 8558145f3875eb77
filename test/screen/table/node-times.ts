import t from 'tap';
import {type NodeState, type SeenRun} from '../../../source/core/run/run-state.js';
import {type RunId} from '../../../source/core/run/run-id.js';
import {describeDuration} from '../../../source/screen/table/node-times.js';
import {gh} from '../../support/run-id.js';

const createNode = (node: Partial<NodeState>): NodeState => ({id: 'a', action: 'a', status: 'PENDING', runIds: [], ...node});

const createRuns = (...runs: ReadonlyArray<Partial<SeenRun>>): ReadonlyMap<RunId, SeenRun> =>
	new Map(runs.map((run, index) => [gh(index + 1), {id: gh(index + 1), action: 'a', status: 'queued', seenAt: 100_000, ...run}]));

const now = 160_000;

t.test('a node shows how long it has been at work, or how long it has been queued', async t => {
	const resumed = {attempts: 1, isDispatched: true};
	const queued = {status: 'INVOKED', runIds: [gh(1)]} as const;
	const cases: ReadonlyArray<readonly [string, ReadonlyArray<Partial<NodeState>>, ReadonlyMap<RunId, SeenRun>]> = [
		['', [{}], createRuns()],
		['10.0s', [{status: 'RUNNING', startedAt: 150_000}], createRuns()],
		['5.0s', [{status: 'FAILED', startedAt: 1000, endedAt: 6000}], createRuns()],
		['', [{status: 'SKIPPED', endedAt: 6000}], createRuns()],
		['', [{status: 'INVOKED'}], createRuns({})],
		['queued 1m', [queued], createRuns({})],
		['queued 59s', [queued], createRuns({seenAt: 100_001})],
		['queued 2m', [queued], createRuns({createdAt: 30_000})],
		['', [queued], createRuns({status: 'completed'})],
		['queued 1m', [{status: 'INVOKED', runIds: [gh(1), gh(2), gh(3)]}], createRuns({status: 'completed', seenAt: 1000}, {}, {seenAt: 150_000})],
		['queued 0s', [queued], createRuns({seenAt: now + 5000})],
		['30.0s', [{status: 'COMPLETED', startedAt: 110_000, endedAt: 120_000}, {status: 'FAILED', startedAt: 115_000, endedAt: 140_000}], createRuns()],
		['50.0s', [{status: 'COMPLETED', startedAt: 110_000, endedAt: 120_000}, {}], createRuns()],
		['15.0s', [{status: 'COMPLETED', startedAt: 1000, endedAt: 11_000}, {status: 'COMPLETED', startedAt: 150_000, endedAt: 155_000, resumed}], createRuns()],
		['20.0s', [{status: 'COMPLETED', startedAt: 1000, endedAt: 11_000}, {status: 'RUNNING', startedAt: 150_000, resumed}], createRuns()],
		['10.0s', [{status: 'COMPLETED', startedAt: 1000, endedAt: 11_000}, {resumed}], createRuns()],
		['', [{}, {resumed}], createRuns()],
		['queued 1m', [{}, queued, {status: 'INVOKED', runIds: [gh(2)]}], createRuns({seenAt: 150_000}, {})],
	];
	for (const [text, nodes, platformRuns] of cases) {
		t.equal(describeDuration(nodes.map(node => createNode(node)), {now, platformRuns, width: 10}), text);
	}

	t.equal(describeDuration([createNode(queued)], {now: 100_000 + 7_300_000, platformRuns: createRuns({}), width: 7}), '2h', 'the number alone where there is little room');
});
