import {type Workflow} from '../../core/workflow/workflow.js';
import {escapeLabel} from '../../report/github/render-mermaid.js';
import {listGraph} from './list-graph.js';

/** Writes a workflow as a mermaid flowchart. */
export const renderMermaid = (workflow: Workflow): string => {
	const {nodes, edges} = listGraph(workflow);
	return [
		'flowchart TD',
		...nodes.map(({id, label, isEntry}) => isEntry ? `  ${id}(["${escapeLabel(label)}"])` : `  ${id}["${escapeLabel(label)}"]`),
		...edges.map(({from, to, label}) => `  ${from} -->${label === '' ? '' : `|"${escapeLabel(label)}"|`} ${to}`),
		'',
	].join('\n');
};
