import t from 'tap';
import {createRunState} from '../../../source/core/run/create-run-state.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {createRunStore} from '../../../source/run/runner/create-run-store.js';
import {findNodes} from '../../../source/run/runner/find-nodes.js';
import {createNodeError} from '../../../source/run/runner/wait-for-node.js';
import {buildDocument} from '../../support/workflows/build-document.js';

const open = (graph: Readonly<Record<string, readonly string[]>>) => createRunState(parseWorkflow(JSON.stringify(buildDocument(graph))).workflow!, 1000);

t.test('a name is a node, a rank, or all ranks of an action', async t => {
	const state = open({start: ['sum(3)'], sum: []});
	const list = (name: string): readonly string[] => findNodes(state, name).map(({id}) => id);
	t.same(list('start'), ['start']);
	t.same(list('sum'), ['sum(1)', 'sum(2)', 'sum(3)']);
	t.same(list('sum(2)'), ['sum(2)']);
});

t.test('a name that there is not gets the nearest one, or those that there are, of many the first', async t => {
	t.throws(() => findNodes(open({start: ['sum'], sum: []}), 'smu'), {code: 'usage', message: 'The workflow has no action or node "smu": did you mean "sum"? It has start, sum.'});
	t.throws(() => findNodes(open({start: []}), 'nobody'), {message: 'The workflow has no action or node "nobody". It has start.'});
	const names = Array.from({length: 40}, (_, index) => `action-${index}`);
	t.throws(() => findNodes(open({start: names, ...Object.fromEntries(names.map(name => [name, []]))}), 'nobody'), {message: /and 11 more\.$/});
});

t.test('the error for a node has its sentence, where there is one, and is cleaned', async t => {
	const state = open({start: []});
	const store = createRunStore(state);
	const node = {...state.nodes.get('start')!, status: 'FAILED' as const};
	t.match(createNodeError(store, node), {node: 'start', status: 'FAILED'});
	t.match(createNodeError(store, {...node, sentence: 'it said secret'}, text => text.replace('secret', '***')), {message: /it said \*{3}/});
});
