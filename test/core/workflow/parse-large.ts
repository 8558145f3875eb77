import t from 'tap';
import {sortGraph} from '../../../source/core/workflow/graph/sort-graph.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildAction, buildDocument} from '../../support/workflows/build-document.js';

// No time is asserted: a path search that is quadratic would not come to an end here before the runner gives up.

const buildLarge = (actionCount: number, edgesPerAction: number): string => JSON.stringify(buildDocument(Object.fromEntries(Array.from({length: actionCount}, (_, index) => [`n${index}`, Array.from({length: edgesPerAction}, (__, edge) => index + edge + 1)
	.filter(target => target < actionCount).map(target => `n${target}`)]))));

t.test('10,000 actions in one chain, or with 30,000 edges, are parsed', async t => {
	for (const edgesPerAction of [1, 3]) {
		t.equal(parseWorkflow(buildLarge(10_000, edgesPerAction)).workflow!.actions.size, 10_000);
	}
});

t.test('10,000 actions with a fault each, or in one loop, or behind 2,500 conditions are told what is wrong', async t => {
	const names = Array.from({length: 10_000}, (_, index) => `n${index}`);
	const faulty = JSON.stringify(buildDocument({n0: []}, {ActionList: Object.fromEntries(names.map(name => [name, {...buildAction([`${name}x`]), FaaSServer: 'HG', Type: 'Perl'}]))}));
	const loop = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => [name, [names[(index + 1) % names.length]!]]))));
	const conditions = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => {
		const next = [1, 2, 3, 4].map(step => names[index + step]);
		return [name, index % 4 !== 0 || next[3] === undefined ? [...index % 4 === 1 ? [next[2]!].filter(Boolean) : []] : [{True: [next[0]!, next[1]!], False: [next[3]]}]];
	}))));
	for (const [name, text] of Object.entries({faulty, loop, conditions})) {
		t.ok(parseWorkflow(text).problems.length > 0, name);
	}
});

t.test('200,000 actions side by side are sorted: more than a call of a function takes', async t => {
	const names = Array.from({length: 200_000}, (_, index) => `n${index}`);
	const none = new Map(names.map(name => [name, []]));
	t.equal(sortGraph({entry: 'n0', outgoing: none, incoming: none}).order.length, names.length);
});

t.test('of very many problems the first thousand are listed, errors before warnings', async t => {
	const names = Array.from({length: 1200}, (_, index) => `n_${index}`);
	const {workflow, problems} = parseWorkflow(JSON.stringify(buildDocument({start: []}, {FunctionInvoke: 'n_0', ActionList: Object.fromEntries(names.map(name => [name, buildAction()]))})));
	t.equal(workflow, undefined);
	t.equal(problems.length, 1001);
	t.same([...new Set(problems.map(({severity}) => severity))], ['error']);
	t.match(problems.at(-1), {code: 'more-problems', message: 'There are more problems than these 1000.'});
});

t.test('of very many warnings the first are listed, and the workflow is there', async t => {
	const keys = '"a":1,'.repeat(2000);
	const {workflow, problems} = parseWorkflow(JSON.stringify(buildDocument()).replace('{', `{${keys}`));
	t.ok(workflow);
	t.same(problems.map(({severity, code}) => `${severity} ${code}`), ['warning duplicate-key', 'warning more-problems'], 'the same problem is told once');
});
