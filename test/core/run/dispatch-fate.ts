import t from 'tap';
import {type LogFacts} from '../../../source/core/log/log-facts.js';
import {getDispatchFate, type DispatchFate} from '../../../source/core/run/dispatch-fate.js';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type Status} from '../../../source/core/run/status.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const {actions} = createTinyWorkflow({a: [{True: ['b'], False: ['c']}, 'd'], b: [], c: [], d: []});
const edges = actions.get('a')!.successors;

const getFate = (to: string, status: Status, facts: Partial<LogFacts> = {}): DispatchFate => {
	const log = {sizeBytes: 1, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: [], ...facts};
	const from: NodeState = {id: 'a', action: 'a', status, runIds: [], log};
	return getDispatchFate(from, edges.filter(edge => edge.to === to), {id: to, action: to, status: 'PENDING', runIds: []});
};

t.test('as long as a node is at work only an answer closes a branch', async t => {
	t.same(['b', 'c', 'd'].map(to => getFate(to, 'RUNNING')), ['open', 'open', 'open']);
	t.same(['b', 'c', 'd'].map(to => getFate(to, 'RUNNING', {result: 'True'})), ['open', 'never', 'open']);
});

t.test('what the log says was invoked was, whatever became of the node', async t => {
	t.same(['b', 'c', 'd'].map(to => getFate(to, 'FAILED', {invoked: {b: 1}})), ['dispatched', 'never', 'never']);
});

t.test('a completed node has invoked what its answer chose; both branches stay open where the answer is not known', async t => {
	t.same(['b', 'c', 'd'].map(to => getFate(to, 'COMPLETED', {result: 'False'})), ['never', 'dispatched', 'dispatched']);
	t.same(['b', 'c', 'd'].map(to => getFate(to, 'COMPLETED')), ['open', 'open', 'dispatched']);
});
