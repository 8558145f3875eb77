import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {isSettled} from '../../core/run/status.js';
import {type Theme} from '../frame/theme.js';
import {type LevelFilter, type LogTab} from './log-query.js';

/** Which log the pane shows. */
export type ShownLog = {
	/** Absent for all. */
	readonly nodes: readonly NodeState[] | undefined;
	readonly tab: LogTab | undefined;
	/** Lines of FaaSr's own that are hidden. */
	readonly foldedCount: number;
	/** What the lines are filtered by; empty without a filter. */
	readonly filterText: string;
	readonly level: LevelFilter;
};

const describeNodes = (nodes: readonly NodeState[], {statuses}: Theme): string => {
	const [node] = nodes;
	if (node === undefined) {
		return 'nothing';
	}

	if (nodes.length > 1) {
		return nodes.every(({action}) => action === node.action) ? `${node.action} (${nodes.length} ranks)` : `${nodes.length} nodes`;
	}

	const sentence = node.sentence === undefined ? '' : `: ${node.sentence}`;
	return `${node.id} (${statuses[node.status].word}${sentence})`;
};

/** Names what the log pane shows: a node with what is known of it, or all. */
export const describeLogTitle = ({nodes, tab}: Pick<ShownLog, 'nodes' | 'tab'>, theme: Theme): string => {
	if (nodes === undefined) {
		return 'LOG of all nodes';
	}

	return `${tab === 'run-log' ? 'RUN LOG' : 'LOG'} ${describeNodes(nodes, theme)}`;
};

/** What leaves lines out, and the key that shows them again. */
const describeFilters = ({filterText, level}: ShownLog): string | undefined => {
	const filters = [
		...(filterText === '' ? [] : [`matches &${filterText}`]),
		...(level === 'all' ? [] : [level === 'ERROR' ? 'is an error' : `is ${level} or worse`]),
	];
	const remedy = filterText === '' ? 'L shows other levels' : `Esc in the log${level === 'all' ? '' : ', then L,'} shows all`;
	return filters.length === 0 ? undefined : `No line ${filters.join(' and ')}: ${remedy}.`;
};

/** Says why there is no line to show. */
export const describeNoLog = ({outcome}: RunState, shown: ShownLog): string => {
	const {nodes, tab, foldedCount} = shown;
	if (foldedCount > 0) {
		return `Only FaaSr's own lines (${foldedCount} hidden): d shows them.`;
	}

	if (outcome === 'IDLE') {
		return 'Nothing has run yet: t triggers the workflow.';
	}

	const filters = describeFilters(shown);
	if (filters !== undefined) {
		return filters;
	}

	if (tab === 'run-log') {
		return 'No line of the run log: R fetches it once the run has ended.';
	}

	return nodes !== undefined && nodes.length > 0 && nodes.every(({status}) => isSettled(status))
		? 'It has written no log. R shows its run log.'
		: 'No log line yet.';
};
