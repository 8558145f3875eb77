import t from 'tap';
import {buildDocument, type ExampleGraph, listProblems} from '../../../support/workflows/build-document.js';

t.test('conditional edges follow FaaSr\'s rules', async t => {
	const cases: ReadonlyArray<readonly [name: string, graph: ExampleGraph, problems: readonly string[]]> = [
		['both answers lead to one action', {a: [{True: ['d'], False: ['d']}], d: []}, []],
		['always and on a condition, by one action', {a: ['d', {True: ['d'], False: []}], d: []}, ['error mixed-predecessors $.ActionList.a.InvokeNext[0]']],
		['always and on a condition, by two', {a: ['b', 'c'], b: ['d'], c: [{True: ['d'], False: []}], d: []}, ['error mixed-predecessors $.ActionList.b.InvokeNext[0]']],
		['conditions of two actions', {
			a: ['b', 'c'], b: [{True: ['d'], False: []}], c: [{True: ['d'], False: []}], d: [],
		}, ['error several-conditional-sources $.ActionList.c.InvokeNext[0].True[0]']],
		['always and on conditions of two actions', {
			a: ['b', 'c', 'd'], b: [{True: ['d'], False: []}], c: [{True: ['d'], False: []}], d: [],
		}, ['error mixed-predecessors $.ActionList.a.InvokeNext[2]', 'error several-conditional-sources $.ActionList.c.InvokeNext[0].True[0]']],
		['a ranked action decides', {a: ['b(2)'], b: [{True: ['c'], False: ['d']}], c: [], d: []}, ['warning ranked-conditional $.ActionList.b.InvokeNext']],
	];
	for (const [name, graph, problems] of cases) {
		t.same(listProblems(buildDocument(graph)), problems, name);
	}
});
