import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {findLastBegin} from '../../../source/core/run/find-last-begin.js';
import {type NodeState, type SeenRun} from '../../../source/core/run/run-state.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {gh} from '../../support/run-id.js';

const workflow = createTinyWorkflow({a: ['b', 'c'], b: ['d'], c: ['d'], d: []});
const resumed = {attempts: 1, isDispatched: true};
const second = 1000;
const minute = 60 * second;

const find = (nodes: Readonly<Record<string, Partial<NodeState>>>, runs: readonly SeenRun[] = []): number | undefined => {
	const state = createRunState(workflow);
	return findLastBegin({
		...state, platformRuns: new Map(runs.map(run => [run.id, run])), nodes: new Map([...state.nodes].map(([id, node]) => [id, {...node, ...nodes[id]}])),
	});
};

const run = (id: number, action: string, createdAt?: number): SeenRun => ({id: gh(id), action, status: 'completed', seenAt: 0, ...(createdAt !== undefined && {createdAt})});

for (const [title, begin, expected] of [
	['a run that nobody resumed', find({a: {startedAt: 5}}), undefined],
	['one whose last attempt has not shown yet', find({b: {resumed}}), undefined],
	['the first sign of what was dispatched', find({b: {resumed, startedAt: 10 * minute}}), 10 * minute],
	['the creation of its platform run', find({b: {resumed, startedAt: 10 * minute, runIds: [gh(1), gh(2), gh(3)]}}, [run(1, 'b', minute), run(2, 'b', 9 * minute), run(3, 'b')]), 9 * minute],
	['of a run that has not begun its work', find({b: {resumed, runIds: [gh(1)]}}, [run(1, 'b', 9 * minute)]), 9 * minute],
	['the first of two that were dispatched together', find({b: {resumed, startedAt: (10 * minute) + (3 * second)}, c: {resumed, startedAt: 10 * minute}}), 10 * minute],
	['not what ran behind it', find({b: {resumed, startedAt: 10 * minute, endedAt: 20 * minute}, d: {resumed, startedAt: (20 * minute) + second}}), 10 * minute],
	['the last of two resumes', find({b: {resumed, startedAt: 10 * minute, endedAt: 20 * minute}, d: {resumed, startedAt: 50 * minute}}), 50 * minute],
	['what was dispatched in the place of another', find({a: {redispatched: ['c']}, c: {startedAt: 30 * minute}}), 30 * minute],
] as const) {
	t.test(title, async t => {
		t.equal(begin, expected);
	});
}
