import {lookUp} from '../look-up.js';
import {type Edge, type Workflow} from '../workflow/workflow.js';

/** One instance of a predecessor and the edges of its action to the node's action. */
export type NodeLink = {
	/** Node id of the predecessor. */
	readonly from: string;
	readonly edges: readonly Edge[];
};

/** The neighbours of a node, instance by instance. */
export type NodeLinks = {
	readonly predecessors: readonly NodeLink[];
	/**
	More than one edge leads to it, so that FaaSr looks for markers and lets only the first candidate through (faasr.md 2h): from several
	instances, or from one on both answers of a conditional.
	*/
	readonly isJoin: boolean;
};

const groupBy = <Item>(items: readonly Item[], getKey: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const group = groups.get(getKey(item));
		if (group === undefined) {
			groups.set(getKey(item), [item]);
		} else {
			group.push(item);
		}
	}

	return groups;
};

/** Every action with the ids of its instances, ranks ascending. */
type Instances = ReadonlyMap<string, readonly string[]>;

const listInstances = ({nodes}: Workflow): Instances =>
	new Map([...groupBy(nodes, node => node.action)].map(([action, group]) => [action, group.map(({id}) => id)]));

const linkWorkflow = (workflow: Workflow, instances: Instances): ReadonlyMap<string, NodeLinks> => {
	const links = new Map<string, NodeLinks>();
	for (const [action, ids] of instances) {
		const predecessors = [...groupBy(lookUp(workflow.actions, action).predecessors, edge => edge.from)]
			.flatMap(([from, edges]) => lookUp(instances, from).map((id): NodeLink => ({from: id, edges})));
		for (const id of ids) {
			links.set(id, {predecessors, isJoin: predecessors.flatMap(link => link.edges).length > 1});
		}
	}

	return links;
};

/** Computes something once a workflow. */
const memoize = <Result>(compute: (workflow: Workflow) => Result): ((workflow: Workflow) => Result) => {
	const cache = new WeakMap<Workflow, {readonly result: Result}>();
	return workflow => {
		const known = cache.get(workflow) ?? {result: compute(workflow)};
		cache.set(workflow, known);
		return known.result;
	};
};

/** The ids of every action's instances, ranks ascending, computed once a workflow. */
export const getInstanceIds = memoize(listInstances);

/** Where each node stands in graph order, computed once a workflow. */
export const getPositions = memoize(({nodes}) => new Map(nodes.map(({id}, index) => [id, index])));

const getAllLinks = memoize(workflow => linkWorkflow(workflow, getInstanceIds(workflow)));

/** The links of a node of the workflow, computed once for all of them. */
export const getNodeLinks = (workflow: Workflow, id: string): NodeLinks => lookUp(getAllLinks(workflow), id);
