import t from 'tap';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type Status} from '../../../source/core/run/status.js';
import {countStatuses, hasFailing, haveEndedWell, sumUpStatuses} from '../../../source/screen/table/rank-counts.js';

const count = (...statuses: readonly Status[]) =>
	countStatuses(statuses.map((status, index): NodeState => ({id: `a(${index + 1})`, action: 'a', rank: index + 1, status, runIds: []})));

t.test('ranks together are at work as long as one is, and else what the worst of them came to', async t => {
	const cases: ReadonlyArray<readonly [readonly Status[], Status]> = [
		[['PENDING', 'PENDING'], 'PENDING'],
		[['INVOKED', 'PENDING'], 'INVOKED'],
		[['COMPLETED', 'INVOKED', 'RUNNING'], 'RUNNING'],
		[['FAILED', 'RUNNING'], 'RUNNING'],
		[['COMPLETED', 'PENDING'], 'RUNNING'],
		[['COMPLETED', 'FAILED', 'TIMEOUT'], 'FAILED'],
		[['COMPLETED', 'TIMEOUT'], 'TIMEOUT'],
		[['COMPLETED', 'CANCELLED'], 'CANCELLED'],
		[['COMPLETED', 'SKIPPED'], 'SKIPPED'],
		[['NOT_INVOKED', 'COMPLETED'], 'COMPLETED'],
		[['NOT_INVOKED', 'NOT_INVOKED'], 'NOT_INVOKED'],
	];
	for (const [statuses, sum] of cases) {
		t.equal(sumUpStatuses(count(...statuses)), sum, statuses.join(' '));
	}
});

t.test('only what did its work or was not to run has ended well', async t => {
	t.equal(haveEndedWell(count('COMPLETED', 'NOT_INVOKED')), true);
	for (const status of ['RUNNING', 'SKIPPED', 'CANCELLED', 'FAILED'] as const) {
		t.equal(haveEndedWell(count('COMPLETED', status)), false, status);
	}

	t.equal(hasFailing(count('COMPLETED', 'TIMEOUT')), true);
	t.equal(hasFailing(count('COMPLETED', 'SKIPPED')), false);
});
