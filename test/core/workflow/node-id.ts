import fc from 'fast-check';
import t from 'tap';
import {getInstances, nodeId, parseNodeId} from '../../../source/core/workflow/node-id.js';

t.test('a node is named by its action and, when it has one, its rank', async t => {
	t.equal(nodeId('sum'), 'sum');
	t.equal(nodeId('sum', 2), 'sum(2)');
	t.same(parseNodeId('sum(05)'), {action: 'sum', rank: 5});
	for (const text of ['', '(1)', 'sum(', 'sum()', 'sum(x)', 'sum(1)(2)', 'sum(-1)', 'sum)']) {
		t.equal(parseNodeId(text), undefined, text);
	}
});

t.test('what is written can be read back', async t => {
	fc.assert(fc.property(fc.stringMatching(/^[A-Za-z][\w-]*$/), fc.option(fc.nat(), {nil: undefined}), (action, rank) => {
		t.same(parseNodeId(nodeId(action, rank)), rank === undefined ? {action} : {action, rank});
	}));
});

t.test('a ranked action has its ranks from 1, also when there is one only', async t => {
	t.same(getInstances({name: 'a', rank: 1, isRanked: false}), [{id: 'a', action: 'a'}]);
	t.same(getInstances({name: 'a', rank: 1, isRanked: true}), [{id: 'a(1)', action: 'a', rank: 1}]);
	t.same(getInstances({name: 'a', rank: 3, isRanked: true}).map(({id}) => id), ['a(1)', 'a(2)', 'a(3)']);
});
