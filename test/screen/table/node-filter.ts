import t from 'tap';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type Status} from '../../../source/core/run/status.js';
import {parseFilter} from '../../../source/screen/table/node-filter.js';

const nodes = ([
	['sum_py', 'COMPLETED'], ['Sum_r', 'FAILED'], ['fan_out(1)', 'NOT_INVOKED'], ['fan_out(12)', 'INVOKED'], ['check_failed', 'TIMEOUT'],
] as const).map(([id, status]: readonly [string, Status]): NodeState => ({id, action: id, status, runIds: []}));

t.test('a filter is a part of a name or a status, turned round by !, and all its words must match', async t => {
	const cases: ReadonlyArray<readonly [string, readonly string[]]> = [
		['', ['sum_py', 'Sum_r', 'fan_out(1)', 'fan_out(12)', 'check_failed']],
		['SUM', ['sum_py', 'Sum_r']],
		['!sum', ['fan_out(1)', 'fan_out(12)', 'check_failed']],
		['!', ['sum_py', 'Sum_r', 'fan_out(1)', 'fan_out(12)', 'check_failed']],
		['failed', ['Sum_r', 'check_failed']],
		['fan 12', ['fan_out(12)']],
		['(1', ['fan_out(1)', 'fan_out(12)']],
		['sum  !failed', ['sum_py']],
		['invoked', ['fan_out(12)']],
		['queued', ['fan_out(12)']],
		['not-invoked', ['fan_out(1)']],
		['timeout', ['check_failed']],
		['timed-out', ['check_failed']],
		['!completed !failed !timeout', ['fan_out(1)', 'fan_out(12)']],
		['nothing', []],
	];
	for (const [filter, ids] of cases) {
		t.same(nodes.filter(parseFilter(filter)).map(({id}) => id), ids, filter);
	}
});
