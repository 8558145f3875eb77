import fc from 'fast-check';
import t from 'tap';
import {migrateName, renameActions} from '../../../../source/core/workflow/migrate/rename-actions.js';

t.test('names get hyphens and a letter first', async t => {
	for (const [name, migrated] of [['sum', 'sum'], ['my_sum', 'my-sum'], ['_x_', 'x'], ['1st', 'a-1st'], ['a b.c', 'a-b-c'], ['', 'a'], ['___', 'a']] as const) {
		t.equal(migrateName(name), migrated, name);
	}
});

t.test('two names that would become one stay apart, and a good name keeps its own', async t => {
	t.strictSame(Object.fromEntries(renameActions(['a_b', 'a-b', 'a.b'])), {'a-b': 'a-b', 'a.b': 'a-b-3', a_b: 'a-b-2'});
});

t.test('whatever the names, the new ones are valid and different', async t => {
	fc.assert(fc.property(fc.uniqueArray(fc.string({maxLength: 4}), {maxLength: 12}), names => {
		const renamed = [...renameActions(names).values()];
		return new Set(renamed).size === names.length && renamed.every(name => /^[a-zA-Z][a-zA-Z\d-]*$/.test(name));
	}), {numRuns: 500});
	t.pass('500 lists of names');
});
