import t from 'tap';
import {type RunId} from '../../../source/core/run/run-id.js';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {takeRunLog} from '../../../source/core/run/take-run-log.js';

const facts = {findings: []};
const createNode = (runLog: NodeState['runLog'], ...runIds: readonly RunId[]): NodeState =>
	({id: 'a', action: 'a', status: 'FAILED', runIds, ...(runLog && {runLog})});

for (const [title, runLog, runIds, told, expected] of [
	['the first that is heard', undefined, [], {runId: 'gh:7'}, {runId: 'gh:7'}],
	['that no run came to be known', undefined, [], {}, {}],
	['a run after none', {}, ['gh:7'], {runId: 'gh:7', facts}, {runId: 'gh:7', facts}],
	['none after a run', {runId: 'gh:7'}, ['gh:7'], {}, {runId: 'gh:7'}],
	['facts after none', {runId: 'gh:7'}, ['gh:7'], {runId: 'gh:7', facts}, {runId: 'gh:7', facts}],
	['an older run', {runId: 'gh:10'}, ['gh:9', 'gh:10'], {runId: 'gh:9', facts}, {runId: 'gh:10'}],
	['a later run, by the node\'s own order', {runId: 'k8s:K:b'}, ['k8s:K:b', 'k8s:K:a'], {runId: 'k8s:K:a', facts}, {runId: 'k8s:K:a', facts}],
	['a run that the node does not have yet, by its number', {runId: 'gh:9', facts}, ['gh:9'], {runId: 'gh:10'}, {runId: 'gh:10'}],
] as ReadonlyArray<readonly [string, NodeState['runLog'], readonly RunId[], Exclude<NodeState['runLog'], undefined>, NodeState['runLog']]>) {
	t.test(`a run's log: ${title}`, async t => {
		const node = takeRunLog(createNode(runLog, ...runIds), {type: 'run-log.observed', at: 1, node: 'a', ...told});
		t.same(node.runLog, expected);
	});
}
