import {groupNodes} from '../../core/run/group-nodes.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type Action, type Edge} from '../../core/workflow/workflow.js';
import {countStatuses} from '../describe-verdict.js';
import {describeDuration} from '../lines/describe-event.js';
import {type Flowchart, renderFlowchart} from '../mermaid.js';

/** Mermaid refuses 50,000 characters and 500 edges, older versions 280 edges (mermaid-js/mermaid#5042, #8260). */
const longestText = 45_000;
const mostEdges = 250;

const colors: Record<Status, string> = {
	PENDING: 'fill:#eaeef2,color:#24292f,stroke:#8c959f',
	INVOKED: 'fill:#ddf4ff,color:#24292f,stroke:#54aeff',
	RUNNING: 'fill:#ddf4ff,color:#24292f,stroke:#0969da',
	COMPLETED: 'fill:#dafbe1,color:#24292f,stroke:#1a7f37',
	FAILED: 'fill:#ffebe9,color:#24292f,stroke:#cf222e,stroke-width:3px',
	SKIPPED: 'fill:#fff8c5,color:#24292f,stroke:#9a6700',
	TIMEOUT: 'fill:#ffebe9,color:#24292f,stroke:#cf222e',
	NOT_INVOKED: 'fill:#ffffff,color:#57606a,stroke:#8c959f,stroke-dasharray:4',
	CANCELLED: 'fill:#fbefff,color:#24292f,stroke:#8250df',
};

// Worst first: a ranked action has the colour of its worst instance.
const order: readonly Status[] = ['FAILED', 'TIMEOUT', 'CANCELLED', 'SKIPPED', 'RUNNING', 'INVOKED', 'PENDING', 'COMPLETED', 'NOT_INVOKED'];

const describeAction = (action: Action, nodes: readonly NodeState[], clean: (text: string) => string): Omit<Flowchart['nodes'][number], 'id'> => {
	const status = order.find(candidate => nodes.some(node => node.status === candidate)) ?? 'PENDING';
	const [only] = nodes;
	const title = clean(action.name) + (nodes.length > 1 ? ` ×${nodes.length}` : '');
	const detail = nodes.length === 1 && only !== undefined ? `${status}${describeDuration(only)}` : countStatuses(nodes);
	return {lines: [title, detail], className: status};
};

const describeEdge = ({when, rank}: Edge): string => [...(when === 'always' ? [] : [when]), ...(rank > 1 ? [`×${rank}`] : [])].join(' ');

/** The workflow as a mermaid graph, every action in the colour of its status; a sentence when it is larger than GitHub draws. */
export const renderMermaid = ({workflow, nodes}: RunState, clean: (text: string) => string): string => {
	const actions = [...workflow.actions.values()];
	const ids = new Map(actions.map(({name}, index) => [name, `a${index}`]));
	const groups = groupNodes(nodes.values());
	const edges = actions.flatMap(({successors}) => successors).flatMap(edge => {
		const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
		return from === undefined || to === undefined ? [] : [{from, to, label: describeEdge(edge)}];
	});
	const text = renderFlowchart({
		direction: 'LR',
		nodes: actions.map((action, index) => ({id: `a${index}`, ...describeAction(action, groups.get(action.name) ?? [], clean)})),
		edges,
		classes: Object.fromEntries(order.map(status => [status, colors[status]])),
	});
	return edges.length > mostEdges || text.length > longestText
		? `The graph of ${actions.length} actions and ${edges.length} edges is larger than GitHub draws.\n`
		: `\`\`\`mermaid\n${text}\`\`\`\n`;
};
