import {type Workflow} from '../../core/workflow/workflow.js';
import {renderFlowchart} from '../../report/mermaid.js';
import {listGraph} from './list-graph.js';

/** Writes a workflow as a mermaid flowchart. */
export const renderMermaid = (workflow: Workflow): string => {
	const {nodes, edges} = listGraph(workflow);
	return renderFlowchart({direction: 'TD', nodes: nodes.map(({id, label, isEntry}) => ({id, lines: [label], isRound: isEntry})), edges});
};
