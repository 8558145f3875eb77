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
	/** More than one instance comes before it, so FaaSr lets it run only when all have their `.done` (faasr.md 2h). */
	readonly isJoin: boolean;
};

const groupEdges = (edges: readonly Edge[]): ReadonlyMap<string, readonly Edge[]> => {
	const groups = new Map<string, Edge[]>();
	for (const edge of edges) {
		const group = groups.get(edge.from) ?? [];
		group.push(edge);
		groups.set(edge.from, group);
	}

	return groups;
};

const linkWorkflow = (workflow: Workflow): ReadonlyMap<string, NodeLinks> => {
	const instances = new Map<string, string[]>();
	for (const node of workflow.nodes) {
		const ids = instances.get(node.action) ?? [];
		ids.push(node.id);
		instances.set(node.action, ids);
	}

	const byAction = new Map([...workflow.actions.values()].map(action => {
		const predecessors = [...groupEdges(action.predecessors)]
			.flatMap(([from, edges]) => (instances.get(from) ?? []).map((id): NodeLink => ({from: id, edges})));
		return [action.name, {predecessors, isJoin: predecessors.length > 1}];
	}));
	const none: NodeLinks = {predecessors: [], isJoin: false};
	return new Map(workflow.nodes.map(node => [node.id, byAction.get(node.action) ?? none]));
};

const cache = new WeakMap<Workflow, ReadonlyMap<string, NodeLinks>>();

/** The links of every node, computed once a workflow. */
export const getNodeLinks = (workflow: Workflow): ReadonlyMap<string, NodeLinks> => {
	const links = cache.get(workflow) ?? linkWorkflow(workflow);
	cache.set(workflow, links);
	return links;
};
