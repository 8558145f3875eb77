import t from 'tap';
import {groupNodes} from '../../../source/core/run/group-nodes.js';

t.test('ranks of one action are together, in their order, and actions in that of their first node', async t => {
	const nodes = ['sum', 'fan(1)', 'end', 'fan(2)'].map(id => ({id, action: id.replace(/\(.*/u, ''), status: 'PENDING' as const, runIds: []}));
	t.same([...groupNodes(nodes)].map(([action, group]) => [action, group.map(({id}) => id)]), [
		['sum', ['sum']], ['fan', ['fan(1)', 'fan(2)']], ['end', ['end']],
	]);
});
