import {predecessorsOf} from '../../core/workflow/selectors.js';
import {type Action, type Workflow} from '../../core/workflow/workflow.js';
import {type Dominators, findDominators} from './find-dominators.js';

/*
The graph as a tree. An action stands below the last action that every way to it goes through, so a join stands once, after
all its branches and on the level where they part. What follows alone on something goes on at its level instead of
one deeper: a sequence reads as a list, however long it is, and only branches are set in.

	create_input
	├ compute_py
	└ compute_r
	check_condition
	├ True run_true
	└ False run_false
*/

/** Where an action stands in the tree. */
export type TreePlace = {
	/** One letter a level before the name: `|` a line that passes, `+` a branch, `L` the last branch, blank nothing. */
	readonly lanes: string;
	/** The same for what stands below the action: further branches are set in by one level from here. */
	readonly stem: string;
	/** Which answer of the conditional above it leads here. */
	readonly branch?: 'True' | 'False';
	/** Name of the action it stands below. */
	readonly parent?: string;
	/** Branches of its own are drawn below it. */
	readonly hasBranches: boolean;
};

/** Every action in the order of the table: after all its predecessors, branches together. */
export type WorkflowTree = ReadonlyMap<string, TreePlace>;

type Children = {
	readonly branches: readonly string[];
	/** Goes on at the level of the action itself, after all branches. */
	readonly sequel?: string | undefined;
};

/** The answer that leads to an action; nothing for a join, which other ways lead to as well. */
const getBranch = ({predecessors}: Action): 'True' | 'False' | undefined => {
	const [first] = predecessors;
	const isOnly = predecessors.every(({from, when}) => from === first?.from && when === first.when);
	return isOnly && first?.when !== 'always' ? first?.when : undefined;
};

/** The joins among the children that lead to the last one; it among them. */
const findLeading = (workflow: Workflow, dominators: Dominators, parent: string, joins: readonly string[]): ReadonlySet<string> => {
	const children = new Set(joins);
	const leading = new Set(joins.slice(-1));
	for (const join of joins.toReversed()) {
		if (leading.has(join)) {
			for (const from of predecessorsOf(workflow, join)) {
				let above: string | undefined = from;
				while (above !== undefined && dominators.get(above) !== parent) {
					above = dominators.get(above);
				}

				if (above !== undefined && children.has(above)) {
					leading.add(above);
				}
			}
		}
	}

	return leading;
};

const arrangeChildren = (workflow: Workflow, dominators: Dominators, parent: string, names: readonly string[]): Children => {
	const isJoin = (name: string): boolean => predecessorsOf(workflow, name).length > 1;
	const joins = names.filter(name => isJoin(name));
	const [only] = names;
	if (names.length === 1 && only !== undefined) {
		return getBranch(workflow.actions.get(only)!) === undefined ? {branches: [], sequel: only} : {branches: names};
	}

	// All others come straight from the parent, so nothing is put before one of its predecessors by standing behind them.
	const ordered = [...names.filter(name => !isJoin(name)), ...joins];
	const isSequel = joins.length === 1 || (joins.length > 1 && findLeading(workflow, dominators, parent, joins).size === joins.length);
	return isSequel ? {branches: ordered.slice(0, -1), sequel: ordered.at(-1)} : {branches: ordered};
};

const groupChildren = (workflow: Workflow, dominators: Dominators): ReadonlyMap<string, readonly string[]> => {
	const groups = new Map<string, string[]>();
	for (const name of workflow.actions.keys()) {
		const parent = dominators.get(name);
		if (parent !== undefined) {
			const group = groups.get(parent);
			if (group === undefined) {
				groups.set(parent, [name]);
			} else {
				group.push(name);
			}
		}
	}

	return groups;
};

type Visit = {readonly name: string; readonly lanes: string; readonly stem: string; readonly parent?: string};

const getVisits = ({stem}: Visit, parent: string, {branches, sequel}: Children): readonly Visit[] => {
	const visits: Visit[] = branches.map((name, index) => index < branches.length - 1
		? {name, parent, lanes: `${stem}+`, stem: `${stem}|`}
		: {name, parent, lanes: `${stem}L`, stem: `${stem} `});
	return sequel === undefined ? visits : [...visits, {name: sequel, parent, lanes: stem, stem}];
};

const createTree = (workflow: Workflow): WorkflowTree => {
	const dominators = findDominators(workflow);
	const groups = groupChildren(workflow, dominators);
	const tree = new Map<string, TreePlace>();
	const starts = [...workflow.actions.keys()].filter(name => !dominators.has(name));
	// A stack of our own: workflows go deeper than the engine's.
	const stack = starts.toReversed().map((name): Visit => ({name, lanes: '', stem: ''}));
	for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
		const {name, ...place} = visit;
		const children = arrangeChildren(workflow, dominators, name, groups.get(name) ?? []);
		const branch = getBranch(workflow.actions.get(name)!);
		tree.set(name, {...place, ...(branch && {branch}), hasBranches: children.branches.length > 0});
		stack.push(...getVisits(visit, name, children).toReversed());
	}

	return tree;
};

const cache = new WeakMap<Workflow, WorkflowTree>();

/** Places every action in the tree; computed once a workflow. */
export const getWorkflowTree = (workflow: Workflow): WorkflowTree => {
	const tree = cache.get(workflow) ?? createTree(workflow);
	cache.set(workflow, tree);
	return tree;
};
