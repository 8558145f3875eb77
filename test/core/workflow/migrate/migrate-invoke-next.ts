import t from 'tap';
import {migrateInvokeNext} from '../../../../source/core/workflow/migrate/migrate-invoke-next.js';

const rename = (action: string): string => action.replaceAll('_', '-');

const cases: ReadonlyArray<readonly [old: unknown, migrated: unknown]> = [
	[undefined, []],
	[null, []],
	['', []],
	[[], []],
	['sum_all', ['sum-all']],
	[['a', 'b(3)'], ['a', 'b(3)']],
	['F[TRUE](3)', [{True: ['F(3)']}]],
	['F(3)[FALSE]', [{False: ['F(3)']}]],
	[['yes[TRUE]', 'no[false]', 'always'], ['always', {True: ['yes'], False: ['no']}]],
	[[{True: ['my_a'], False: ['b(2)']}], [{True: ['my-a'], False: ['b(2)']}]],
	[[{True: 'a', False: []}], [{True: ['a']}]],
	[[{True: ['a']}, 'b[TRUE]'], [{True: ['a', 'b']}]],
	[[3, null, {Maybe: ['x']}, {True: [4]}], []],
	['(odd', ['(odd']],
];

t.test('every way to write InvokeNext becomes the one of FaaSr 2', async t => {
	for (const [old, migrated] of cases) {
		t.strictSame(migrateInvokeNext(old, rename), migrated, JSON.stringify(old));
	}
});
