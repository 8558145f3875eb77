import fc from 'fast-check';
import t from 'tap';
import {type InvokeNextEntry} from '../../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {type Workflow} from '../../../../source/core/workflow/workflow.js';
import {
	buildDocument, type ExampleGraph, getMessages, listProblems,
} from '../../../support/workflows/build-document.js';

const branch = (onTrue: readonly string[], onFalse: readonly string[]): InvokeNextEntry => ({True: onTrue, False: onFalse});

t.test('joins that can never run, or only sometimes, are found at any depth', async t => {
	const cases: ReadonlyArray<readonly [name: string, graph: ExampleGraph, problems: readonly string[]]> = [
		['exclusive branches', {
			a: [branch(['b'], ['c'])], b: ['d'], c: ['d'], d: [],
		}, ['warning dead-join $.ActionList.d']],
		['both answers to one action', {a: [branch(['d'], ['d'])], d: []}, []],
		['three steps behind', {
			a: [branch(['b'], ['c'])], b: ['b1'], b1: ['b2'], b2: ['d'], c: ['d'], d: [],
		}, ['warning dead-join $.ActionList.d']],
		['one branch and the way around', {
			a: ['x', 'y'], x: [branch(['b'], [])], b: ['d'], y: ['d'], d: [],
		}, ['warning conditional-join $.ActionList.d']],
		['only actions of one branch', {
			a: [branch(['b', 'c'], ['e'])], b: ['d'], c: ['d'], d: [], e: [],
		}, []],
		['a nested branch that excludes', {
			a: [branch(['b'], ['e'])], b: [branch(['c'], ['f'])], c: ['g'], e: ['g'], f: [], g: [],
		}, ['warning dead-join $.ActionList.g']],
		['a nested branch that does not', {
			a: [branch(['b', 'h'], ['e'])], b: [branch(['c'], ['f'])], c: ['g'], h: ['g'], e: [], f: [], g: [],
		}, ['warning conditional-join $.ActionList.g']],
		['two branches that do not exclude each other', {
			a: ['b', 'c'], b: [branch(['b1'], ['b2'])], c: [branch(['c1'], ['c2'])], b1: ['d'], c1: ['d'], b2: [], c2: [], d: [],
		}, ['warning conditional-join $.ActionList.d']],
		['the decider itself and one of its branches', {
			a: ['x', 'y'], x: [branch(['b'], [])], y: ['d'], b: ['d'], d: [],
		}, ['warning conditional-join $.ActionList.d']],
		['what is behind a dead join is not told again', {
			a: [branch(['b'], ['c'])], b: ['d'], c: ['d'], d: ['e', 'f'], e: ['g'], f: ['g'], g: [],
		}, ['warning dead-join $.ActionList.d']],
		['behind both answers everything runs', {
			a: [branch(['d'], ['d'])], d: ['e', 'f'], e: ['g'], f: ['g'], g: [],
		}, []],
		['the instances of a ranked action may disagree', {
			s: ['a(2)'], a: [branch(['b'], ['c'])], b: ['d'], c: ['d'], d: [],
		}, ['warning ranked-conditional $.ActionList.a.InvokeNext']],
		['no conditions at all', {
			a: ['b', 'c'], b: ['d'], c: ['d'], d: [],
		}, []],
	];
	for (const [name, graph, problems] of cases) {
		t.same(listProblems(buildDocument(graph)), problems, name);
	}
});

t.test('the message names the branch and what waits for what', async t => {
	t.same(getMessages(buildDocument({
		a: [branch(['b'], ['c'])], b: ['d'], c: ['d'], d: ['e'], e: [],
	})), ['Action "d" never runs, nor does anything downstream of it: it waits for "b", which runs when "a" returns True, and for "c", which runs when "a" returns False.']);
	t.same(getMessages(buildDocument({
		a: ['x', 'y'], x: [branch([], ['b'])], b: ['d'], y: ['d'], d: [],
	})), ['Action "d" runs only when "x" returns False; otherwise "y" invokes it and it waits forever for its other predecessors.']);
});

