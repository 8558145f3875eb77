import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {
	isConditional, isJoin, nodesOf, predecessorsOf, successorsOf,
} from '../../../source/core/workflow/selectors.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const workflow = parseWorkflow(JSON.stringify(buildDocument({
	a: ['b(2)', {True: ['c'], False: ['d']}], b: ['e'], c: ['f(1)'], d: [], e: [], f: ['g'], g: ['h', 'h'], h: [],
}))).workflow!;

t.test('successors are those of a result, or all', async t => {
	t.same(successorsOf(workflow, 'a').map(({to}) => to), ['b', 'c', 'd']);
	t.same(successorsOf(workflow, 'a', true).map(({to}) => to), ['b', 'c']);
	t.same(successorsOf(workflow, 'a', false).map(({to}) => to), ['b', 'd']);
	t.same(successorsOf(workflow, 'x'), []);
});

t.test('predecessors are named once', async t => {
	t.same(predecessorsOf(workflow, 'h'), ['g']);
	t.same(predecessorsOf(workflow, 'a'), []);
	t.same(predecessorsOf(workflow, 'x'), []);
});

t.test('nodes are the instances of an action', async t => {
	t.same(nodesOf(workflow, 'b').map(({id}) => id), ['b(1)', 'b(2)']);
	t.same(nodesOf(workflow, 'd'), [{id: 'd', action: 'd'}]);
	t.same(nodesOf(workflow, 'x'), []);
});

t.test('an action joins when several instances invoke it', async t => {
	t.same([...workflow.actions.keys()].filter(action => isJoin(workflow, action)), ['e', 'h']);
	t.notOk(isJoin(workflow, 'x'));
});

t.test('an action with conditional edges decides', async t => {
	t.same([...workflow.actions.values()].filter(action => isConditional(action)).map(({name}) => name), ['a']);
});
