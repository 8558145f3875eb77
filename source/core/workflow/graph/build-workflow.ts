import {type WorkflowDocument} from '../document.js';
import {getInstances} from '../node-id.js';
import {type Action, type Edge, type Workflow} from '../workflow.js';
import {getHighestRank, type Graph, type GraphEdge} from './graph.js';

const toEdge = ({from, to, when, rank}: GraphEdge): Edge => ({
	from, to, when, rank,
});

const buildAction = (document: WorkflowDocument, graph: Graph, name: string): Action => {
	const definition = document.ActionList[name]!;
	const incoming = graph.incoming.get(name)!;
	const rank = getHighestRank(incoming);
	return {
		name,
		functionName: definition.FunctionName,
		type: definition.Type ?? '',
		server: definition.FaaSServer,
		rank,
		isRanked: rank > 1,
		successors: graph.outgoing.get(name)!.map(edge => toEdge(edge)),
		predecessors: incoming.map(edge => toEdge(edge)),
	};
};

/** Makes the model of a document that has no errors; `order` has every action after its predecessors. */
export const buildWorkflow = (document: WorkflowDocument, graph: Graph, order: readonly string[]): Workflow => {
	const actions = new Map(order.map(name => [name, buildAction(document, graph, name)]));
	return {
		name: document.WorkflowName,
		entry: document.FunctionInvoke,
		actions,
		nodes: [...actions.values()].flatMap(action => getInstances(action)),
		document,
	};
};
