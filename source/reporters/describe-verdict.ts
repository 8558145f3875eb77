import {formatDuration} from '../core/text/format-duration.js';
import {type NodeState} from '../core/run/run-state.js';
import {statuses} from '../core/run/status.js';
import {type RunResult} from '../runner/run-result.js';

/** How many nodes ended in which status, in the order of the statuses: `completed=5 failed=1`. */
export const countStatuses = (nodes: readonly NodeState[]): string => statuses
	.map(status => ({status, count: nodes.filter(node => node.status === status).length}))
	.filter(({count}) => count > 0)
	.map(({status, count}) => `${status.toLowerCase().replaceAll('_', '-')}=${count}`)
	.join(' ');

/** The fixed last line of a run: `[FAILED] completed=5 failed=1 skipped=2 elapsed=3m12s`. */
export const describeVerdict = ({outcome, nodes, durationMs}: RunResult): string =>
	`[${outcome}] ${countStatuses(nodes)} elapsed=${formatDuration(durationMs)}`;
