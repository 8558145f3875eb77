import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {isJoin, predecessorsOf} from '../../../source/core/workflow/selectors.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const workflow = parseWorkflow(JSON.stringify(buildDocument({
	a: ['b(2)', {True: ['c'], False: ['d']}], b: ['e'], c: ['f(1)'], d: [], e: [], f: ['g'], g: ['h', 'h'], h: [],
}))).workflow!;

t.test('predecessors are named once', async t => {
	t.same(predecessorsOf(workflow, 'h'), ['g']);
	t.same(predecessorsOf(workflow, 'a'), []);
	t.same(predecessorsOf(workflow, 'x'), []);
});

t.test('an action joins when several instances invoke it', async t => {
	t.same([...workflow.actions.keys()].filter(action => isJoin(workflow, action)), ['e', 'h']);
	t.notOk(isJoin(workflow, 'x'));
});
