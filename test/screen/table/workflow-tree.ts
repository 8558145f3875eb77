import fc from 'fast-check';
import t from 'tap';
import {predecessorsOf} from '../../../source/core/workflow/selectors.js';
import {type Workflow} from '../../../source/core/workflow/workflow.js';
import {renderLanes} from '../../../source/screen/table/render-name.js';
import {getWorkflowTree} from '../../../source/screen/table/workflow-tree.js';
import {createGraphWorkflow} from '../../support/screen/create-graph-workflow.js';
import {plainTheme} from '../themes.js';

const draw = (workflow: Workflow): readonly string[] => [...getWorkflowTree(workflow)]
	.map(([name, {lanes, branch}]) => `${renderLanes(lanes, {first: 0, count: 20}, plainTheme)}${branch === undefined ? '' : `${branch} `}${name}`);

t.test('a sequence is a list, branches are set in, and a join goes on where they part', async t => {
	const workflow = createGraphWorkflow({
		start: ['py', 'r'], py: ['sync'], r: ['r2'], r2: ['sync'],
		sync: [{True: ['hot'], False: ['cold']}], hot: [{True: ['alarm']}], alarm: [], cold: ['rest'], rest: [],
	});
	t.same(draw(workflow), [
		'start',
		'├ py',
		'└ r',
		'  r2',
		'sync',
		'├ True hot',
		'│ └ True alarm',
		'└ False cold',
		'  rest',
	]);
});

t.test('joins of some branches only stand among the branches', async t => {
	t.same(draw(createGraphWorkflow({start: ['a', 'b', 'c'], a: ['ab'], b: ['ab', 'bc'], c: ['bc'], ab: [], bc: []})), [
		'start', '├ a', '├ b', '├ c', '├ ab', '└ bc',
	]);
	t.same(draw(createGraphWorkflow({
		start: ['a', 'b', 'c'], a: ['ab'], b: ['ab', 'bc'], c: ['bc'], ab: ['end'], bc: ['end'], end: ['last'], last: [],
	})), ['start', '├ a', '├ b', '├ c', '├ ab', '└ bc', 'end', 'last']);
});

t.test('a branch that leads straight to the join, and one that ends alone', async t => {
	t.same(draw(createGraphWorkflow({check: [{True: ['work'], False: ['sum']}, 'alone'], work: ['sum'], sum: [], alone: ['later'], later: []})), [
		'check', '├ True work', '└ alone', '  later', 'sum',
	]);
});

t.test('every action stands once, after all its predecessors, in a workflow of any shape', async () => {
	fc.assert(fc.property(fc.array(fc.array(fc.nat(), {maxLength: 4}), {minLength: 1, maxLength: 40}), choices => {
		const name = (index: number) => `a${index}`;
		const next: Record<string, string[]> = {a0: []};
		for (const [index, picks] of choices.entries()) {
			next[name(index + 1)] = [];
			for (const from of new Set(picks.map(pick => pick % (index + 1)))) {
				next[name(from)]!.push(name(index + 1));
			}
		}

		const workflow = createGraphWorkflow(next);
		const order = [...getWorkflowTree(workflow).keys()];
		const places = new Map(order.map((action, place) => [action, place]));
		return order.length === workflow.actions.size && order.every(action =>
			predecessorsOf(workflow, action).every(from => places.get(from)! < places.get(action)!));
	}));
});

t.test('ten thousand actions in a row, or in steps across, are placed without running out of stack', async t => {
	const name = (index: number) => `a${index}`;
	const count = 10_000;
	const row = createGraphWorkflow(Object.fromEntries(Array.from({length: count}, (_, index) => [name(index), index + 1 < count ? [name(index + 1)] : []])));
	t.equal(draw(row).at(-1), 'a9999');
	const ladder = createGraphWorkflow(Object.fromEntries(Array.from({length: count}, (_, index) => [
		name(index), [index + 1, index + 2].filter(to => to < count).map(to => name(to)),
	])));
	t.equal(getWorkflowTree(ladder).size, count);
	const forks = createGraphWorkflow(Object.fromEntries(Array.from({length: count}, (_, index) => [
		name(index), index % 2 === 0 ? [index + 1, index + 2].filter(to => to < count).map(to => name(to)) : [],
	])));
	t.equal(getWorkflowTree(forks).get('a9998')?.lanes.length, 4999, 'deep nesting is known whole; only its drawing is cut');
});
