import {type NodeState, type RunState} from '../core/run/run-state.js';
import {isSettled} from '../core/run/status.js';
import {type Theme} from './theme.js';

/** Names what the log pane shows: a node with what is known of it, or all. */
export const describeLogTitle = (node: NodeState | undefined, {statuses}: Theme): string => {
	if (node === undefined) {
		return 'of all nodes';
	}

	const sentence = node.sentence === undefined ? '' : `: ${node.sentence}`;
	return `${node.id} (${statuses[node.status].word}${sentence})`;
};

/** Says why there is no line to show. */
export const describeNoLog = ({outcome}: RunState, node: NodeState | undefined): string => {
	if (outcome === 'IDLE') {
		return 'Nothing has run yet: t triggers the workflow.';
	}

	return node !== undefined && isSettled(node.status) ? 'It has written no log.' : 'No log line yet.';
};
