import t from 'tap';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {buildDocument, type ExampleGraph, getMessages, listProblems} from '../../../support/workflows/build-document.js';

t.test('a graph must have a start, an end and no loose parts', async t => {
	const cases: ReadonlyArray<readonly [name: string, graph: ExampleGraph, changes: Readonly<Record<string, unknown>>, problems: readonly string[]]> = [
		['entry not defined', {a: []}, {FunctionInvoke: 'b'}, ['error undefined-entry $.FunctionInvoke']],
		['entry with a rank', {a: []}, {FunctionInvoke: 'a(3)'}, ['error ranked-entry $.FunctionInvoke']],
		['undefined entry with a rank', {a: []}, {FunctionInvoke: 'xyz(3)'}, ['error undefined-entry $.FunctionInvoke']],
		['undefined target', {a: ['b(2)', 'c'], c: []}, {}, ['error undefined-target $.ActionList.a.InvokeNext[0]']],
		['undefined target in a condition', {a: [{True: ['x'], False: ['b']}], b: []}, {}, ['error undefined-target $.ActionList.a.InvokeNext[0].True[0]']],
		['unreachable action', {a: [], b: ['c'], c: []}, {}, ['error unreachable-action $.ActionList.b', 'error unreachable-action $.ActionList.c']],
		['self loop', {a: ['a']}, {}, ['error cycle $.ActionList.a']],
		['loop behind the start', {a: ['b'], b: ['c'], c: ['b']}, {}, ['error cycle $.ActionList.b']],
		['loop entered behind its first action', {a: ['b'], b: ['a', 'd'], c: ['d'], d: ['c']}, {}, ['error cycle $.ActionList.a', 'error cycle $.ActionList.c']],
		['loop off the way', {a: [], b: ['c'], c: ['b']}, {}, ['error unreachable-action $.ActionList.b', 'error cycle $.ActionList.b', 'error unreachable-action $.ActionList.c']],
		['loop through a condition', {a: ['b'], b: [{True: ['a'], False: []}]}, {}, ['error cycle $.ActionList.a']],
		['predecessor of the entry', {a: ['b'], b: ['c'], c: []}, {FunctionInvoke: 'b'}, ['error unreachable-action $.ActionList.a']],
	];
	for (const [name, graph, changes, problems] of cases) {
		t.same([...listProblems(buildDocument(graph, changes))].toSorted(), [...problems].toSorted(), name);
	}
});

t.test('a loop is named from its first action on, and cut when it is long', async t => {
	t.match(getMessages(buildDocument({a: ['b'], c: ['b'], b: ['d'], d: ['c']})), ['Actions invoke each other in a loop: "c" → "b" → "d" → "c".']);
	const names = Array.from({length: 5000}, (_, index) => `a${index}`);
	const loop = Object.fromEntries(names.map((name, index) => [name, [names[(index + 1) % names.length]!]]));
	t.match(getMessages(buildDocument(loop)), [/"a7" → 4992 more → "a0"\.$/]);
});

t.test('two loops are two problems, and loops that share an action are one', async t => {
	t.same(listProblems(buildDocument({
		s: ['a', 'c'], a: ['b'], b: ['a'], c: ['d'], d: ['c'],
	})), ['error cycle $.ActionList.a', 'error cycle $.ActionList.c']);
	t.same(listProblems(buildDocument({a: ['b', 'c'], b: ['a'], c: ['a']})), ['error cycle $.ActionList.a']);
});

t.test('InvokeNext may be text, with a warning', async t => {
	const document = buildDocument({a: 'b(3)', b: 'c', c: []});
	t.same(listProblems(document), ['warning string-invoke-next $.ActionList.a.InvokeNext', 'warning string-invoke-next $.ActionList.b.InvokeNext']);
	t.same(parseWorkflow(JSON.stringify(document)).workflow!.nodes.map(({id}) => id), ['a', 'b(1)', 'b(2)', 'b(3)', 'c']);
	t.same(listProblems(buildDocument({a: 'b'})), ['error undefined-target $.ActionList.a.InvokeNext', 'warning string-invoke-next $.ActionList.a.InvokeNext']);
});

t.test('actions stand by their longest way from the start, then as written', async t => {
	const {workflow} = parseWorkflow(JSON.stringify(buildDocument({
		start: ['z', 'end', 'a'], end: [], z: ['m'], m: ['end'], a: ['end'],
	})));
	t.same([...workflow!.actions.keys()], ['start', 'z', 'a', 'm', 'end']);
});
