import t from 'tap';
import {createRunLogLines} from '../../../source/commands/logs/read-run-log-lines.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {createFakeCloud} from '../../support/runner/fake-cloud.js';
import {gh} from '../../support/run-id.js';
import {getOwnId} from '../../../source/core/run/run-id.js';

const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T00-07-38', id: 'id'};
const runs: readonly PlatformRun[] = [
	{id: gh(7), action: 'a', status: 'completed'},
	{id: gh(9), action: 'a', status: 'completed'},
	{id: gh(8), action: 'r', rank: 2, status: 'completed'},
];

t.test('the log of a node\'s latest run is read whole, of a rank its own, and the runs are listed once', async t => {
	const asked: Array<number | undefined> = [];
	let listCount = 0;
	const read = createRunLogLines({
		...createFakeCloud().cloud.platform,
		async listRuns() {
			listCount++;
			return runs;
		},
		async readRunLog(id, {maxBytes} = {}) {
			asked.push(maxBytes);
			return id === gh(8) ? undefined : `container of ${getOwnId(id)}\nsaid\n`;
		},
	}, invocation);
	t.same(await read({id: 'a', action: 'a'}), ['container of 9', 'said']);
	t.same(await read({id: 'r(2)', action: 'r', rank: 2}), [], 'it has none');
	t.same(await read({id: 'r(1)', action: 'r', rank: 1}), [], 'no run is known to be its');
	t.equal(listCount, 1);
	t.ok(asked.every(maxBytes => (maxBytes ?? 0) > 100_000_000));
});
