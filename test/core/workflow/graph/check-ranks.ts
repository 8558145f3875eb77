import t from 'tap';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {buildDocument, type ExampleGraph, listProblems} from '../../../support/workflows/build-document.js';

t.test('the rules for ranks hold whatever the order of the edges', async t => {
	const cases: ReadonlyArray<readonly [name: string, graph: ExampleGraph, problems: readonly string[]]> = [
		['ranked to ranked', {a: ['b(2)'], b: ['c(3)'], c: []}, ['error ranked-to-ranked $.ActionList.b.InvokeNext[0]']],
		['one instance to ranked', {a: ['b(1)'], b: ['c(3)'], c: []}, []],
		['ranked edge first', {a: ['b', 'e(3)'], b: ['e'], e: []}, ['error ranked-several-predecessors $.ActionList.a.InvokeNext[1]']],
		['ranked edge last', {a: ['b', 'c'], b: ['e'], c: ['e(3)'], e: []}, ['error ranked-several-predecessors $.ActionList.c.InvokeNext[0]']],
		['the same action twice', {a: ['e(3)', 'e(3)'], e: []}, ['error ranked-several-predecessors $.ActionList.a.InvokeNext[0]']],
		['both answers', {a: [{True: ['e(3)'], False: ['e(3)']}], e: []}, ['error ranked-several-predecessors $.ActionList.a.InvokeNext[0].True[0]']],
		['rank one and another edge', {a: ['b', 'e(1)'], b: ['e'], e: []}, ['warning ranked-several-predecessors $.ActionList.a.InvokeNext[1]']],
		['rank zero', {a: ['b(0)'], b: []}, ['error rank-zero $.ActionList.a.InvokeNext[0]']],
		['leading zeros', {a: ['b(003)'], b: []}, []],
		['a mistyped number', {a: ['b(1000000000)'], b: []}, ['error rank-too-large $.ActionList.a.InvokeNext[0]']],
		['too many in all', Object.fromEntries([
			['a', Array.from({length: 11}, (_, index) => `b${index}(10000)`)],
			...Array.from({length: 11}, (_, index) => [`b${index}`, []] as const),
		]), ['error too-many-instances $.ActionList']],
	];
	for (const [name, graph, problems] of cases) {
		t.same(listProblems(buildDocument(graph)), problems, name);
	}
});

t.test('an edge to one instance makes no rank: FaaSr sends no FunctionRank for it', async t => {
	const {workflow} = parseWorkflow(JSON.stringify(buildDocument({a: ['b(1)', 'c'], b: [], c: []})));
	t.same(workflow!.nodes, [{id: 'a', action: 'a'}, {id: 'b', action: 'b'}, {id: 'c', action: 'c'}]);
});
