import t from 'tap';
import {combineStatuses} from '../../../source/core/run/combine-statuses.js';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type Status} from '../../../source/core/run/status.js';

const combine = (...statuses: readonly Status[]): Status => combineStatuses(statuses.map((status, index): NodeState => ({id: `a(${index + 1})`, action: 'a', status, runIds: []})));

t.test('what went wrong comes before what is not over, and that before what went well', async t => {
	t.equal(combine('COMPLETED', 'FAILED', 'RUNNING'), 'FAILED');
	t.equal(combine('COMPLETED', 'RUNNING', 'PENDING'), 'RUNNING');
	t.equal(combine('COMPLETED', 'NOT_INVOKED'), 'COMPLETED');
	t.equal(combine(), 'PENDING');
});
