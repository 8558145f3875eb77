import {sanitizeLine} from '../../core/text/sanitize.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {listGraph} from './list-graph.js';

/** Graphviz reads escapes and HTML entities in quoted text: `\N` is a node's name, `&lt;` a character. */
const quote = (text: string): string =>
	`"${text.replaceAll('&', '&amp;').replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;

/** Writes a workflow in Graphviz's language. */
export const renderDot = (workflow: Workflow): string => {
	const {nodes, edges} = listGraph(workflow);
	return [
		`digraph ${quote(sanitizeLine(workflow.name))} {`,
		'  node [shape=box];',
		...nodes.map(({id, label, isEntry}) => `  ${id} [label=${quote(label)}${isEntry ? ', style=bold' : ''}];`),
		...edges.map(({from, to, label}) => `  ${from} -> ${to}${label === '' ? '' : ` [label=${quote(label)}]`};`),
		'}\n',
	].join('\n');
};
