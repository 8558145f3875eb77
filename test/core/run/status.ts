import t from 'tap';
import {isSettled, statuses} from '../../../source/core/run/status.js';

t.test('a node is unsettled before it starts and while it runs, and settled in every other status', async t => {
	t.same(statuses.filter(status => !isSettled(status)), ['PENDING', 'INVOKED', 'RUNNING']);
});