/** Plays a workflow as FaaSr does: what runs when every decider answers as told. */
const play = (workflow: Workflow, answers: ReadonlyMap<string, boolean>): ReadonlySet<string> => {
	const done = new Set<string>();
	for (const [name, {predecessors}] of workflow.actions) {
		const isInvoked = predecessors.some(({from, when}) => done.has(from) && (when === 'always' || (when === 'True') === answers.get(from)));
		const isComplete = predecessors.every(({from}) => done.has(from));
		const sources = new Set(predecessors.map(({from}) => from));
		if (name === workflow.entry || (isInvoked && (sources.size === 1 || isComplete))) {
			done.add(name);
		}
	}

	return done;
};

/** Valid graphs: every action has either several predecessors that always invoke it, or one that does on a condition. */
const exampleGraph = fc.array(fc.record({
	sources: fc.array(fc.nat({max: 20}), {minLength: 1, maxLength: 3}),
	kind: fc.constantFrom('always', 'always', 'True', 'False', 'both'),
}), {minLength: 3, maxLength: 10}).map(specifications => {
	const invokeNext = ['a0', ...specifications.map((_, index) => `a${index + 1}`)]
		.map(name => ({name, always: [] as string[], onTrue: [] as string[], onFalse: [] as string[]}));
	for (const [index, {sources, kind}] of specifications.entries()) {
		const target = `a${index + 1}`;
		const holders = [...new Set(sources.map(source => invokeNext[source % (index + 1)]!))];
		if (kind === 'always') {
			for (const {always} of holders) {
				always.push(target);
			}
		} else {
			holders[0]!.onTrue.push(...kind === 'False' ? [] : [target]);
			holders[0]!.onFalse.push(...kind === 'True' ? [] : [target]);
		}
	}

	return Object.fromEntries(invokeNext.map(({name, always, onTrue, onFalse}) =>
		[name, onTrue.length + onFalse.length === 0 ? always : [...always, branch(onTrue, onFalse)]]));
});

t.test('a join is told dead exactly when no answers let it run, though its predecessors may', async t => {
	let deadCount = 0;
	let partialCount = 0;
	fc.assert(fc.property(exampleGraph, graph => {
		const {workflow, problems} = parseWorkflow(JSON.stringify(buildDocument(graph)));
		if (workflow === undefined) {
			throw new Error(`refused: ${JSON.stringify(problems)}`);
		}

		const deciders = [...workflow.actions.values()].filter(({successors}) => successors.some(({when}) => when !== 'always')).map(({name}) => name);
		const outcomes = Array.from({length: 2 ** deciders.length}, (_, bits) =>
			play(workflow, new Map(deciders.map((name, index) => [name, Math.floor(bits / (2 ** index)) % 2 === 1]))));
		const runs = (name: string) => outcomes.some(done => done.has(name));
		for (const {name, predecessors} of workflow.actions.values()) {
			const codes = new Set(problems.filter(({path}) => path === `$.ActionList.${name}`).map(({code}) => code));
			const sources = [...new Set(predecessors.map(({from}) => from))];
			const isDead = sources.length > 1 && sources.every(from => runs(from)) && !runs(name);
			t.equal(codes.has('dead-join'), isDead, `${name} of ${JSON.stringify(graph)}`);
			const isPartial = sources.length > 1 && runs(name) && outcomes.some(done => !done.has(name)
				&& predecessors.some(({from, when}) => done.has(from) && when === 'always'));
			t.equal(codes.has('conditional-join'), isPartial, `${name} of ${JSON.stringify(graph)}`);
			deadCount += isDead ? 1 : 0;
			partialCount += isPartial ? 1 : 0;
		}
	}), {numRuns: 1500, seed: 7});
	t.ok(deadCount > 20 && partialCount > 20, `the property met ${deadCount} dead and ${partialCount} partial joins`);
});
