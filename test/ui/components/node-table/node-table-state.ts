import t from 'tap';
import {initialNodeTableState, reduceNodeTable} from '../../../../source/ui/components/node-table/node-table-state.js';

t.test('a held cursor stays until it is released', async t => {
	const held = reduceNodeTable(initialNodeTableState, {type: 'hold', key: 'compute', top: 1});
	t.same(held, {selected: 'compute', top: 1});
	t.equal(reduceNodeTable(held, {type: 'hold', key: 'start', top: 0}), held);
	t.same(reduceNodeTable(held, {type: 'select', key: 'start'}), {selected: 'start', top: 1});
	t.equal(reduceNodeTable(held, {type: 'release-cursor'}), initialNodeTableState);
});
