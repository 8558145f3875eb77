import t from 'tap';
import {createCreatedFilter} from '../../../../source/clouds/local/actions-api/created-filter.js';

const times = ['2026-03-01T11:59:59.900Z', '2026-03-01T12:00:00.400Z', '2026-03-01T12:00:01.000Z', '2026-03-02T00:00:00.000Z'];

const table: ReadonlyArray<readonly [created: string, inside: readonly boolean[]]> = [
	['>=2026-03-01T12:00:00Z', [false, true, true, true]],
	['>2026-03-01T12:00:00Z', [false, false, true, true]],
	['<=2026-03-01T12:00:00Z', [true, true, false, false]],
	['<2026-03-01T12:00:00Z', [true, false, false, false]],
	['2026-03-01T12:00:00Z', [false, true, false, false]],
	['2026-03-01', [true, true, true, false]],
	['>2026-03-01', [false, false, false, true]],
	['<=2026-03-01', [true, true, true, false]],
	['2026-03-01T12:00:00Z..2026-03-01T12:00:01Z', [false, true, true, false]],
	['2026-03-01T12:00:01Z..*', [false, false, true, true]],
	['*..2026-03-01T12:00:00Z', [true, true, false, false]],
	['>=2026-03-01T13:00:00+01:00', [false, true, true, true]],
];

for (const [created, inside] of table) {
	await t.test(`created=${created} keeps the right runs`, async t => {
		t.same(times.map(time => createCreatedFilter(created)(Date.parse(time))), inside);
	});
}

await t.test('what is no date is refused', async t => {
	for (const created of ['soon', '>=', 'a..b', '*']) {
		t.throws(() => createCreatedFilter(created), /Invalid date/, created);
	}
});
